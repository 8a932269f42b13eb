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
