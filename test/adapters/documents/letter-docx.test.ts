import { Document, Footer, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { sourcePaperAssets } from '#adapters/documents/fonts';
import { createPapers } from '#adapters/documents/papers';
import type { LetterContent } from '#core/domain/letter-content';
import { TEMPLATE_NEEDS } from '#core/domain/letter-template';
import { letterContent } from './letter-content';
import { readDocx } from './read-docx';

const papers = createPapers(sourcePaperAssets());

const content = (over: Partial<LetterContent> = {}): LetterContent => {
  const plain = letterContent();
  return {
    ...plain,
    student: { ...plain.student, name: '喆堃翀𬭎' },
    paragraphs: { ...plain.paragraphs, opening: ['情况第一段。', '情况第二段。'] },
    ...over,
  };
};

const fill = async (contents: readonly LetterContent[], template: Uint8Array | null = null) =>
  papers.lettersDocx(
    {
      letters: contents.map((one, at) => ({ id: `letter-${at}`, content: one })),
      hasCover: false,
      printedOn: '2026-11-03',
    },
    template,
  );
const fillOne = async (over: Partial<LetterContent> = {}, template: Uint8Array | null = null) =>
  readDocx((await fill([content(over)], template)).bytes ?? new Uint8Array());

/** A template as an office makes one: each text a paragraph. */
const template = async (texts: readonly (string | Paragraph | Table)[], footer = '') =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({
        sections: [
          {
            footers: { default: new Footer({ children: [new Paragraph(footer)] }) },
            children: texts.map((one) => (typeof one === 'string' ? new Paragraph(one) : one)),
          },
        ],
      }),
    ),
  );
const NEEDED = TEMPLATE_NEEDS.map((name) => `{${name}}`);
const without = (name: string) => NEEDED.filter((one) => one !== `{${name}}`);

describe('书面预警通知书 as .docx by the built-in template', () => {
  it('says what the PDF says, in its order', async () => {
    const { text } = await fillOne({ corrects: '生科系学警〔2026〕3号' });
    const places = [
      '学业预警通知书',
      '生科系学警〔2026〕12号',
      '尊敬的林远山：',
      '情况第一段。情况第二段。',
      '学期课程课程性质学分成绩',
      '高等数学必修1645，补考52',
      '不及格学分合计16',
      '说明意义。',
      '学校的帮扶。',
      '请家长配合。',
      '系学工办，电话0571-00000000',
      '生命科学系',
      '2026年11月2日',
      '本通知书更正生科系学警〔2026〕3号',
    ].map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('gives each paragraph of a text its own indent', async () => {
    const { xml } = await fillOne();
    const [first = ''] = /<w:p>(?:(?!<\/w:p>).)*情况第一段。.*?<\/w:p>/.exec(xml) ?? [];
    expect(first).toContain('w:firstLine="640"');
    expect(xml).toContain(first.replace('第一段', '第二段'));
  });

  it('makes the same bytes of the same letters, each from its own page 1', async () => {
    const many = [content(), content({ number: '第二封' }), content({ number: '第三封' })];
    const { bytes, printed } = await fill(many);
    expect(printed).toHaveLength(3);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    const later = await fill(many).finally(() => vi.useRealTimers());
    expect(later.bytes).toEqual(bytes);
    const { xml, text } = await readDocx(bytes ?? new Uint8Array());
    expect(xml.match(/<w:pgNumType w:start="1"\/>/g)).toHaveLength(3);
    expect(text.indexOf('第二封')).toBeLessThan(text.indexOf('第三封'));
  });

  // Word and WPS count a section's pages; LibreOffice does not, and shows the page of the letter's last place.
  it('has each letter say how many pages it has, in Word and in LibreOffice', async () => {
    const { bytes } = await fill([content(), content(), content()]);
    const parts = unzipSync(bytes ?? new Uint8Array());
    const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
    const xml = part('word/document.xml');
    const footers = [...xml.matchAll(/<w:footerReference [^>]*r:id="([^"]+)"/g)].map(([, id]) => {
      const target = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(part('word/_rels/document.xml.rels'));
      return `word/${target?.[1]}`;
    });
    expect(new Set(footers).size).toBe(3);
    for (const [at, footer] of footers.entries()) {
      const place = `letter_end_${at + 1}`;
      expect(part('[Content_Types].xml')).toContain(`PartName="/${footer}"`);
      expect(part(footer)).toMatch(new RegExp(`SECTIONPAGES.*"separate".* PAGEREF ${place} .*"end".*"end"`));
      expect(xml.match(new RegExp(`<w:bookmarkStart [^>]*w:name="${place}"/>`, 'g'))).toHaveLength(1);
    }
  });

  it.each([
    [
      'a field as Word saves it, with what it showed last',
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r w:rsidR="0A"><w:instrText> SECTIONPAGES  \\* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:noProof/></w:rPr><w:t>7</w:t></w:r><w:r><w:rPr><w:noProof/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>',
    ],
    ['a field in one piece', '<w:fldSimple w:instr=" SECTIONPAGES "><w:r><w:t>7</w:t></w:r></w:fldSimple>'],
  ])('counts the pages of an edited template: %s', async (_name, field) => {
    const parts = unzipSync(await papers.letterTemplate());
    const footer = strFromU8(parts['word/footer1.xml'] ?? new Uint8Array());
    const edited = footer.replace(/<w:p>.*<\/w:p>/, `<w:p>${field}</w:p>`);
    const { bytes } = await fill(
      [content(), content()],
      zipSync({ ...parts, 'word/footer1.xml': strToU8(edited) }),
    );
    const filled = unzipSync(bytes ?? new Uint8Array());
    for (const [at, name] of ['footer1', 'footer1-2'].entries()) {
      const xml = strFromU8(filled[`word/${name}.xml`] ?? new Uint8Array());
      expect(xml).toContain(` PAGEREF letter_end_${at + 1} `);
      expect(xml).not.toContain('>7<');
      const signs = [...xml.matchAll(/fldCharType="(\w+)"/g)].map(([, type]) => type);
      const inner = ['begin', 'separate', 'end'];
      expect(signs).toEqual(xml.includes('fldSimple') ? inner : ['begin', 'separate', ...inner, 'end']);
    }
  });

  it.each([
    ['typst', '#set page(width: 1mm) $x$ *粗* @ref <label> \\'],
    ['XML', '</w:t></w:r></w:p><w:p/>&amp;<![CDATA[x]]>'],
    ['a field', '{编号}{学生}'],
    ['direction marks', 'a\u202eb\u200fc'],
    ['an emoji', '好😀'],
    ['ten thousand characters', '长'.repeat(10_000)],
  ])('prints %s as text', async (_name, hostile) => {
    const { text } = await fillOne({ paragraphs: { ...content().paragraphs, help: [hostile] } });
    expect(text).toContain(hostile.replace(/[\s\u200f\u202e]/g, ''));
  });

  it('leaves out of any other field what XML cannot hold', async () => {
    const own = await template([...NEEDED, '班级：{班级}。']);
    const student = { name: '陈', studentNo: '1', className: '一\u0007班\ud800' };
    expect((await fillOne({ student }, own)).text).toContain('班级：一班。');
  });

  it('names the one letter with a control character, and makes the others', async () => {
    const bad = content({ student: { name: '陈\u0007', studentNo: '1', className: '一班' } });
    const { printed, refused } = await fill([content(), bad, content()]);
    expect(printed).toEqual(['letter-0', 'letter-2']);
    expect(refused).toMatchObject([{ id: 'letter-1', because: expect.stringContaining('控制字符') }]);
  });
});

describe('a template of the office', () => {
  it('is filled wherever its fields stand, in pieces, in a table, twice', async () => {
    const own = await template([
      ...NEEDED,
      new Paragraph({
        children: [
          new TextRun('学生{学'),
          new TextRun({ text: '生}，', bold: true }),
          new TextRun('{班级}{班级}'),
        ],
      }),
      new Table({
        rows: [new TableRow({ children: [new TableCell({ children: [new Paragraph('学号{学号}')] })] })],
      }),
    ]);
    await papers.checkLetterTemplate(own);
    const { text } = await fillOne({}, own);
    expect(text).toContain('学生喆堃翀𬭎，生物科学241生物科学241');
    expect(text).toContain('学号20240101');
    expect(text).not.toMatch(/[{}\ue000\ue001]/);
    expect((await fill([content()], own)).bytes).toEqual((await fill([content()], own)).bytes);
  });

  it.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ['a field that is none', () => template([...NEEDED, '{身份证号}']), /\{身份证号\} 不是可以代入的内容/],
    ['a field that is missing', () => template(without('联系方式')), /缺少 \{联系方式\}/],
    ['a brace left open', () => template([...NEEDED, '请看{学生']), /“请看\{学生”里的花括号没有成对/],
    ['text beside the table', () => template([...without('课程表'), '见{课程表}']), /单独占一段/],
    ['a field in the footer', () => template(NEEDED, '{学号}'), /页眉、页脚/],
    ['something else than .docx', async () => strToU8('你好'), /打不开/],
    ['another kind of archive', async () => zipSync({ 'a.txt': strToU8('x') }), /不是 \.docx/],
  ])('with %s is refused by name', async (_name, make, because) => {
    await expect(papers.checkLetterTemplate(await make())).rejects.toThrow(because);
  });

  describe('that reaches outside itself', () => {
    let parts: Record<string, Uint8Array>;
    beforeAll(async () => {
      parts = unzipSync(await papers.letterTemplate());
    });
    it.each<[string, Record<string, string>, RegExp]>([
      ['macros', { 'word/vbaProject.bin': 'x' }, /宏/],
      ['an entity', { 'word/settings.xml': '<!DOCTYPE x [<!ENTITY y "z">]><x/>' }, /不合规范/],
      [
        'a template elsewhere',
        {
          'word/_rels/settings.xml.rels':
            '<Relationships><Relationship Id="a" Type="x/attachedTemplate" Target="http://x" TargetMode="External"/></Relationships>',
        },
        /文件以外/,
      ],
    ])('by %s is refused', async (_name, more, because) => {
      const changed = Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)]));
      await expect(papers.checkLetterTemplate(zipSync({ ...parts, ...changed }))).rejects.toThrow(because);
    });
  });
});
