import pdfmake from 'pdfmake';
import { fontFiles } from '#adapters/documents/fonts';
import { WORDING_PARTS } from '#core/domain/letter-wording';
import { letterBatch } from './letter-batch';

/** The same letters by pdfmake, and the same figures. */
const [normal = '', bold = ''] = fontFiles();
pdfmake.addFonts({ NotoSerifSC: { normal, bold, italics: normal, bolditalics: bold } });
const letters = letterBatch(Number(process.argv[2]));
const startedAt = performance.now();
const content = letters.flatMap((letter, at) => [
  {
    text: '学业预警通知书',
    fontSize: 22,
    bold: true,
    alignment: 'center',
    ...(at > 0 && { pageBreak: 'before' }),
  },
  { text: letter.number, fontSize: 14, alignment: 'center' },
  { text: `尊敬的${letter.addressee.name}：` },
  ...letter.paragraphs.opening.map((text) => ({ text, leadingIndent: 32 })),
  {
    fontSize: 10.5,
    table: {
      headerRows: 1,
      widths: [104, '*', 56, 36, 84],
      body: [
        ['学期', '课程', '课程性质', '学分', '成绩'],
        ...letter.outstanding.map(({ term, courseName, nature, credit, result }) => [
          term,
          courseName,
          nature,
          credit,
          result,
        ]),
      ],
    },
  },
  ...WORDING_PARTS.slice(1).flatMap((part) =>
    letter.paragraphs[part].map((text) => ({ text, leadingIndent: 32 })),
  ),
  { text: `${letter.departmentName}\n${letter.issuedOn}`, alignment: 'right' },
]);
const bytes = await pdfmake
  .createPdf({
    pageSize: 'A4',
    pageMargins: [79, 105, 74, 99],
    defaultStyle: { font: 'NotoSerifSC', fontSize: 16 },
    // biome-ignore lint/suspicious/noExplicitAny: its types want each alignment as a literal
    content: content as any,
  })
  .getBuffer();
process.stdout.write(JSON.stringify({ ms: performance.now() - startedAt, bytes: bytes.length }));
