import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseFacts } from '#adapters/spreadsheet/parse-facts';
import { templateText } from '#adapters/spreadsheet/templates';
import { FACT_KINDS, type FactKind } from '#core/domain/fact-kind';
import { policy2015, policy2025 } from '#core/policies/index';
import { csv, csvText, xlsx } from './sheets';

const ABSENCES = ['学号', '姓名', '学期', '课程', '学时', '日期', '是否请假'];
const DISCIPLINE = ['学号', '姓名', '处分类别', '性质', '处分文号', '处分日期', '解除日期'];
const WARNINGS = ['学号', '姓名', '学期', '类型'];
const REFERRALS = ['学号', '姓名', '报告人', '事由', '是否诊断会接受', '学期'];
const ABSENCE = ['0024010101', '周玥', '2024-2025-2', '遗传学', '2.5', '2025-03-04', '否'];

const parse = <K extends FactKind>(kind: K, rows: readonly (readonly string[])[]) =>
  parseFacts(csv(rows), 'x.csv', kind, policy2015);

/** A sound absence with some cells replaced, by heading. */
const absence = (cells: Readonly<Record<string, string>>): readonly string[] =>
  ABSENCES.map((heading, at) => cells[heading] ?? ABSENCE[at] ?? '');

describe('parseFacts', () => {
  it.each([
    ['UTF-8', csv([ABSENCES, ABSENCE]), 'a.csv'],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${csvText([ABSENCES, ABSENCE])}`), 'a.csv'],
    ['GB18030', iconv.encode(csvText([ABSENCES, ABSENCE]), 'gb18030'), 'a.csv'],
    ['UTF-16', iconv.encode(csvText([ABSENCES, ABSENCE]), 'utf16le', { addBOM: true }), 'a.csv'],
    ['tabs', csv([ABSENCES, ABSENCE], '\t'), 'a.tsv'],
  ])('reads %s', async (_, bytes, name) => {
    const { rows, rejected } = await parseFacts(bytes, name, 'absences', policy2015);
    expect(rejected).toEqual([]);
    expect(rows).toEqual([
      {
        whose: { studentNo: '0024010101', name: '周玥' },
        row: {
          file: name,
          row: 2,
          content: expect.any(String),
          term: '2024-2025-2',
          courseName: '遗传学',
          hours: 250,
          date: '2025-03-04',
          isExcused: false,
        },
      },
    ]);
  });

  it('reads a workbook below a title row, without the total at its foot', async () => {
    const bytes = await xlsx([['旷课汇总'], ABSENCES, ABSENCE, [], ['合计', '', '', '', '2.5']]);
    const { rows, rejected } = await parseFacts(bytes, 'a.xlsx', 'absences', policy2015);
    expect(rejected).toEqual([]);
    expect(rows.map(({ row }) => [row.row, row.hours])).toEqual([[3, 250]]);
  });

  it.each<[string, Readonly<Record<string, string>>, object]>([
    ['full-width digits and tabs', { 学号: '\t２０２４０１', 学时: '９．５' }, { hours: 950 }],
    ['the long form of a semester', { 学期: '2024-2025学年第2学期' }, { term: '2024-2025-2' }],
    ['a serial of Excel', { 日期: '45720' }, { date: '2025-03-04' }],
    ['a day of programs', { 日期: '20250304' }, { date: '2025-03-04' }],
    ['a day of people', { 日期: '2025年3月4日' }, { date: '2025-03-04' }],
    ['no day', { 日期: '' }, { date: null }],
    ['leave', { 是否请假: '病假' }, { isExcused: true }],
    ['no word on leave', { 是否请假: '' }, { isExcused: false }],
  ])('understands %s', async (_, cells, expected) => {
    const { rows } = await parse('absences', [ABSENCES, absence(cells)]);
    expect(rows[0]?.row).toMatchObject(expected);
  });

  it.each<[string, string, RegExp]>([
    ['学号', '1E+11', /科学计数法/],
    ['学号', '20240101.0', /带小数/],
    ['学号', '', /学号为空/],
    ['学期', '', /学期为空/],
    ['学期', '2', /2017-2018-2/],
    ['学期', '2024-2026-1', /2017-2018-2/],
    ['学时', '', /学时为空/],
    ['学时', '两节', /9\.5/],
    ['学时', '9.555', /两位小数/],
    ['学时', '-1', /负/],
    ['学时', '1000.01', /错了列/],
    ['日期', '2025-02-30', /2026-09-01/],
    ['是否请假', '可能', /是否请假应为/],
    ['课程', '遗\ufffd学', /编码/],
  ])('rejects a row with %s “%s”', async (column, value, reason) => {
    const { rows, rejected, unread } = await parse('absences', [ABSENCES, absence({ [column]: value })]);
    expect(rows).toEqual([]);
    expect(rejected).toEqual([
      {
        file: 'x.csv',
        row: 2,
        column,
        value,
        reason: expect.stringMatching(reason),
        // A doubt about this semester, where that could be read.
        ...(column !== '学期' && { term: '2024-2025-2' }),
      },
    ]);
    expect(unread).toHaveLength(column === '学号' ? 0 : 1);
  });

  it('rejects a row that has been shifted', async () => {
    const { rejected } = await parse('absences', [ABSENCES, [...ABSENCE, '错列']]);
    expect(rejected).toMatchObject([{ row: 2, column: '第 8 列', value: '错列' }]);
  });

  it('takes a semester beside its 学年', async () => {
    const { rows } = await parse('absences', [
      ['学号', '学年', '学期', '旷课学时'],
      ['1', '2024-2025', '2', '4'],
    ]);
    expect(rows[0]?.row).toMatchObject({ term: '2024-2025-2', hours: 400, courseName: '' });
  });

  it('tells a copy whatever the order of columns, and not one that differs in any', async () => {
    const first = await parse('absences', [ABSENCES, ABSENCE, absence({ 日期: '2025-03-05' })]);
    const turned = await parse('absences', [[...ABSENCES].reverse(), [...ABSENCE].reverse()]);
    expect(turned.rows[0]?.row.content).toBe(first.rows[0]?.row.content);
    expect(first.rows[1]?.row.content).not.toBe(first.rows[0]?.row.content);
  });

  it('reads disciplinary actions', async () => {
    const { rows, rejected } = await parse('discipline', [
      DISCIPLINE,
      ['1', '甲', '记过', '考试作弊', '院字〔2025〕1号', '2025/5/1', ''],
      ['2', '乙', '记过', '考试作弊', '', '2025/5/1', ''],
      ['3', '丙', '', '', '院字〔2025〕2号', '', ''],
      ['4', '丁', '警告', '', '院字〔2025〕3号', '2025-05-01', '2025-04-30'],
    ]);
    expect(rows.map(({ row }) => row)).toMatchObject([
      { kinds: ['记过', '考试作弊'], document: '院字〔2025〕1号', decidedOn: '2025-05-01', liftedOn: null },
    ]);
    expect(rejected.map(({ row, column, reason }) => [row, column, reason])).toEqual([
      [3, '处分文号', '处分文号为空，没有文件不能认定'],
      [4, '处分类别', '处分类别和性质都为空'],
      [5, '解除日期', '解除日期早于处分日期'],
    ]);
  });

  it('reads the academic office’s list by the kinds of the policy', async () => {
    const rows = [
      WARNINGS,
      ['1', '甲', '2024-2025-2', '学业预警'],
      ['2', '乙', '2024-2025-2', '编入下一年级'],
      ['3', '丙', '2024-2025-2', ''],
      ['4', '丁', '2024-2025-2', '黄色预警'],
    ];
    const by2015 = await parse('warnings', rows);
    expect(by2015.rows.map(({ row }) => row.kind)).toEqual(['学业预警', '编入下一年级', '学业预警']);
    expect(by2015.rejected).toMatchObject([{ row: 5, column: '类型', value: '黄色预警' }]);
    const by2025 = await parseFacts(csv(rows), 'x.csv', 'warnings', policy2025);
    expect(by2025.rejected).toEqual([]);
  });

  it.each(['是否诊断会接受', '诊断会是否接受', '状态'])(
    'reads referrals with a column %s',
    async (heading) => {
      const { rows, rejected } = await parse('referrals', [
        REFERRALS.map((held) => (held === '是否诊断会接受' ? heading : held)),
        ['1', '甲', '高照', '网瘾', '已接受', '2024-2025-2'],
        ['2', '乙', '高照', '厌学', '待定', '2024-2025-2'],
        ['3', '丙', '高照', '厌学', '', '2024-2025-2'],
        ['4', '丁', '高照', '厌学', '也许', '2024-2025-2'],
      ]);
      expect(rows.map(({ row }) => [row.referrer, row.isAccepted])).toEqual([
        ['高照', true],
        ['高照', false],
        ['高照', false],
      ]);
      expect(rejected).toMatchObject([{ row: 5, column: heading, value: '也许' }]);
    },
  );

  it.each(FACT_KINDS)('reads the blank table of %s back as a list that names nobody', async (kind) => {
    const text = templateText(kind);
    const parsed = await parseFacts(Buffer.from(text), 'blank.csv', kind, policy2015);
    expect(parsed).toEqual({ rows: [], rejected: [], unread: [] });
  });

  it('refuses a table of another kind by what it lacks', async () => {
    await expect(parse('discipline', [WARNINGS, ['1', '甲', '2024-2025-2', '学业预警']])).rejects.toThrow(
      /违纪处分表.*处分文号/,
    );
    await expect(parse('absences', [['甲', '乙']])).rejects.toThrow(/空白的旷课记录表/);
  });
});
