import pdfmake, { type Content } from 'pdfmake';
import { fontFiles } from '#adapters/documents/fonts';
import { wordDate } from '#adapters/documents/worded-date';
import type { LetterContent } from '#core/domain/letter-content';
import { WORDING_PARTS } from '#core/domain/letter-wording';
import { letterBatch } from './letter-batch';

const bold = (text: string) => ({ text, bold: true });

const letterOf = (letter: LetterContent, at: number): Content[] => [
  {
    text: '学业预警通知书',
    fontSize: 22,
    bold: true,
    alignment: 'center',
    ...(at > 0 && { pageBreak: 'before' }),
  },
  { text: letter.number ?? '', fontSize: 14, alignment: 'center' },
  { text: `尊敬的${letter.addressee.name}：` },
  ...letter.paragraphs.opening.map((text) => ({ text, leadingIndent: 32 })),
  {
    fontSize: 10.5,
    table: {
      headerRows: 1,
      widths: [132, '*', 56, 36, 84],
      body: [
        ['学期', '课程', '课程性质', '学分', '成绩'].map(bold),
        ...letter.outstanding.map(({ term, courseName, nature, credit, result }) => [
          term,
          courseName,
          nature,
          credit,
          result,
        ]),
        [
          { ...bold('不及格学分合计'), colSpan: 3 },
          '',
          '',
          { ...bold(letter.outstandingCredits), colSpan: 2 },
          '',
        ],
      ],
    },
  },
  ...WORDING_PARTS.slice(1).flatMap((part) =>
    letter.paragraphs[part].map((text) => ({ text, leadingIndent: 32 })),
  ),
  { text: `${letter.departmentName}\n${wordDate(letter.issuedOn)}`, alignment: 'right' },
];

/** The same letters by pdfmake, in the same faces, and the same figures. */
async function setLetters(count: number): Promise<void> {
  const letters = letterBatch(count);
  const startedAt = performance.now();
  const [normal = '', heavy = ''] = fontFiles();
  pdfmake.addFonts({ NotoSerifSC: { normal, bold: heavy, italics: normal, bolditalics: heavy } });
  const bytes = await pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: [79, 105, 74, 99],
      defaultStyle: { font: 'NotoSerifSC', fontSize: 16 },
      footer: () => ({ text: '第 1 页　共 1 页', fontSize: 14, alignment: 'center' }),
      content: letters.flatMap(letterOf),
    })
    .getBuffer();
  process.stdout.write(JSON.stringify({ ms: performance.now() - startedAt, bytes: bytes.length }));
}

void setLetters(Number(process.argv[2]));
