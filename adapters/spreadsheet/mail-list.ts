import { writeXlsx } from 'hucre/xlsx';
import type { MailListRow } from '#core/application/ports';
import { markedBook, markedSheet } from './marked';

const HEADINGS = ['序号', '邮件号码', '收件人', '收件地址', '邮政编码', '通知书编号'] as const;
const WIDTHS = [6, 18, 12, 48, 10, 24] as const;
/** A cell of this format keeps a mail number as it was typed. */
const AS_TEXT = '@';

/** 挂号信清单, one row a letter, to be handed in at the post. */
export const mailListWorkbook = (rows: readonly MailListRow[], mark: string): Promise<Uint8Array> =>
  writeXlsx({
    ...markedBook(mark),
    sheets: [
      {
        ...markedSheet(mark),
        name: '挂号信清单',
        rows: [
          [...HEADINGS],
          ...rows.map(({ mailNumber, addressee, number }, at) => [
            String(at + 1),
            mailNumber,
            addressee.name,
            addressee.address,
            addressee.postcode,
            number,
          ]),
        ],
        columns: WIDTHS.map((width) => ({ width, numFmt: AS_TEXT })),
      },
    ],
  });
