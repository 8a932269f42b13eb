import { describe, expect, it } from 'vitest';
import { sourcePaperAssets } from '#adapters/documents/fonts';
import { createPapers } from '#adapters/documents/papers';
import type { LetterContent } from '#core/domain/letter-content';
import { letterContent } from './letter-content';
import { readFonts, readPdf } from './read-pdf';

const papers = createPapers(sourcePaperAssets());

const printAll = (contents: readonly LetterContent[], hasCover = false) =>
  papers.letters({
    letters: contents.map((one, at) => ({ id: `letter-${at}`, content: one })),
    hasCover,
    printedOn: '2026-11-03',
  });
const printOne = async (over: Partial<LetterContent> = {}) => {
  const { bytes } = await printAll([letterContent(over)]);
  return readPdf(bytes ?? new Uint8Array());
};

describe('书面预警通知书 on paper', () => {
  it('says what is fixed, in its order, on A4 with embedded fonts', async () => {
    const { bytes } = await printAll([letterContent()]);
    const { pages, text } = await readPdf(bytes ?? new Uint8Array());
    expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([[595, 842]]);
    const places = [
      '学业预警通知书',
      '生科系学警〔2026〕12号',
      '尊敬的林远山：',
      '情况告知。',
      '高等数学',
      '45，补考52',
      '不及格学分合计16',
      '说明意义。',
      '学校的帮扶。',
      '请家长配合。',
      '系学工办，电话0571-00000000',
      '生命科学系',
      '2026年11月2日',
      '第1页共1页',
    ].map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(readFonts(bytes ?? new Uint8Array()).embedded).toBeGreaterThan(0);
  });

  it('sets rare characters of names', async () => {
    const name = '喆堃翀珺瑄祎玥昇頔犇垚𬭎';
    expect(
      (
        await printOne({
          student: { name, studentNo: '1', className: '一班' },
          paragraphs: { ...letterContent().paragraphs, opening: [name] },
        })
      ).text,
    ).toContain(name);
  });

  it('names the letter that it corrects', async () => {
    const { text } = await printOne({ corrects: '生科系学警〔2026〕3号' });
    expect(text).toContain('本通知书更正生科系学警〔2026〕3号，请以本通知书为准。');
  });

  it('counts the pages of each letter by itself, and heads the later ones', async () => {
    const [course] = letterContent().outstanding;
    const long = letterContent({
      number: '长号',
      outstanding: Array.from({ length: 40 }, (_, at) => ({
        ...(course as NonNullable<typeof course>),
        courseName: `课程${at}`,
      })),
    });
    const { bytes } = await printAll([letterContent(), long, letterContent()]);
    const { pages } = await readPdf(bytes ?? new Uint8Array());
    expect(pages).toHaveLength(4);
    expect(pages.map(({ text }) => /第\d页共\d页/.exec(text)?.[0])).toEqual([
      '第1页共1页',
      '第1页共2页',
      '第2页共2页',
      '第1页共1页',
    ]);
    expect(pages[2]?.text.startsWith('长号林知遥')).toBe(true);
  });

  it('makes one file of many in their order, the same bytes each time', async () => {
    const [course] = letterContent().outstanding;
    const rows = Array.from({ length: 40 }, () => course as NonNullable<typeof course>);
    const many = Array.from({ length: 130 }, (_, at) =>
      letterContent({ number: `第${at}封信`, ...(at === 70 ? { outstanding: rows } : {}) }),
    );
    const bad = letterContent({ number: '坏的那封', departmentName: '系\u0007' });
    const { bytes, printed, refused } = await printAll([...many, bad], true);
    expect(printed).toHaveLength(130);
    expect(refused).toMatchObject([{ id: 'letter-130' }]);
    const { pages } = await readPdf(bytes ?? new Uint8Array());
    const letters = pages.filter(({ text }) => text.includes('尊敬的'));
    expect(letters.map(({ text }) => /第(\d+)封信/.exec(text)?.[1])).toEqual(many.map((_, at) => String(at)));
    expect(pages[0]?.text).toContain('共130封');
    expect(pages.filter(({ text }) => text.includes('第2页共2页'))).toHaveLength(1);
    expect((await printAll([...many, bad], true)).bytes).toEqual(bytes);
  });

  it('counts pages anew where a letter that seemed short is not', async () => {
    const [course] = letterContent().outstanding;
    const outstanding = [{ ...(course as NonNullable<typeof course>), nature: '必修'.repeat(80) }];
    const wide = letterContent({ outstanding });
    const { bytes } = await printAll([letterContent(), wide, letterContent()]);
    const { pages } = await readPdf(bytes ?? new Uint8Array());
    expect(pages.map(({ text }) => /第\d页共\d页/.exec(text)?.[0])).toEqual([
      '第1页共1页',
      '第1页共2页',
      '第2页共2页',
      '第1页共1页',
    ]);
  });

  it.each([
    ['typst', '#set page(width: 1mm) $x$ *粗* @ref <label> \\'],
    ['XML', '<b>粗</b>&amp;'],
    ['direction marks', 'a\u202eb\u200fc'],
    ['ten thousand characters', '长'.repeat(10_000)],
  ])('prints %s as text', async (_name, hostile) => {
    const { text } = await printOne({ paragraphs: { ...letterContent().paragraphs, help: [hostile] } });
    const bare = hostile.replace(/[\s\u200f\u202e]/g, '');
    expect(text.replace(/第\d+页共\d+页|生科系学警〔2026〕12号林知遥/g, '')).toContain(bare);
  });

  it.each([
    ['a control character', '陈\u0007', '「学生姓名」中有无法打印的控制字符（U+0007）'],
    ['an emoji', '陈😀', '在打印字体中没有字形'],
  ])('names the one letter that has %s, and makes the others', async (_name, name, because) => {
    const bad = letterContent({ student: { name, studentNo: '1', className: '一班' } });
    const { printed, refused, bytes } = await printAll([letterContent(), bad, letterContent()]);
    expect(printed).toEqual(['letter-0', 'letter-2']);
    expect(refused).toEqual([{ id: 'letter-1', because: expect.stringContaining(because) }]);
    expect((await readPdf(bytes ?? new Uint8Array())).pages).toHaveLength(2);
  });

  it('makes nothing where none can be made', async () => {
    const bad = letterContent({ departmentName: '系\u0001' });
    expect(await printAll([bad])).toMatchObject({ bytes: null, printed: [] });
  });
});

describe('envelopes', () => {
  it('are 220 × 110 mm, each with its postcode and addressee', async () => {
    const bytes = await papers.envelopes([
      { addressee: letterContent().addressee, sender: '生命科学系学工办', mark: '生科系学警〔2026〕12号' },
    ]);
    const { pages, text } = await readPdf(bytes);
    expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([[624, 312]]);
    for (const part of ['312000', '浙江省绍兴市胜利西路1号', '林远山收', '生命科学系学工办']) {
      expect(text).toContain(part);
    }
  });
});
