import {
  EXPORT_PURPOSE_LABELS,
  EXPORT_PURPOSES,
  type ExportFormat,
  type ExportPurpose,
} from '#core/domain/archive-export';
import { sentenceOf } from '../views/failure';
import { call } from './api';
import { openPaper, passOn } from './files';

interface Choice {
  readonly label: string;
  readonly format: ExportFormat;
  readonly isSensitive: boolean;
}

const CHOICES: readonly Choice[] = [
  { label: 'PDF（不含家庭、谈话内容等）', format: 'pdf', isSensitive: false },
  { label: 'PDF（含敏感内容）', format: 'pdf', isSensitive: true },
  { label: 'JSON（不含家庭、谈话内容等）', format: 'json', isSensitive: false },
  { label: 'JSON（含敏感内容）', format: 'json', isSensitive: true },
];

/** The whole archive of a student as a file: asks which one and what for, then opens it. */
export async function exportArchive(studentId: string, maySensitive: boolean): Promise<void> {
  const choices = CHOICES.filter(({ isSensitive }) => maySensitive || !isSensitive);
  const choice = await choose(choices, ({ label }) => label, '导出成什么？');
  if (choice === null) return;
  const purpose = await choose(
    EXPORT_PURPOSES,
    (one) => EXPORT_PURPOSE_LABELS[one],
    '导出会被记录，每页印有您的姓名。为了什么导出？',
  );
  if (purpose === null) return;
  wx.showLoading({ title: '正在生成' });
  try {
    const { format } = choice;
    const link = await ask(choice, { studentId, format, purpose });
    await (format === 'json' ? passOn(link) : openPaper(link));
    wx.hideLoading();
  } catch (error) {
    wx.hideLoading();
    wx.showModal({ title: '没有导出', content: sentenceOf(error), showCancel: false, confirmText: '知道了' });
  }
}

const ask = (
  { isSensitive }: Choice,
  input: { studentId: string; format: ExportFormat; purpose: ExportPurpose },
) => (isSensitive ? call('papers.archive-with-sensitive', input) : call('papers.archive', input));

/** null: changed their mind. */
const choose = <T>(
  choices: readonly T[],
  labelOf: (choice: T) => string,
  alertText: string,
): Promise<T | null> =>
  new Promise((resolve) => {
    wx.showActionSheet({
      alertText,
      itemList: choices.map(labelOf),
      success: ({ tapIndex }) => resolve(choices[tapIndex] ?? null),
      fail: () => resolve(null),
    });
  });
