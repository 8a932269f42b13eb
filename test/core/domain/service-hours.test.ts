import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type HelpFacts,
  sayMinute,
  sayMinutes,
  standingOf,
  tally,
  validateHelp,
} from '#core/domain/service-hours';
import { DEFAULT_HELP_RULES } from '#core/domain/service-rules';

const NOW = { today: '2026-09-14', minute: 600 };
const session = (fields: Partial<Parameters<typeof validateHelp>[0]> = {}) => ({
  heldOn: '2026-09-14',
  from: 480,
  to: 600,
  kind: 'held' as const,
  done: '第三章习题',
  ...fields,
});
const facts = (fields: Partial<HelpFacts> = {}): HelpFacts => ({
  id: 'a',
  kind: 'held',
  heldOn: '2026-09-14',
  from: 480,
  to: 600,
  answer: 'confirmed',
  review: null,
  dayMinutes: 120,
  dayLimit: 240,
  ...fields,
});

describe('what may be filed', () => {
  it.each([
    ['just ended', {}],
    ['by a phone ten minutes ahead', { to: 610 }],
    ['thirty days later', { heldOn: '2026-08-15' }],
    ['missed, without a word on what was done', { kind: 'missed-student' as const, done: '' }],
  ])('%s', (_, fields) => {
    expect(() => validateHelp(session(fields), NOW, DEFAULT_HELP_RULES)).not.toThrow();
  });

  it.each([
    ['backwards', { to: 480 }, 'TIMES_INVALID', 'to'],
    ['tomorrow', { heldOn: '2026-09-15' }, 'HELD_IN_FUTURE', 'heldOn'],
    ['not ended yet', { to: 611 }, 'HELD_IN_FUTURE', 'to'],
    ['thirty-one days later', { heldOn: '2026-08-14' }, 'FILED_TOO_LATE', 'heldOn'],
    ['without a word', { done: ' ' }, 'DONE_MISSING', 'done'],
  ])('not %s', (_, fields, code, field) => {
    expect(() => validateHelp(session(fields), NOW, DEFAULT_HELP_RULES)).toThrow(
      expect.objectContaining({ code, field }),
    );
  });
});

describe('what a session is worth', () => {
  it.each([
    [{}, 'counted'],
    [{ answer: null }, 'waiting'],
    [{ answer: 'objected' }, 'objected'],
    [{ answer: 'withdrawn' }, 'withdrawn'],
    [{ kind: 'missed-student' }, 'missed'],
    [{ dayMinutes: 240 }, 'counted'],
    [{ dayMinutes: 241 }, 'too-long'],
    [{ dayMinutes: 241, review: 'approved' }, 'counted'],
    [{ dayMinutes: 241, dayLimit: 300 }, 'counted'],
    [{ dayMinutes: 181, dayLimit: 180 }, 'too-long'],
    [{ review: 'refused' }, 'refused'],
    // The counselor's word does not stand for the student's.
    [{ answer: null, review: 'approved' }, 'waiting'],
  ] as const)('%o is %s', (fields, standing) => {
    expect(standingOf(facts(fields))).toBe(standing);
  });

  it('the sum is of confirmed minutes alone, in whatever order they come', () => {
    const any = fc.record({
      id: fc.uuid(),
      kind: fc.constantFrom('held', 'missed-student', 'missed-volunteer'),
      heldOn: fc.constant('2026-09-14'),
      from: fc.integer({ min: 0, max: 700 }),
      to: fc.integer({ min: 701, max: 1440 }),
      answer: fc.constantFrom('confirmed', 'objected', 'withdrawn', null),
      review: fc.constantFrom('approved', 'refused', null),
      dayMinutes: fc.integer({ min: 0, max: 600 }),
      dayLimit: fc.constantFrom(120, 240),
    }) as fc.Arbitrary<HelpFacts>;
    fc.assert(
      fc.property(
        fc
          .array(any)
          .chain((list) =>
            fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
          ),
        ([list, shuffled]) => {
          expect(tally(shuffled)).toEqual(tally(list));
          const sure = list
            .filter((one) => one.kind === 'held' && one.answer === 'confirmed')
            .reduce((sum, { from, to }) => sum + to - from, 0);
          expect(tally(list).counted).toBeLessThanOrEqual(sure);
        },
      ),
    );
  });
});

it.each([
  [0, '0 分钟'],
  [60, '1 小时'],
  [185, '3 小时 5 分'],
])('%i minutes are said as %s', (minutes, said) => expect(sayMinutes(minutes)).toBe(said));
it('says a minute of the day as a clock does', () => expect(sayMinute(545)).toBe('9:05'));
