import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FigureSplit, sumFigures } from '#core/domain/figure-sums';
import { type CaseWork, workItems } from '#core/domain/work-figures';

const course = (credit: number, isRecovered: boolean) => ({
  courseName: '高等数学',
  credit,
  isRecovered,
  said: '',
});
const work = (caseId: string, fields: Partial<CaseWork> = {}): CaseWork => ({
  caseId,
  tier: 2,
  turns: { adviser: [], counselor: [] },
  talkers: [],
  calls: [],
  letters: [],
  pairs: [],
  sessions: [],
  courses: [],
  hasPlan: false,
  ...fields,
});
const DONE = {
  kind: 'first-talk',
  state: 'on-time',
  dueOn: '2026-09-21',
  doneOn: '2026-09-18',
  reason: null,
} as const;
const LATE = { ...DONE, state: 'late', doneOn: '2026-09-23', reason: 'absent' } as const;

describe('what was done', () => {
  const pair = { from: '2026-09-20', to: null };
  const cases = [
    work('hours', {
      pairs: [pair],
      sessions: [
        { heldOn: '2026-10-01', minutes: 90, standing: 'counted' },
        { heldOn: '2026-10-02', minutes: 60, standing: 'waiting' },
        { heldOn: '2026-10-03', minutes: 60, standing: 'objected' },
      ],
      courses: [course(400, true), course(300, false)],
    }),
    work('pair', { tier: 3, pairs: [{ ...pair, to: '2026-10-30' }], courses: [course(250, true)] }),
    work('plan', { tier: 1, hasPlan: true, courses: [course(150, true)] }),
    work('talks', {
      turns: {
        adviser: [DONE, LATE],
        counselor: [{ ...LATE, state: 'missed', doneOn: null, reason: 'unsaid' }],
      },
      talkers: [{ personId: 'a', heldOn: '2026-09-18' }],
      courses: [course(200, true)],
    }),
    work('none', {
      calls: [
        { on: '2026-09-15', reached: false, verified: false },
        { on: '2026-09-16', reached: true, verified: false },
        { on: '2026-09-17', reached: true, verified: true },
      ],
      letters: [
        { state: 'printed', on: '2026-09-18' },
        { state: 'delivered', on: '2026-09-28' },
      ],
      courses: [course(100, false)],
    }),
  ];
  const splits = sumFigures(workItems(cases), 'group', () => undefined);
  const of = (id: string) => splits.find((split) => split.id === id) as FigureSplit;
  const shown = (id: string) => Object.fromEntries(of(id).parts.map(({ key, value }) => [key, value]));

  it.each([
    ['talks-adviser', { 'on-time': 1, late: 1, missed: 0, extra: 0 }],
    ['talks-counselor', { 'on-time': 0, late: 0, missed: 1, extra: 0 }],
    ['late-reason', { absent: 1, handover: 0, unsaid: 1 }],
    ['workload', { a: 1 }],
    ['calls', { verified: 1, unverified: 1, unreached: 1 }],
    ['letters', { delivered: 1, posted: 0, returned: 0, unposted: 1 }],
    ['pairs', { active: 1, ended: 1 }],
    ['minutes', { confirmed: 90, open: 60 }],
    ['credits', { recovered: 1000, open: 400 }],
    ['recovered-tier', { 3: 250, 2: 600, 1: 150, watch: 0 }],
    ['recovered-help', { hours: 400, pair: 250, plan: 150, talks: 200, none: 0 }],
  ])('%s is %j', (id, parts) => {
    expect(shown(id)).toEqual(parts);
  });

  it('gives the same credits whichever way they are split', () => {
    for (const id of ['recovered-tier', 'recovered-help']) expect(of(id).total).toBe(1000);
    expect(of('credits').total).toBe(1400);
  });

  it('hides what few students stand behind, and names no colleague to others', () => {
    const shared = sumFigures(workItems(cases), 'shared', () => undefined);
    expect(shared.map(({ id }) => id)).not.toContain('workload');
    const credits = shared.find(({ id }) => id === 'credits');
    expect(credits?.parts.map(({ value }) => value)).toEqual([null, null]);
    expect(shared.find(({ id }) => id === 'calls')).toMatchObject({ total: null });
  });
});

const day = fc.integer({ min: 10, max: 28 }).map((date) => `2026-10-${date}`);
const someTurn = fc.record({
  kind: fc.constantFrom('first-talk' as const, 'regular-talk' as const),
  state: fc.constantFrom('on-time' as const, 'late' as const, 'missed' as const, 'extra' as const),
  dueOn: day,
  doneOn: fc.option(day),
  reason: fc.option(fc.constantFrom('absent' as const, 'handover' as const, 'unsaid' as const)),
});
const someWork = (caseId: string): fc.Arbitrary<CaseWork> =>
  fc.record({
    caseId: fc.constant(caseId),
    tier: fc.constantFrom('watch' as const, 1 as const, 2 as const, 3 as const),
    turns: fc.record({
      adviser: fc.array(someTurn, { maxLength: 4 }),
      counselor: fc.array(someTurn, { maxLength: 4 }),
    }),
    talkers: fc.array(fc.record({ personId: fc.constantFrom('a', 'b', 'c'), heldOn: day }), { maxLength: 4 }),
    calls: fc.array(fc.record({ on: day, reached: fc.boolean(), verified: fc.boolean() }), { maxLength: 3 }),
    letters: fc.array(
      fc.record({
        state: fc.constantFrom(
          'draft' as const,
          'approved' as const,
          'printed' as const,
          'posted' as const,
          'delivered' as const,
          'returned' as const,
        ),
        on: day,
      }),
      { maxLength: 2 },
    ),
    pairs: fc.array(fc.record({ from: day, to: fc.option(day) }), { maxLength: 2 }),
    sessions: fc.array(
      fc.record({
        heldOn: day,
        minutes: fc.integer({ min: 10, max: 240 }),
        standing: fc.constantFrom('counted' as const, 'waiting' as const, 'objected' as const),
      }),
      { maxLength: 3 },
    ),
    courses: fc.array(
      fc.record({
        courseName: fc.constant('有机化学'),
        credit: fc.integer({ min: 50, max: 600 }),
        isRecovered: fc.boolean(),
        said: fc.constant(''),
      }),
      { maxLength: 3 },
    ),
    hasPlan: fc.boolean(),
  });

/** By its words, fact by fact. */
function slowly(cases: readonly CaseWork[], id: string, part: string): number {
  let sum = 0;
  for (const held of cases) {
    const recovered = held.courses.reduce((all, one) => (one.isRecovered ? all + one.credit : all), 0);
    const failed = held.courses.reduce((all, one) => all + one.credit, 0);
    const hours = held.sessions.some((one) => one.standing === 'counted');
    const talked = [...held.turns.adviser, ...held.turns.counselor].some((one) => one.doneOn !== null);
    const way = hours
      ? 'hours'
      : held.pairs.length > 0
        ? 'pair'
        : held.hasPlan
          ? 'plan'
          : talked
            ? 'talks'
            : 'none';
    if (id === 'talks-adviser') sum += held.turns.adviser.filter((one) => one.state === part).length;
    if (id === 'talks-counselor') sum += held.turns.counselor.filter((one) => one.state === part).length;
    if (id === 'late-reason')
      sum += [...held.turns.adviser, ...held.turns.counselor].filter((one) => one.reason === part).length;
    if (id === 'workload') sum += held.talkers.filter((one) => one.personId === part).length;
    if (id === 'calls')
      sum += held.calls.filter((one) =>
        part === 'unreached' ? !one.reached : one.reached && one.verified === (part === 'verified'),
      ).length;
    if (id === 'letters')
      sum += held.letters.filter(({ state }) =>
        part === 'unposted' ? ['draft', 'approved', 'printed'].includes(state) : state === part,
      ).length;
    if (id === 'pairs') sum += held.pairs.filter((one) => (one.to === null) === (part === 'active')).length;
    if (id === 'minutes')
      for (const { minutes, standing } of held.sessions)
        if (standing === (part === 'confirmed' ? 'counted' : 'waiting')) sum += minutes;
    if (id === 'credits') sum += part === 'recovered' ? recovered : failed - recovered;
    if (id === 'recovered-tier' && String(held.tier) === part) sum += recovered;
    if (id === 'recovered-help' && way === part) sum += recovered;
  }
  return sum;
}

describe('what was done in any semester', () => {
  it('is what one counts by hand, and adds up in every split', () => {
    const cohort = fc
      .integer({ min: 0, max: 8 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => someWork(`case-${at}`))));
    fc.assert(
      fc.property(cohort, (cases) => {
        const splits = sumFigures(workItems(cases), 'group', () => undefined);
        const totalOf = (id: string) => splits.find((one) => one.id === id)?.total;
        for (const { id, parts, total } of splits) {
          if (['tier', 'class', 'criterion', 'cause', 'flow', 'moves'].includes(id)) continue;
          for (const { key, value } of parts)
            expect([id, key, value]).toEqual([id, key, slowly(cases, id, key)]);
          expect([id, total]).toEqual([id, parts.reduce((all, { value }) => all + (value ?? 0), 0)]);
        }
        expect(totalOf('recovered-tier')).toBe(totalOf('recovered-help'));
      }),
      { numRuns: 60 },
    );
  });
});
