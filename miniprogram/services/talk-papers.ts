import { PAPER_FORMAT_LABELS, PAPER_FORMATS, type PaperFormat } from '#core/domain/paper-format';
import { sentenceOf } from '../views/failure';
import { call } from './api';
import { openPaper } from './files';

/** Asks for PDF or Word; null: changed their mind. */
function choosePaperFormat(): Promise<PaperFormat | null> {
  return new Promise((resolve) => {
    wx.showActionSheet({
      itemList: PAPER_FORMATS.map((format) => PAPER_FORMAT_LABELS[format]),
      success: ({ tapIndex }) => resolve(PAPER_FORMATS[tapIndex] ?? null),
      fail: () => resolve(null),
    });
  });
}

/** 谈话记录表, filled, or blank where no talk is named: asks for the form it comes in, then opens it. */
export async function printTalks(talkIds: readonly string[]): Promise<void> {
  const format = await choosePaperFormat();
  if (format === null) return;
  wx.showLoading({ title: '正在生成' });
  try {
    const link =
      talkIds.length === 0
        ? await call('papers.blank-talk-record', { format })
        : await call('papers.talk-record', { talkIds: [...talkIds], format });
    await openPaper(link);
    wx.hideLoading();
  } catch (error) {
    wx.hideLoading();
    wx.showModal({ title: '没有打开', content: sentenceOf(error), showCancel: false, confirmText: '知道了' });
  }
}
