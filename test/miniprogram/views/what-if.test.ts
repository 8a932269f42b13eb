import { describe, expect, it } from 'vitest';
import type { ComparedStudent } from '#core/contract/index';
import type { Standing } from '#core/domain/what-if';
import { tierLoads } from '#core/domain/workload';
import { policy2015, policy2025 } from '#core/policies/index';
import type { WhatIfAnswer } from '../../../miniprogram/services/what-if';
import {
  ALL_MOVED,
  DRAFT,
  rowsOfFilter,
  sayFilter,
  toImpact,
  toPeopleRows,
  toPolicyChoices,
  toWhatIfView,
} from '../../../miniprogram/views/what-if';

const name = ({ id, version, title, effectiveFrom }: typeof policy2015) => ({
  policyId: id,
  version,
  title,
  effectiveFrom,
});
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const student = (
  studentNo: string,
  before: Standing,
  after: Standing,
  [creditsBefore, creditsAfter]: [string, string] = ['16.00', '16.00'],
): ComparedStudent => ({
  studentId: `id-${studentNo}`,
  studentNo,
  name: `同学${studentNo}`,
  className: '生物科学241',
  before,
  after,
  creditsBefore,
  creditsAfter,
});
const answer = (...rows: readonly ComparedStudent[]): WhatIfAnswer => ({
  before: name(policy2015),
  after: name(policy2025),
  total: 240,
  compared: 230,
  rows,
  loads: { before: tierLoads(policy2015), after: tierLoads(policy2025) },
  staff: [{ className: '生物科学241', advisers: [{ id: 'a', name: '顾明澜' }], counselors: [] }],
});

describe('the table of moves', () => {
  const held = answer(
    student('1', '2', '1'),
    student('2', '2', '1'),
    student('3', '1', 'watch'),
    student('4', '3', '3'),
  );

  it('has a line and a column for each place that occurs, and says each number in words', () => {
    const { columns, lines, figures, groupChoices } = toWhatIfView(held);
    expect(columns.map(({ word }) => word)).toEqual(['三级\n最重', '二级', '一级', '关注']);
    expect(lines.map(({ word, squares }) => [word, ...squares.map(({ text }) => text)])).toEqual([
      ['三级\n最重', '1', '', '', ''],
      ['二级', '', '', '2', ''],
      ['一级', '', '', '', '1'],
      ['关注', '', '', '', ''],
    ]);
    const moved = lines[1]?.squares[2];
    expect([moved?.tone, moved?.spoken]).toEqual(['lighter', '二级 → 一级，2 名']);
    expect(lines[0]?.squares[0]).toMatchObject({ tone: 'same', spoken: '三级（最重）不变，1 名' });
    expect(figures.map(({ value }) => value)).toEqual(['3', '0', '0']);
    expect(groupChoices.map(({ label }) => label)).toEqual(['结果不同 3', '减轻 3', '不变 1']);
  });

  it('lists behind every number just the students it counts', () => {
    const { lines, groupChoices } = toWhatIfView(held);
    for (const { before, after, text } of lines.flatMap(({ squares }) => squares)) {
      expect(rowsOfFilter(held, { kind: 'cell', before, after }).length).toBe(Number(text || '0'));
    }
    expect(rowsOfFilter(held, ALL_MOVED).map(({ id }) => id)).toEqual(['id-1', 'id-2', 'id-3']);
    expect(rowsOfFilter(held, { kind: 'group', group: 'same' })).toHaveLength(1);
    expect(groupChoices).toHaveLength(3);
    expect(sayFilter({ kind: 'cell', before: '2', after: '1' }, 2)).toBe('二级 → 一级，2 名');
  });

  it('tells a person’s weeks before and after, and whose class has nobody', () => {
    const [first, second] = toPeopleRows(held);
    expect([first?.name, plain(first?.change ?? '')]).toEqual([
      '顾明澜',
      '每周谈话 1.2 → 0.5 次，应办 3.0 → 1.4 项',
    ]);
    expect(second?.name).toBe('生物科学241（没有辅导员）');
    expect(rowsOfFilter(held, { kind: 'person', id: 'a', side: 'adviser', name: '顾明澜' })).toHaveLength(4);
  });
});

describe('before an edit is saved', () => {
  it('says how many results change, who, and what the weeks come to', () => {
    const many = Array.from({ length: 7 }, (_, at) => student(String(at), '1', 'watch', ['13.00', '11.00']));
    const impact = toImpact(answer(...many));
    expect(impact).toMatchObject({ title: '7 名学生的结果会变', tone: 'due' });
    expect(impact.lines[0]).toBe('减轻 7 名');
    expect(plain(impact.lines[1] ?? '')).toBe('同学0：一级 → 建档关注 · 13.00 → 11.00 学分');
    expect(impact.lines[6]).toBe('另有 2 名。');
    expect(impact.lines[7]).toMatch(/^每周谈话合计 1\.6 → 0\.0 次/);
  });

  it('says that nobody’s changes', () => {
    expect(toImpact(answer(student('1', '2', '2')))).toMatchObject({
      title: '没有学生的结果会变（比较了 230 名）',
      tone: 'done',
    });
  });
});

it('offers the edit that is not saved first, and marks what is in force', () => {
  const choices = toPolicyChoices([name(policy2015), name(policy2025)], name(policy2015), true);
  expect(choices.map(({ value }) => value)).toEqual([DRAFT, policy2015.version, policy2025.version]);
  expect(choices[1]?.label).toMatch(/^现行 · /);
  expect(toPolicyChoices([], name(policy2015), false)).toEqual([]);
});
