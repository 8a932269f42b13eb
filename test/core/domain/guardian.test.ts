import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ATTEMPTS_BEFORE_NEXT_WAY,
  type CallContent,
  doubtOf,
  type GuardianContent,
  maskPhone,
  nextWayOf,
  normalisePhone,
  numbersInRoster,
  validateCall,
  validateGuardian,
} from '#core/domain/guardian';

const WARNED = '2026-09-14';

it.each([
  ['19900004001', '19900004001'],
  ['199 0000 4001', '19900004001'],
  ['+86-19900004001', '19900004001'],
  ['0086 19900004001', '19900004001'],
  ['１９９００００４００１', '19900004001'],
  ['0571-86881234', '057186881234'],
  ['8619900004001', '19900004001'],
])('%s is %s', (typed, expected) => {
  expect(normalisePhone(typed)).toBe(expected);
});

it.each([
  [
    '父亲 佘国安 19900004001；母亲 周巧 19900007001',
    [
      ['父亲 佘国安', '19900004001'],
      ['母亲 周巧', '19900007001'],
    ],
  ],
  ['母亲：+86 19900007001', [['母亲', '19900007001']]],
  [
    '19900004001、19900007001',
    [
      ['', '19900004001'],
      ['', '19900007001'],
    ],
  ],
  ['父 0571-86881234（单位）', [['父', '057186881234']]],
  ['父亲 身份证 330102199001011234', []],
  ['', []],
])('in %j there is %j', (text, expected) => {
  expect(numbersInRoster(text).map(({ label, phone }) => [label, phone])).toEqual(expected);
});

describe('whether a number counts', () => {
  const held = (since: string, source: 'roster' | 'guardian' | 'school-file' | 'student') => ({
    phone: '19900004001',
    since,
    source,
  });
  it.each([
    ['never on file', [], 'unknown'],
    ['the day before, by the roster', [held('2026-09-13', 'roster')], null],
    ['on the day', [held(WARNED, 'roster')], 'after-warning'],
    ['after, by the guardian', [held('2026-09-20', 'guardian')], 'after-warning'],
    ['before, by the student', [held('2026-03-01', 'student')], 'by-student'],
    [
      'by the student before and by the file after',
      [held('2026-03-01', 'student'), held('2026-09-20', 'school-file')],
      'after-warning',
    ],
    [
      'by the student and by the file, both before',
      [held('2026-03-01', 'student'), held('2026-03-02', 'school-file')],
      null,
    ],
  ] as const)('%s: %s', (_, onFile, expected) => {
    expect(doubtOf('199 0000 4001', onFile, WARNED)).toBe(expected);
  });

  it('nothing that the student says, however often, makes a number count', () => {
    const day = fc.constantFrom('2025-01-01', '2026-09-13', WARNED, '2026-10-01');
    fc.assert(
      fc.property(fc.array(day, { maxLength: 6 }), (days) => {
        const onFile = days.map((since) => held(since, 'student'));
        expect(doubtOf('19900004001', onFile, WARNED)).not.toBeNull();
      }),
    );
  });
});

const guardian: GuardianContent & { reason: string } = {
  name: '佘国安',
  relation: 'father',
  phone: '19900004001',
  address: '',
  preference: '',
  standing: 'reachable',
  isPreferred: true,
  source: 'school-file',
  reason: '',
};
it.each([
  [{ name: ' ' }, false, 'TEXT_MISSING'],
  [{ phone: '' }, false, 'TEXT_MISSING'],
  [{ phone: '1990000400' }, false, 'NOT_A_PHONE'],
  [{ phone: '199000040012' }, false, 'NOT_A_PHONE'],
  [{ address: '路'.repeat(101) }, false, 'TEXT_TOO_LONG'],
  [{}, true, 'REASON_MISSING'],
] satisfies [object, boolean, string][])(
  'a guardian with %o is refused with %s',
  (change, isCorrection, code) => {
    expect(() => validateGuardian({ ...guardian, ...change }, { isCorrection })).toThrow(
      expect.objectContaining({ code }),
    );
  },
);
it('who is deceased needs no number', () => {
  const late = { ...guardian, standing: 'deceased' as const, phone: '' };
  expect(() => validateGuardian(late, { isCorrection: false })).not.toThrow();
});

const call: CallContent = {
  calledOn: WARNED,
  phone: '19900004001',
  reached: true,
  failure: null,
  who: '父亲',
  identityPassed: true,
  told: '不及格学分 26',
  answer: '',
  next: '',
};
it.each([
  [{ calledOn: '2026-09-15' }, 'HELD_IN_FUTURE'],
  [{ phone: '' }, 'NOT_A_PHONE'],
  [{ who: '' }, 'TEXT_MISSING'],
  [{ identityPassed: null }, 'ANSWER_MISSING'],
  [{ told: ' ' }, 'TEXT_MISSING'],
  [{ reached: false, failure: null }, 'ANSWER_MISSING'],
  [{ told: '字'.repeat(501) }, 'TEXT_TOO_LONG'],
] satisfies [Partial<CallContent>, string][])('a call with %o is refused with %s', (change, code) => {
  expect(() => validateCall({ ...call, ...change }, { today: WARNED })).toThrow(
    expect.objectContaining({ code }),
  );
});
it('a call in vain needs no more than why', () => {
  const inVain = {
    ...call,
    reached: false,
    failure: 'busy' as const,
    who: '',
    told: '',
    identityPassed: null,
  };
  expect(() => validateCall(inVain, { today: WARNED })).not.toThrow();
});

it.each([
  [['a', 'b'], ['a', 'a'], null],
  [['a', 'b'], ['a', 'a', 'a'], 'another-guardian'],
  [['a', 'b'], ['a', 'a', 'a', 'b', 'b', 'b'], 'waive'],
  [['a'], ['a', 'a'], null],
  [['a'], ['a', 'a', 'a'], 'waive'],
  [[], [], 'waive'],
  // Calls to a number that is not on file say nothing of those that are.
  [['a'], ['x', 'x', 'x'], null],
] satisfies [string[], string[], string | null][])('of %j, in vain %j: %s', (numbers, failed, expected) => {
  expect(nextWayOf(numbers, failed)?.kind ?? null).toBe(expected);
});

it('shows no more of a number than tells two apart', () => {
  expect(maskPhone('19900004001')).toBe('尾号 01');
  expect(maskPhone('')).toBe('');
  expect(ATTEMPTS_BEFORE_NEXT_WAY).toBe(3);
});
