import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FigureItem, FigureSplitId } from '#core/domain/figure-items';
import { type FigureSplit, sumFigures } from '#core/domain/figure-sums';
import { hideTiers } from '#core/domain/shared-figures';
import { isSmall } from '#core/domain/small-numbers';
import { suggestWords } from '#core/domain/summary-suggestions';
import { HEAVIEST_FIRST } from '#core/domain/support-tier';
import { type FigureCase, studentItems } from '#core/domain/term-figures';
import { type CaseWork, workItems } from '#core/domain/work-figures';
import { attack, type Known } from './linear-attacker';

/** As leaning as real departments: most stand in a few places, so that some numbers are small and some are not. */
const leaning = <T>(...values: readonly T[]): fc.Arbitrary<T> =>
  fc.integer({ min: 0, max: 2 ** values.length - 2 }).map((at) => values[Math.floor(Math.log2(at + 1))] as T);
const someCase = (at: number): fc.Arbitrary<FigureCase> =>
  fc.record({
    caseId: fc.constant(`case-${at}`),
    studentId: fc.constant(`student-${at}`),
    classId: leaning<string | null>(null, 'a', 'b', 'c'),
    tier: leaning<FigureCase['tier']>(3, 'watch', 2, 1),
    openedOn: fc.constant('2026-09-14'),
    criteria: leaning<FigureCase['criteria']>(
      ['truancy', 'low-gpa'],
      ['academic-warning'],
      ['failed-courses'],
    ),
    causes: leaning<FigureCase['causes']>(['poverty', 'internet-addiction'], ['poverty'], []),
  });
const turn = (state: 'on-time' | 'late' | 'missed') =>
  ({
    kind: 'regular-talk',
    state,
    dueOn: '2026-10-08',
    doneOn: state === 'missed' ? null : '2026-10-10',
    reason: state === 'on-time' ? null : state === 'late' ? 'absent' : 'unsaid',
  }) as const;
const turns = fc.array(leaning('missed' as const, 'late' as const, 'on-time' as const).map(turn), {
  maxLength: 2,
});
const someWork = ({ caseId, tier }: FigureCase): fc.Arbitrary<CaseWork> =>
  fc.record({
    caseId: fc.constant(caseId),
    tier: fc.constant(tier),
    turns: fc.record({ adviser: turns, counselor: turns }),
    talkers: fc.constant([]),
    calls: fc.array(
      leaning(false, true).map((verified) => ({ on: '2026-09-16', reached: true, verified })),
      { maxLength: 1 },
    ),
    letters: fc.array(
      leaning('returned' as const, 'posted' as const, 'delivered' as const).map((state) => ({
        state,
        on: '2026-09-28',
      })),
      { maxLength: 1 },
    ),
    pairs: fc.constant([]),
    sessions: fc.constant([]),
    courses: fc.array(
      leaning(true, false).map((isRecovered) => ({ courseName: '', credit: 300, isRecovered, said: '' })),
      { minLength: 1, maxLength: 2 },
    ),
    hasPlan: fc.boolean(),
  });
const cohort = fc
  .record({ size: fc.integer({ min: 1, max: 40 }), from: fc.integer({ min: 0, max: 12 }) })
  .chain(({ from, size }) =>
    fc.tuple(...Array.from({ length: size }, (_, at) => someCase(at + from))).chain((cases) =>
      fc.record({
        cases: fc.constant(cases as readonly FigureCase[]),
        work: fc.tuple(...cases.map(someWork)),
      }),
    ),
  );

type Shown = readonly FigureSplit[];
const TIERS = ['3', '2', '1', 'watch'];
const ENDS = [...TIERS, 'none'];

/** All that a paper of two semesters says, and all that its reader knows of how the numbers hang together. */
function knowledge(
  now: Shown,
  before: Shown,
  tiers: ReadonlyMap<string, readonly (number | null)[]>,
): Known[] {
  const known: Known[] = [];
  const say = (terms: Record<string, number>, value = 0, is: Known['is'] = '=') =>
    known.push({ terms: new Map(Object.entries(terms)), value, is });
  const tell = (key: string, value: number | null) => value !== null && say({ [key]: 1 }, value);
  const adds = (whole: string, ...parts: string[]) =>
    say({ ...Object.fromEntries(parts.map((part) => [part, 1])), [whole]: -1 });
  for (const [when, splits] of [
    ['now', now],
    ['old', before],
  ] as const) {
    const keysOf = (id: string) =>
      splits.find((split) => split.id === id)?.parts.map(({ key }) => `${when}/${id}/${key}`) ?? [];
    for (const { id, parts, total } of splits) {
      for (const { key, value } of parts) tell(`${when}/${id}/${key}`, value);
      if (!['criterion', 'cause', 'flow'].includes(id)) {
        tell(`${when}/${id}`, total);
        adds(`${when}/${id}`, ...keysOf(id));
      } else if (id !== 'flow') tell(`${when}/tier`, total);
    }
    for (const [at, value] of (tiers.get(when) ?? []).entries()) tell(`${when}/tier/${TIERS[at]}`, value);
    // The same students, however they are split; some in several parts, and some in none.
    say({ [`${when}/tier`]: 1, [`${when}/class`]: -1 });
    for (const id of ['criterion', 'cause']) {
      const none = `${when}/${id}/none`;
      const named = keysOf(id).filter((key) => key !== none);
      say({ [`${when}/tier`]: 1, [none]: -1, ...Object.fromEntries(named.map((key) => [key, -1])) }, 0, '<=');
      for (const key of named) say({ [key]: 1, [none]: 1, [`${when}/tier`]: -1 }, 0, '<=');
    }
    // Credits recovered are the same by tier, by kind of help and beside those that are open.
    for (const id of ['recovered-tier', 'recovered-help'])
      say({ [`${when}/${id}`]: 1, [`${when}/credits/recovered`]: -1 });
    const late = ['adviser', 'counselor'].flatMap((side) =>
      ['late', 'missed'].map((state) => `${when}/talks-${side}/${state}`),
    );
    adds(`${when}/late-reason`, ...late);
  }
  // How students moved, from each tier to each: told by nobody, bound by all.
  const moves = ENDS.flatMap((from) => ENDS.map((to) => [from, to] as const)).filter(
    ([from, to]) => from !== 'none' || to !== 'none',
  );
  const sumsOf = (whole: string, fits: (from: string, to: string) => boolean) =>
    adds(whole, ...moves.filter(([from, to]) => fits(from, to)).map(([from, to]) => `${from}>${to}`));
  const weight = (tier: string) => (tier === 'watch' ? 0 : Number(tier));
  for (const tier of TIERS) {
    sumsOf(`now/tier/${tier}`, (_, to) => to === tier);
    sumsOf(`old/tier/${tier}`, (from) => from === tier);
  }
  sumsOf('now/flow/new', (from) => from === 'none');
  sumsOf('now/flow/gone', (_, to) => to === 'none');
  const stayed = (from: string, to: string) => from !== 'none' && to !== 'none';
  sumsOf('now/flow/up', (from, to) => stayed(from, to) && weight(to) > weight(from));
  sumsOf('now/flow/same', (from, to) => from === to);
  sumsOf('now/flow/down', (from, to) => stayed(from, to) && weight(to) < weight(from));
  return known;
}

const peopleOf = (items: readonly FigureItem[], id: FigureSplitId, part: string): number =>
  new Set(items.filter((item) => item.split === id && item.part === part).map(({ caseId }) => caseId)).size;
const tiersOf = (cases: readonly FigureCase[]): readonly (number | null)[] => {
  const values = HEAVIEST_FIRST.map((tier) => cases.filter((held) => held.tier === tier).length);
  const hidden = hideTiers(values);
  return values.map((value, at) => (hidden.has(at) ? null : value));
};

describe('figures that are shared', () => {
  it('leave every small number open to whoever reckons with all that is shown', () => {
    let hidden = 0;
    fc.assert(
      fc.property(cohort, cohort, (now, before) => {
        const nowItems = [
          ...studentItems({ cases: now.cases, before: before.cases.map(aged) }),
          ...workItems(now.work),
        ];
        const oldItems = [...studentItems({ cases: before.cases, before: [] }), ...workItems(before.work)];
        const [shown, old] = [nowItems, oldItems].map((items) =>
          sumFigures(items, 'shared', () => undefined),
        );
        if (!shown || !old) throw new Error();
        const rangeOf = attack(
          knowledge(
            shown,
            old,
            new Map([
              ['now', tiersOf(now.cases)],
              ['old', tiersOf(before.cases)],
            ]),
          ),
        );
        for (const [when, splits, items] of [
          ['now', shown, nowItems],
          ['old', old, oldItems],
        ] as const) {
          // Nor do the classes that stand together without their names make a small number.
          const classes = splits.find(({ id }) => id === 'class');
          const named = classes?.parts.reduce((sum, { value }) => sum + (value ?? 0), 0) ?? 0;
          expect(classes?.total === null || !isSmall((classes?.total ?? 0) - named)).toBe(true);
          for (const { id, parts } of splits)
            for (const { key, value } of parts) {
              const people = peopleOf(items, id, key);
              if (!isSmall(people)) continue;
              expect([id, key, value]).toEqual([id, key, null]);
              hidden += 1;
              const { high, low } = rangeOf(`${when}/${id}/${key}`);
              expect([id, key, Math.floor(high + 1e-4) - Math.ceil(low - 1e-4) > 0]).toEqual([id, key, true]);
            }
        }
      }),
      { numRuns: 25 },
    );
    expect(hidden).toBeGreaterThan(20);
  });

  it('tell nothing by the order of classes', () => {
    const sizes = { a: 12, b: 9, c: 7, d: 3 };
    const cases = Object.entries(sizes).flatMap(([classId, size]) =>
      Array.from(
        { length: size },
        (_, at): FigureCase => ({
          caseId: `${classId}-${at}`,
          studentId: `${classId}-${at}`,
          classId,
          tier: 1,
          openedOn: '2026-09-14',
          criteria: [],
          causes: [],
        }),
      ),
    );
    const splits = sumFigures(studentItems({ cases, before: [] }), 'shared', () => undefined);
    expect(splits.find(({ id }) => id === 'class')?.parts.map(({ label, value }) => [label, value])).toEqual([
      ['a', 12],
      ['b', 9],
      ['其余班级', null],
    ]);
  });
});

describe('suggestions for the words of a summary', () => {
  const numbersOf = (items: readonly FigureItem[]) => ({
    group: sumFigures(items, 'group', () => undefined),
    shared: sumFigures(items, 'shared', () => undefined),
  });
  const NOBODY = { group: [], shared: [] };
  const cohortOf = (heavy: number) => {
    const cases = Array.from({ length: 24 }, (_, at): FigureCase => {
      const tier = at < heavy ? 3 : 1;
      return {
        caseId: `${at}`,
        studentId: `${at}`,
        classId: 'a',
        tier,
        openedOn: '2026-09-14',
        criteria: [],
        causes: [],
      };
    });
    const work = cases.map(
      ({ caseId, tier }, at): CaseWork => ({
        caseId,
        tier,
        turns: { adviser: [turn(at < heavy ? 'late' : 'on-time')], counselor: [] },
        talkers: [],
        calls: [],
        letters: at < heavy ? [{ state: 'returned', on: '2026-09-28' }] : [],
        pairs: [],
        sessions: [],
        courses: [{ courseName: '', credit: 300, isRecovered: at < heavy, said: '' }],
        hasPlan: false,
      }),
    );
    return numbersOf([...studentItems({ cases, before: [] }), ...workItems(work)]);
  };

  it('name a number only where others may see it', () => {
    expect(suggestWords(cohortOf(3), NOBODY).map(({ text }) => text)).toEqual([
      '班主任谈话大多按期。',
      '学生补回了一部分学分。',
      '有书面预警通知书被退回。',
      '三级（最重）学生：开学初请家长来校面谈，告知学习情况和学位弥补方法。',
      '选课周之前，班主任对没有补回学分的学生逐一完成选课咨询。',
    ]);
    expect(suggestWords(cohortOf(6), NOBODY).map(({ text }) => text)).toEqual([
      '班主任谈话按期率 75%，逾期后谈 6 次，逾期未谈 0 次。',
      '学生补回 18.00 学分，尚有 54.00 学分未补回。',
      '有 6 封书面预警通知书被退回。',
      '三级（最重）学生 6 名：开学初请家长来校面谈，告知学习情况和学位弥补方法。',
      '选课周之前，班主任对没有补回学分的学生逐一完成选课咨询。',
    ]);
  });
});

/** A case of the semester before, of the same student. */
const aged = (held: FigureCase): FigureCase => ({
  ...held,
  caseId: `old-${held.caseId}`,
  openedOn: '2026-03-10',
});
