const TITLE = '学业帮扶：有一次谈话';
const SECONDS_BEFORE = 24 * 60 * 60;

/**
 * Offers a whole day in the phone's calendar, with an alarm a day before. It names no student: whoever
 * looks at the phone sees only that there is something to do.
 *
 * @param day `YYYY-MM-DD` in Asia/Shanghai
 * @returns what came of it, as a sentence; empty where the person changed their mind
 */
export const addTalkDay = (day: string): Promise<string> =>
  new Promise((resolve) => {
    const start = Date.parse(`${day}T09:00:00+08:00`) / 1000;
    wx.addPhoneCalendar({
      title: TITLE,
      startTime: start,
      endTime: String(start + 1800),
      allDay: false,
      description: '详情见小程序“学业帮扶”的“今日”。',
      alarm: true,
      alarmOffset: SECONDS_BEFORE,
      success: () => resolve('已加到手机日历'),
      fail: ({ errMsg = '' }) => resolve(sayFailure(errMsg)),
    });
  });

function sayFailure(errMsg: string): string {
  if (errMsg.includes('cancel')) return '';
  if (/auth|permission|denied/i.test(errMsg)) {
    return '微信没有日历的权限。请在小程序右上角“设置”里允许“添加到日历”，再试一次。';
  }
  return '没有加上。待办仍在“今日”里。';
}
