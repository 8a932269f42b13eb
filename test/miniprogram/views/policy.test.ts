import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyView } from '#core/contract/index';
import { checkedPolicy } from '#core/domain/checked-policy';
import { DomainError } from '#core/domain/errors';
import type { Policy } from '#core/domain/policy';
import { policyDifferences } from '#core/domain/policy-differences';
import { policy2015, policy2025 } from '#core/policies/index';
import { saySaved, toDifferenceRows, toHistoryRows, toPolicyPage } from '../../../miniprogram/views/policy';
import {
  FORM_SECTIONS,
  type FormSectionId,
  fieldAtFault,
  toFormView,
  withField,
} from '../../../miniprogram/views/policy-form';
import {
  cleanRow,
  columnAtFault,
  newRow,
  POLICY_TABLE_SPECS,
  type PolicyTableId,
  type TableRow,
} from '../../../miniprogram/views/policy-table';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const SHIPPED = [policy2015, policy2025];
const TABLES = Object.keys(POLICY_TABLE_SPECS) as PolicyTableId[];
const SECTIONS = Object.keys(FORM_SECTIONS) as FormSectionId[];
const failureOf = (act: () => unknown): DomainError => {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('it did not refuse');
};

describe('a setting as a field', () => {
  it.each(SECTIONS)('%s: what it shows reads back as the same policy', (section) => {
    for (const policy of SHIPPED) {
      for (const { path, kind, value, chosen, isTyped } of toFormView(policy, section, {})) {
        const again = withField(policy, path, kind, isTyped ? [value] : chosen);
        expect(policyDifferences(policy, again), path).toEqual([]);
        expect(checkedPolicy(again)).toEqual(policy);
      }
    }
  });

  it('has every number, cadence and flag of the tiers’ duties, and none twice', () => {
    const paths = SECTIONS.flatMap((section) => FORM_SECTIONS[section].fields.map(({ path }) => path));
    expect(new Set(paths).size).toBe(paths.length);
    const changed = paths.reduce<Policy>((policy, path) => {
      const found = SECTIONS.flatMap((id) => toFormView(policy, id, {})).find((one) => one.path === path);
      if (!found || found.isTyped) return policy;
      const other = found.choices.find(({ value }) => !found.chosen.includes(value))?.value ?? '';
      return withField(policy, path, found.kind, [other]);
    }, policy2015);
    const moved = policyDifferences(policy2015, changed).filter(({ label }) => label.startsWith('应办事项'));
    // Four tiers of thirteen settings; first talks of three tiers begin with both sides.
    expect(moved).toHaveLength(52);
  });

  it.each(SECTIONS)('%s: no two of its fields are called alike', (section) => {
    const labels = toFormView(policy2015, section, {}).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    if (section === 'reminders') expect(labels[0]).toBe('到期前提醒的天数');
  });

  it.each([
    ['decimal', '12.345', /最多两位小数/],
    ['decimal', '十二', /请填数字/],
    ['decimal', '-1', /0 到 10000/],
    ['count', '7.5', /请填整数/],
    ['count', '', /请填整数/],
  ] as const)('refuses %s %j in plain words', (kind, given, sentence) => {
    expect(failureOf(() => withField(policy2015, 'nearMissWithin', kind, [given])).message).toMatch(sentence);
  });

  it('reads full-width digits, and ends each tier where the next begins', () => {
    const policy = withField(policy2015, 'tiers[1].from', 'decimal', ['１６．５']);
    expect(policy.tiers.map(({ from, below }) => [from, below])).toEqual([
      [1200, 1650],
      [1650, 2500],
      [2500, null],
    ]);
  });

  it('puts a refusal of the whole at the field that one can change', () => {
    const crossed = withField(policy2015, 'tiers[1].from', 'decimal', ['11']);
    const { field = '', message } = failureOf(() => checkedPolicy(crossed));
    expect(fieldAtFault(field, 'tiers')).toBe('tiers[1].from');
    expect(message).toBe('「一级的上限学分」应大于这一级的起点学分');
    const lines = withField(policy2015, 'criteria.warningLine', 'decimal', ['11']);
    const refusal = failureOf(() => checkedPolicy(lines));
    expect([fieldAtFault(refusal.field ?? '', 'criteria'), refusal.message]).toEqual([
      'criteria.failedCoursesFrom',
      '「认定情形的不合格课程起点学分」不能大于学业预警线',
    ]);
    expect(fieldAtFault('courses.natures[0].text', 'criteria')).toBe('');
  });
});

describe('a table as rows', () => {
  it.each(TABLES)('%s: its rows make the same policy again', (table) => {
    const spec = POLICY_TABLE_SPECS[table];
    for (const policy of SHIPPED) {
      expect(policyDifferences(policy, spec.withRows(policy, spec.rowsOf(policy)))).toEqual([]);
    }
  });

  it.each<[PolicyTableId, TableRow, string]>([
    ['substitutions', { code: 'SK1', by: 'SK1' }, 'by'],
    ['substitutions', { code: '', by: 'SK1' }, 'code'],
    ['repeatables', { kind: 'name', text: '俱乐部' }, 'text'],
    ['natures', { text: '必修', match: 'part', kind: 'elective' }, 'text'],
    ['levels', { word: '甲等', percent: '101', isPass: 'yes' }, 'percent'],
    ['levels', { word: '甲等', percent: '九十', isPass: 'yes' }, 'percent'],
    ['levels', { word: '优秀', percent: '', isPass: 'yes' }, 'word'],
    ['levels', { word: '85', percent: '', isPass: 'yes' }, 'word'],
    ['marks', { word: '优秀', meaning: 'passed' }, 'word'],
    ['absences', { word: '', meaning: 'excused' }, 'word'],
  ])('%s: %j is refused at its column', (table, row, key) => {
    const spec = POLICY_TABLE_SPECS[table];
    const rows = [...spec.rowsOf(policy2015), row];
    const error = failureOf(() => checkedPolicy(spec.withRows(policy2015, rows)));
    expect(columnAtFault(error, spec, rows, rows.length - 1)).toBe(key);
    expect(error.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('takes any row that is clean, and gives it back as it was typed', () => {
    const spec = POLICY_TABLE_SPECS.substitutions;
    const code = fc.stringMatching(/^[A-Z]{2}[0-9]{3,6}$/);
    fc.assert(
      fc.property(code, code, (a, b) => {
        fc.pre(a !== b);
        const row = cleanRow({ code: ` ${a}\u3000`, by: b });
        expect(spec.rowsOf(checkedPolicy(spec.withRows(policy2015, [row])))).toEqual([{ code: a, by: b }]);
      }),
    );
    expect(newRow(POLICY_TABLE_SPECS.natures)).toEqual({ text: '', match: 'part', kind: 'required' });
  });
});

const name = ({ id, version, title, effectiveFrom }: Policy) => ({
  policyId: id,
  version,
  title,
  effectiveFrom,
});
const shown = (policy: Policy, can = { editTables: true, editRules: false }): PolicyView => ({
  policy,
  inForce: name(policy2015),
  upcoming: [],
  versions: SHIPPED.map(name),
  newest: '',
  can,
});

describe('the page', () => {
  it('says what holds and who changes what', () => {
    const view = toPolicyPage(policy2015, shown(policy2015), false);
    expect(plain(view.standing)).toBe('现行 · 版本 2015.2 · 2015年4月1日起');
    expect(view.criteria.map(({ text }) => text)).toContain('不及格学分 12 至 15（不含 15）');
    expect(view.criteria.map(({ text }) => text)).toContain('平均学分绩点低于 1.5，等于不算');
    expect(view.tiers.map(({ label, text }) => `${label} ${plain(text)}`)).toEqual([
      '一级 12 至 15 学分（不含 15）',
      '二级 15 至 25 学分（不含 25）',
      '三级（最重） 25 学分以上（含 25）',
    ]);
    expect(view.duties[1]?.text).toContain('班主任谈话每两周一次；辅导员谈话每月一次');
    expect(view.tablesNote).toBe('');
    expect(view.rulesNote).toContain('组长');
    expect(plain(toPolicyPage(policy2025, shown(policy2025), false).tiers[0]?.text ?? '')).toContain(
      '黄色预警',
    );
  });

  it('tells the history’s changes, and how many are not listed', () => {
    const [row] = toHistoryRows(
      [
        {
          ...name(policy2015),
          version: '2015.2-1',
          effectiveFrom: '2026-10-20',
          isInForce: false,
          by: '许佩兰',
          madeAt: '2026-10-12T02:00:00Z',
          reason: '按课程替代表',
          differences: [{ section: 'substitutions', label: 'B 替代 A', before: null, after: '可替代' }],
          differenceCount: 3,
        },
      ],
      '2026-10-12',
    );
    expect(row).toMatchObject({ word: '将要生效', by: '许佩兰 今天 10:00 保存', count: '3 处修改' });
    expect(row?.more).toBe('另有 2 处，没有列出。');
    expect(
      toDifferenceRows([{ section: 'rules', label: '类型', before: '12', after: null }])[0]?.change,
    ).toBe('去掉：12');
    expect(saySaved({ version: '2015.2-1', effectiveFrom: '2026-10-20' }, '2026-10-12')).toContain(
      '2026年10月20日起适用',
    );
  });
});
