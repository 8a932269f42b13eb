import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourcePaperAssets } from '#adapters/documents/fonts';
import { createPapers } from '#adapters/documents/papers';
import { readTable } from '#adapters/spreadsheet/read-table';
import { summaryWorkbook } from '#adapters/spreadsheet/term-summary-workbook';
import { FIGURE_HEADINGS } from '#core/domain/figure-items';
import { sayFigure } from '#core/domain/figure-words';
import { summaryContent } from '../../../tools/bench/summary-content';
import { readMarks } from '../spreadsheet/read-marks';
import { readDocx } from './read-docx';
import { readPdf } from './read-pdf';

/** Minutes of 1 小时 30 分, else the number in hundredths. */
function amountOf(said: string): number {
  const time = /^(?:(\d+) 小时)? ?(?:(\d+) 分)?/.exec(said);
  const isTime = time?.[1] !== undefined || time?.[2] !== undefined;
  return isTime
    ? 60 * Number(time?.[1] ?? 0) + Number(time?.[2] ?? 0)
    : Math.round(Number.parseFloat(said) * 100);
}

const papers = createPapers(sourcePaperAssets());
const content = summaryContent(30);
/** To look at, where `SHOTS` names a folder. */
const keep = (name: string, bytes: Uint8Array) => {
  const shots = process.env.SHOTS;
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  writeFileSync(path.join(shots, name), bytes);
};

/** `&` is a code in the head of a sheet. */
const MARK = '许佩兰 05001&2 2026-09-14';

describe('学期总结', () => {
  it('is set with its numbers, its words and its signature, and the same bytes again', async () => {
    const bytes = await papers.summary(content, 'group', 'pdf', MARK);
    keep('summary.pdf', bytes);
    const { pages, text } = await readPdf(bytes);
    expect(Buffer.from(await papers.summary(content, 'group', 'pdf', MARK)).equals(bytes)).toBe(true);
    expect(pages[0]).toMatchObject({ width: expect.closeTo(595.3, 0), height: expect.closeTo(841.9, 0) });
    for (const said of [
      '2026-2027学年第1学期学业困难学生帮扶工作总结',
      '认定学业困难学生30名（上学期24名）',
      '内部资料，注意保密',
      '二级10名8名',
      '新列入6名24名',
      '班主任谈话合计60次',
      '补回学分：按帮扶方式合计40.00学分',
      '四、下学期计划',
      '#strong[记号]都只是文字',
      '签发：陆承钧二〇二七年一月十四日'.slice(0, 6),
      `第${pages.length}页共${pages.length}页`,
    ])
      expect(text).toContain(said);
  });

  it.each([16, 17, 34, 35])(
    'no heading stands alone at the foot of a page, with texts of %i lines',
    async (lines) => {
      const long = Array.from({ length: lines }, (_, at) => `第 ${at + 1} 行。`).join('\n');
      const words = { achievements: long, shortcomings: long, plan: long };
      const { pages } = await readPdf(await papers.summary({ ...content, words }, 'group', 'pdf', null));
      for (const { text } of pages.slice(0, -1))
        expect(text).not.toMatch(/([一二三四]、[^。]*|合计[^，。]{1,20})第\d+页共\d+页$/);
      expect(pages.length).toBeGreaterThan(4);
    },
  );

  it('hides small numbers and names from others', async () => {
    const { text } = await readPdf(await papers.summary(content, 'shared', 'pdf', null));
    expect(text).toContain('对外提供：少于5的数不公开');
    expect(text).toContain('不公开');
    expect(text).not.toContain('教师1');
    const [sheet, ...others] = await readTable(
      await summaryWorkbook(content, 'shared', 'all', null),
      'x.xlsx',
    );
    expect(sheet?.sheet).toBe('汇总');
    expect(others.map((one) => one.sheet)).toEqual(['总结']);
    expect(text).not.toContain('05001');
  });

  it('says that a draft is one, and what a correction corrects', async () => {
    const draft = await readPdf(await papers.summary(summaryContent(6, false), 'group', 'pdf', null));
    expect(draft.text).toContain('草稿，未签发');
    expect(draft.text).not.toContain('签发：');
    const second = { ...content, version: 2, reason: '补录成绩' };
    const corrected = await readPdf(await papers.summary(second, 'group', 'pdf', null));
    expect(corrected.text).toContain('本版更正第1版：补录成绩');
  });

  it('comes as .docx with the same words, faces named, to be edited', async () => {
    const bytes = await papers.summary(content, 'group', 'docx', null);
    keep('summary.docx', bytes);
    const { text, styles, properties } = await readDocx(bytes);
    for (const said of ['认定学业困难学生30名（上学期24名）', '一、基本情况', '二、成绩', '签发：陆承钧'])
      expect(text).toContain(said);
    expect(styles).toContain('宋体');
    expect(properties).not.toContain('陆承钧');
  });

  it('brings the rows behind each number along, and they add up to it', async () => {
    const sheets = await readTable(await summaryWorkbook(content, 'group', 'all', MARK), 'x.xlsx');
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['汇总', '总结', '名单', '预警汇总', '明细']);
    const rows = sheets[4]?.rows.slice(1).map(({ cells }) => cells) ?? [];
    expect(rows).toHaveLength(content.rows?.length ?? 0);
    for (const { id, parts } of content.numbers.group.figures)
      for (const { key, value } of parts) {
        const own = rows.filter(([heading, label]) => heading === FIGURE_HEADINGS[id] && label === key);
        const sum = own.reduce((all, cells) => all + amountOf(cells[6] ?? ''), 0);
        expect([id, key, sum]).toEqual([id, key, amountOf(sayFigure(id, value))]);
      }
  });

  it('comes as .xlsx with the list of students and warnings by class that add up', async () => {
    const bytes = await summaryWorkbook(content, 'group', 'lists', MARK);
    keep('lists.xlsx', bytes);
    const book = readMarks(bytes);
    expect(book.heads).toEqual(Array(2).fill('&R&9许佩兰 05001&&2 2026-09-14 导出'));
    expect(book.properties).toContain('许佩兰 05001&amp;2 2026-09-14');
    const [list, warnings] = await readTable(bytes, 'x.xlsx');
    expect([list?.sheet, warnings?.sheet]).toEqual(['名单', '预警汇总']);
    const students = list?.rows.slice(2).map(({ cells }) => cells) ?? [];
    expect(students).toHaveLength(30);
    expect(students[0]?.slice(0, 5)).toEqual(['1', '002405010000', '喆堃', '生物科学240', '一级']);
    const lines = warnings?.rows.slice(2).map(({ cells }) => cells) ?? [];
    expect(lines.at(-1)).toEqual(['合计', '30', '15', '10', '10', '10', '0']);
    for (const column of [1, 2, 3, 4, 5, 6]) {
      const sum = lines.slice(0, -1).reduce((all, cells) => all + Number(cells[column]), 0);
      expect(sum).toBe(Number(lines.at(-1)?.[column]));
    }
  });
});
