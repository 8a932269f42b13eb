import { afterEach, expect, it, vi } from 'vitest';
import { addTalkDay } from '../../../miniprogram/services/phone-calendar';

afterEach(() => vi.unstubAllGlobals());

interface Entry {
  readonly title: string;
  readonly startTime: number;
  readonly description: string;
  readonly success: () => void;
  readonly fail: (error: { errMsg: string }) => void;
}
const withCalendar = (reply: (entry: Entry) => void) =>
  vi.stubGlobal('wx', { addPhoneCalendar: (entry: Entry) => reply(entry) });

it('adds the day in Chinese time, and names nobody', async () => {
  let added: Entry | null = null;
  withCalendar((entry) => {
    added = entry;
    entry.success();
  });
  expect(await addTalkDay('2026-10-08')).toBe('已加到手机日历');
  const { title, startTime, description } = added as unknown as Entry;
  expect(new Date(startTime * 1000).toISOString()).toBe('2026-10-08T01:00:00.000Z');
  expect(`${title}${description}`).toBe('学业帮扶：有一次谈话详情见小程序“学业帮扶”的“今日”。');
});

it.each([
  ['addPhoneCalendar:fail cancel', ''],
  ['addPhoneCalendar:fail auth deny', '允许“添加到日历”'],
  ['addPhoneCalendar:fail no such thing', '没有加上。待办仍在“今日”里。'],
])('says what to do after %s', async (errMsg, sentence) => {
  withCalendar((entry) => entry.fail({ errMsg }));
  const said = await addTalkDay('2026-10-08');
  if (sentence === '') expect(said).toBe('');
  else expect(said).toContain(sentence);
});
