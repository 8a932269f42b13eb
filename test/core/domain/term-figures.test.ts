import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAUSE_FACTORS } from '#core/domain/cause-factor';
import { CRITERIA } from '#core/domain/criterion';
import { FIGURE_UNITS } from '#core/domain/figure-items';
import { type FigureSplit, sumFigures } from '#core/domain/figure-sums';
import { CRITERION_LABELS } from '#core/domain/labels';
import { type FigureCase, openCriteria, sayCriteria, studentItems } from '#core/domain/term-figures';

const day = fc.integer({ min: 10, max: 28 }).map((date) => `2026-09-${date}`);
const held = (caseId: string): fc.Arbitrary<FigureCase> =>
  fc.record({
    caseId: fc.constant(caseId),
    studentId: fc.integer({ min: 0, max: 9 }).map((at) => `student-${at}`),
    classId: fc.constantFrom('a', 'b', 'c', null),
    tier: fc.constantFrom('watch' as const, 1 as const, 2 as const, 3 as const),
    openedOn: day,
    criteria: fc.subarray([...CRITERIA]),
    causes: fc.subarray([...CAUSE_FACTORS]),
  });
const cases = (term: string) =>
  fc
    .integer({ min: 0, max: 14 })
    .chain((count) =>
      fc.tuple(...Array.from({ length: count }, (_, at) => held(`${term}-${String(at).padStart(2, '0')}`))),
    );

/** By its words, student by student: the last case that was opened speaks. */
function slowly(now: readonly FigureCase[], before: readonly FigureCase[]) {
  const speaking = (list: readonly FigureCase[], studentId: string) =>
    list
      .filter((one) => one.studentId === studentId)
      .sort((a, b) => `${a.openedOn}${a.caseId}`.localeCompare(`${b.openedOn}${b.caseId}`))
      .at(-1);
  const ids = Array.from({ length: 10 }, (_, at) => `student-${at}`);
  const heavy = { watch: 0, 1: 1, 2: 2, 3: 3 };
  return (split: string, part: string): number =>
    ids.filter((id) => {
      const [is, was] = [speaking(now, id), speaking(before, id)];
      if (split === 'moves') {
        const [from, to] = part.split('>');
        return (is || was) && String(was?.tier ?? 'none') === from && String(is?.tier ?? 'none') === to;
      }
      if (split === 'flow') {
        if (part === 'gone') return was && !is;
        if (part === 'new') return is && !was;
        if (!is || !was) return false;
        const [to, from] = [heavy[is.tier], heavy[was.tier]];
        return part === 'up' ? to > from : part === 'down' ? to < from : to === from;
      }
      if (!is) return false;
      if (split === 'tier') return String(is.tier) === part;
      if (split === 'class') return (is.classId ?? 'none') === part;
      const held: readonly string[] = split === 'criterion' ? is.criteria : is.causes;
      return part === 'none' ? held.length === 0 : held.includes(part);
    }).length;
}

const split = (splits: readonly FigureSplit[], id: string) => splits.find((one) => one.id === id);
const sum = (values: readonly (number | null)[]) => values.reduce<number>((all, one) => all + (one ?? 0), 0);

describe('figures of a semester', () => {
  it('are what one counts by hand, and add up in every split', () => {
    fc.assert(
      fc.property(cases('now'), cases('old'), (now, before) => {
        const splits = sumFigures(studentItems({ cases: now, before }), 'group', () => undefined);
        const expected = slowly(now, before);
        for (const { id, parts } of splits.filter((one) => FIGURE_UNITS[one.id] === '名'))
          for (const { key, value } of parts) expect([id, key, value]).toEqual([id, key, expected(id, key)]);
        const students = new Set(now.map(({ studentId }) => studentId)).size;
        const old = new Set(before.map(({ studentId }) => studentId)).size;
        for (const id of ['tier', 'class']) {
          expect(split(splits, id)?.total).toBe(students);
          expect(sum(split(splits, id)?.parts.map(({ value }) => value) ?? [])).toBe(students);
        }
        const flow = new Map(split(splits, 'flow')?.parts.map(({ key, value }) => [key, value ?? 0]));
        const of = (...keys: string[]) => sum(keys.map((key) => flow.get(key) ?? 0));
        expect(of('new', 'up', 'same', 'down')).toBe(students);
        expect(of('gone', 'up', 'same', 'down')).toBe(old);
        // The moves add up to the flow, and each end of them to the tiers of its semester.
        const moves = split(splits, 'moves')?.parts ?? [];
        const movesOf = (fits: (from: string, to: string) => boolean) =>
          sum(
            moves
              .filter(({ key }) => fits(...(key.split('>') as [string, string])))
              .map(({ value }) => value),
          );
        expect(movesOf((from, to) => from === to)).toBe(of('same'));
        expect(movesOf((from) => from === 'none')).toBe(of('new'));
        expect(movesOf((_, to) => to === 'none')).toBe(of('gone'));
        for (const { key, value } of split(splits, 'tier')?.parts ?? [])
          expect(movesOf((_, to) => to === key)).toBe(value);
        for (const id of ['criterion', 'cause']) expect(split(splits, id)?.total).toBe(students);
      }),
      { numRuns: 60 },
    );
  });

  it('hide what is small from others', () => {
    const many = Array.from(
      { length: 12 },
      (_, at): FigureCase => ({
        caseId: `case-${at}`,
        studentId: `student-${at}`,
        classId: 'a',
        tier: at < 2 ? 3 : 1,
        openedOn: '2026-09-14',
        criteria: [],
        causes: at < 3 ? ['poverty'] : [],
      }),
    );
    const splits = sumFigures(studentItems({ cases: many, before: [] }), 'shared', () => undefined);
    const shown = (id: string) =>
      Object.fromEntries(split(splits, id)?.parts.map(({ key, value }) => [key, value]) ?? []);
    expect(shown('tier')).toEqual({ 3: null, 2: 0, 1: null, watch: 0 });
    expect(shown('cause')).toMatchObject({ poverty: null, disciplined: 0 });
    expect(shown('class')).toEqual({ a: 12 });
  });

  it.each([
    [['study-discipline', 'referral'], '二级 · 早报告'],
    [['truancy', 'study-discipline', 'referral'], '二级 · 旷课、早报告'],
    [['truancy', 'study-discipline'], '二级 · 旷课'],
    [['study-discipline'], '二级'],
  ] as const)('a row of a summary says of %j: %s', (criteria, said) => {
    expect(sayCriteria({ tier: 2, criteria: openCriteria(criteria) })).toBe(said);
  });

  it('names discipline behind its own number alone, where the look is logged', () => {
    const held: FigureCase = {
      caseId: 'case-1',
      studentId: 'student-1',
      classId: 'a',
      tier: 2,
      openedOn: '2026-09-14',
      criteria: ['truancy', 'study-discipline'],
      causes: ['poverty'],
    };
    const details = studentItems({ cases: [held], before: [] })
      .filter(({ split }) => split === 'criterion' || split === 'cause')
      .map(({ part, detail }) => [part, detail]);
    expect(Object.fromEntries(details)).toEqual({
      truancy: '二级 · 旷课',
      'study-discipline': `二级 · 旷课、${CRITERION_LABELS['study-discipline']}`,
      poverty: '二级 · 旷课',
    });
  });
});
