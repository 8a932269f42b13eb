import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { intersectCoverage, readFontCoverage } from '#adapters/documents/font-coverage';
import { sourcePaperAssets } from '#adapters/documents/fonts';
import { createPapers } from '#adapters/documents/papers';
import { blankTalkRecord, type TalkRecordPaper } from '#adapters/documents/talk-record-paper';
import { openTypst } from '#adapters/documents/typst';
import { readFonts, readPdf } from './read-pdf';

const assets = sourcePaperAssets();
const papers = createPapers(assets);

const record: TalkRecordPaper = {
  department: '生科系',
  studentName: '林知遥',
  gender: '女',
  nativePlace: '浙江省绍兴市',
  className: '生物科学171',
  family: '农村；父母务工，经济较困难；非单亲',
  contact: '13800000000',
  problems: '上学期不及格学分13.5分，晚间上网至凌晨。\n情绪较低落，与室友关系一般。',
  assessment: '学习动力不足，需要进一步关注。',
  adviserName: '周牧之',
  counselorName: '陈昇',
  adviserHeldOn: '2026-09-14',
  counselorHeldOn: '2026-09-18',
  supplements: [
    { by: '陈昇', role: '辅导员', heldOn: '2026-09-18', text: '愿意由室友保管手机，两周后复谈。' },
  ],
  parentsContacted: true,
  needsAttention: true,
  psychologicalReferral: false,
  mode: '面谈',
  place: '学院楼305',
  revision: '第2次修订：更正联系方式',
  filedLateDays: 2,
};

const print = async (paper: TalkRecordPaper) => readPdf(await papers.talkRecord(paper));

/** The words of the annex, in its order. */
const annex = [
  '生科系学生谈话记录表',
  '学生姓名',
  '性别',
  '籍贯',
  '班级',
  '家庭情况（城镇/农村、经济情况、单亲或其它）',
  '学生联系方式',
  '主要问题与表现',
  '注：学生的主要问题及其程度；发生时间及起因；目前学生的情绪、学习、人际关系、行为表现上等方面。（是否与家长联系）',
  '初步评估及建议',
  '注：初步评估指学生现今状况是否正常，是否需要进一步关注等；建议是指对学生的建议以及对心理素质教育中心是否需要关注该生的建议。',
  '访谈教师',
  '班主任：',
  '辅导员：',
  '访谈时间',
  '注：如果责任区辅导员也对此学生进行了关注，可以在班主任的谈话记录基础上直接补充意见。',
];

function expectInOrder(text: string, parts: readonly string[]): void {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    expect(at, `“${part}” after character ${from} of: ${text}`).toBeGreaterThanOrEqual(0);
    from = at + part.length;
  }
}

describe('the talk record on paper', () => {
  it('holds every field in the order of the annex, on one A4 sheet', async () => {
    const { pages, text } = await print(record);
    expect(pages).toHaveLength(1);
    expect(pages[0]?.width).toBeCloseTo(595.28, 1);
    expect(pages[0]?.height).toBeCloseTo(841.89, 1);
    expectInOrder(text, annex);
    expectInOrder(text, [
      '学生姓名林知遥性别女籍贯浙江省绍兴市班级生物科学171',
      '农村；父母务工，经济较困难；非单亲',
      '13800000000',
      '上学期不及格学分13.5分，晚间上网至凌晨。',
      '情绪较低落，与室友关系一般。',
      '是否与家长联系：是',
      '学习动力不足，需要进一步关注。',
      '是否需要进一步关注：是是否需要心理素质教育中心关注：否',
      '辅导员补充（陈昇2026年9月18日）愿意由室友保管手机，两周后复谈。',
      '班主任：周牧之辅导员：陈昇',
      '2026年9月14日2026年9月18日',
      '附记：谈话方式：面谈；地点：学院楼305。',
      '补录：谈话后第2日填报。',
      '修订：第2次修订：更正联系方式',
    ]);
    expect(text).not.toContain('共1页');
  });

  it('prints blank with nothing but the words of the annex', async () => {
    const { pages, text } = await print(blankTalkRecord('生科系'));
    expect(pages).toHaveLength(1);
    expectInOrder(text, annex);
    const left = [...annex, '年月日', '年月日'].reduce((rest, part) => rest.replace(part, ''), text);
    expect(left).toBe('');
  });

  it('names the department that prints it', async () => {
    expect((await print(blankTalkRecord('化工系'))).text).toContain('化工系学生谈话记录表');
  });

  it('dates an opinion without a talk of its own by the day of writing, and leaves the talk date open', async () => {
    const { text } = await print({
      ...record,
      counselorHeldOn: null,
      supplements: [{ by: '陈昇', role: '辅导员', heldOn: null, writtenOn: '2026-09-20', text: '同意。' }],
    });
    expect(text).toContain('辅导员补充（陈昇2026年9月20日填写）同意。');
    expect(text).toContain('2026年9月14日年月日');
  });

  it('flows a long text onto further pages, whole, under a header that names the student', async () => {
    const paragraphs = Array.from(
      { length: 60 },
      (_, index) => `第${index + 1}段：缺课与晚睡的情况及其起因，学生自述如下。`,
    );
    const { pages, text } = await print({ ...record, problems: paragraphs.join('\n') });
    expect(pages.length).toBeGreaterThan(1);
    expectInOrder(text, paragraphs);
    expectInOrder(text, ['第60段', '学习动力不足', '班主任：周牧之', '2026年9月18日']);
    pages.forEach((page, index) => {
      expect(page.text).toContain(`第${index + 1}页/共${pages.length}页`);
      if (index > 0)
        expect(page.text).toContain('生科系学生谈话记录表（续）学生姓名：林知遥班级：生物科学171');
    });
  });

  it('keeps a full 4000 characters in both large cells and in the supplement', async () => {
    const filler = '谈'.repeat(3998);
    const { text } = await print({
      ...record,
      problems: `${filler}甲。`,
      assessment: `${filler}乙。`,
      supplements: [{ by: '陈昇', role: '辅导员', heldOn: '2026-09-18', text: `${filler}丙。` }],
    });
    expect(text.split('谈').length - 1).toBeGreaterThanOrEqual(3 * 3998);
    expectInOrder(text, ['甲。', '乙。', '丙。', '访谈教师']);
  });

  it('bears who printed it across each page, and below the form', async () => {
    const { pages, text } = await print({ ...record, printedBy: '顾明澜 T001 2026-09-14' });
    expect(pages).toHaveLength(1);
    expectInOrder(text, ['打印：顾明澜T0012026-09-14']);
    expect(text.split('顾明澜T0012026-09-14').length).toBeGreaterThan(10);
    expect((await print(record)).text).not.toContain('打印');
  });

  it('gives the same bytes for the same record, from a new renderer too', async () => {
    const first = await papers.talkRecord(record);
    await papers.talkRecord({ ...record, studentName: '别人' });
    expect(Buffer.compare(first, await papers.talkRecord(record))).toBe(0);
    expect(Buffer.compare(first, await createPapers(assets).talkRecord(record))).toBe(0);
    const other = await papers.talkRecord({ ...record, contact: '13800000001' });
    expect(Buffer.compare(first, other)).not.toBe(0);
    // Two papers of one second would agree even with the time in them.
    expect(Buffer.from(first).toString('latin1')).not.toMatch(/CreationDate|ModDate|CreateDate|ModifyDate/);
  });

  it('embeds its two faces and no other', async () => {
    expect(readFonts(await papers.talkRecord(record))).toEqual({
      names: ['NotoSerifSC-Bold', 'NotoSerifSC-Regular'],
      embedded: 2,
    });
  });
});

describe('rare names and missing glyphs', () => {
  it.each([...'喆堃翀珺瑄祎玥昇頔犇垚𬭎䶮'])('prints %s', async (character) => {
    expect((await print({ ...record, studentName: `林${character}` })).text).toContain(
      `学生姓名林${character}性别`,
    );
  });

  it.each<[string, Partial<TalkRecordPaper>, string, string]>([
    [
      'a character outside the font',
      { studentName: '林𠮷' },
      'studentName',
      '「学生姓名」中的“𠮷”（U+20BB7）',
    ],
    ['an emoji', { problems: '还好😀' }, 'problems', '「主要问题与表现」中的“😀”（U+1F600）'],
    ['Arabic', { family: 'سلام' }, 'family', '「家庭情况」中的“س”（U+0633）'],
    ['a private character', { assessment: '\ue000' }, 'assessment', '「初步评估及建议」'],
    ['half a character', { problems: 'a\ud83d' }, 'problems', '一个残缺的字符（U+D83D）'],
    [
      'a supplement',
      { supplements: [{ by: '陈', role: '辅导员', heldOn: null, text: '👍' }] },
      'supplements.0.text',
      '「补充意见」中的“👍”（U+1F44D）',
    ],
  ])('refuses %s before printing, naming it and its field', async (_, part, field, message) => {
    await expect(papers.talkRecord({ ...record, ...part })).rejects.toMatchObject({
      name: 'DomainError',
      code: 'GLYPH_MISSING',
      field,
      message: expect.stringContaining(message),
    });
  });

  it('covers every character of the form itself', () => {
    const coverage = intersectCoverage(assets.fonts.map(readFontCoverage));
    const sources = ['talk-record.typ', 'talk-record-paper.ts'].map((name) =>
      readFileSync(join(assets.templateDir, name), 'utf8'),
    );
    const missing = [...new Set(sources.join(''))].filter(
      (character) => character !== '\n' && !coverage.has(character.codePointAt(0) ?? 0),
    );
    expect(missing).toEqual([]);
  });

  it('takes a font that typst does not find for an error', () => {
    const typst = openTypst({ templateDir: join(import.meta.dirname, 'templates'), fonts: assets.fonts });
    expect(() => typst.set('wrong-font.typ', {}, { tagged: true })).toThrow(/unknown font family/);
  });
});

describe('hostile text', () => {
  it.each([
    '#panic("x") #include "/etc/passwd"',
    '$x^2$ *粗* _斜_ `码` <标> @引 // 注 /* */ \\ "引"',
    '= 标题',
    '#let a = 1; ]})',
    '{"a":1}',
    '</w:t> & < >',
    '--- ... ~ \\u{41}',
  ])('stands as it was written: %s', async (text) => {
    const printed = await print({ ...record, problems: text, studentName: '林' });
    expect(printed.text).toContain(text.replace(/\s/g, ''));
  });

  it('keeps the order of writing when direction marks are pasted in', async () => {
    const { text } = await print({
      ...record,
      problems: '不\u202e需要\u202c关注\u2067。',
      contact: '\u202d13800000000\u202c',
    });
    expect(text).toContain('不需要关注。');
    expect(text).toContain('13800000000');
    expect(text).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
  });

  it('takes the line breaks of every system, and tabs', async () => {
    const { text } = await print({ ...record, problems: '一\r\n二\r三\u2028四\v五\t六' });
    expect(text).toContain('一二三四五六');
  });

  it.each(['\u0000', '\u0007', '\u001b', '\u007f', '\u009b'])(
    'refuses control character %j',
    async (control) => {
      await expect(papers.talkRecord({ ...record, problems: `前${control}后` })).rejects.toMatchObject({
        code: 'UNPRINTABLE_CHARACTER',
        field: 'problems',
      });
    },
  );

  it.each([
    '！'.repeat(300),
    'W'.repeat(300),
    'https://example.edu.cn/'.repeat(12),
    '——'.repeat(100),
    '（'.repeat(100),
  ])('breaks a run without blanks inside every cell: %s', async (run) => {
    const bytes = await papers.talkRecord({
      ...record,
      studentName: run.slice(0, 30),
      nativePlace: run.slice(0, 30),
      className: run.slice(0, 30),
      contact: run.slice(0, 50),
      family: run,
      problems: run,
      assessment: run,
    });
    const { text, rightmost } = await readPdf(bytes);
    // Counted, since a page may end within the run.
    const [first = ''] = run;
    expect(text.split(first).length).toBeGreaterThan(3 * (run.split(first).length - 1));
    // The right edge of the table: 210 mm less the margin of 25 mm.
    expect(rightmost).toBeLessThanOrEqual(524.41);
  });
});
