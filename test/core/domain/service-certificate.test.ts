import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CertifiableSession,
  makeCheckCode,
  monthsOf,
  readCheckCode,
  serviceOf,
  showCheckCode,
  toCertify,
} from '#core/domain/service-certificate';
import { minutesOf, tally } from '#core/domain/service-hours';

const session = (fields: Partial<CertifiableSession> = {}): CertifiableSession => ({
  id: 'a',
  volunteerId: 'v',
  kind: 'held',
  heldOn: '2026-09-10',
  from: 480,
  to: 540,
  answer: 'confirmed',
  review: null,
  dayMinutes: 60,
  dayLimit: 240,
  certificateId: null,
  ...fields,
});

describe('what a certificate says', () => {
  it.each([
    ['what the student confirmed', {}, true],
    ['what waits for the student', { answer: null }, false],
    ['what the student called untrue', { answer: 'objected' }, false],
    ['what nobody came to', { kind: 'missed-student', answer: null }, false],
    ['a day of four hours', { dayMinutes: 240 }, true],
    ['a longer day', { dayMinutes: 241 }, false],
    ['a longer day with the counselor’s word', { dayMinutes: 241, review: 'approved' }, true],
    ['what another certificate says', { certificateId: 'other' }, false],
    ['what the replaced one says', { certificateId: 'old' }, true],
  ] as const)('%s', (_, fields, isIn) => {
    expect(toCertify([session(fields)], 'old')).toHaveLength(isIn ? 1 : 0);
  });

  it('is the same in whatever order the sessions come, and adds up', () => {
    const sessions = fc.array(
      fc.record({
        day: fc.integer({ min: 1, max: 28 }),
        month: fc.integer({ min: 1, max: 12 }),
        from: fc.integer({ min: 0, max: 1300 }),
        minutes: fc.integer({ min: 1, max: 100 }),
        isConfirmed: fc.boolean(),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(sessions, fc.infiniteStream(fc.nat()), (drawn, order) => {
        const held = drawn.map(({ day, month, from, minutes, isConfirmed }, at) =>
          session({
            id: String(at),
            heldOn: `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
            from,
            to: from + minutes,
            answer: isConfirmed ? 'confirmed' : null,
          }),
        );
        const shuffled = held
          .map((one) => ({ one, key: order.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const certified = toCertify(shuffled, null);
        expect(tally(shuffled)).toEqual(tally(held));
        expect(serviceOf(certified)).toEqual(serviceOf(toCertify(held, null)));
        expect(serviceOf(certified).minutes).toBe(tally(held).counted);
        expect(monthsOf(certified).reduce((sum, { minutes }) => sum + minutes, 0)).toBe(
          certified.reduce((sum, one) => sum + minutesOf(one), 0),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('a check code', () => {
  it('is read as it was shown, whatever the keyboard made of it', () => {
    const code = makeCheckCode((count) => new Uint8Array(count).map((_, at) => 37 * at + 250));
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(readCheckCode(showCheckCode(code))).toBe(code);
    expect(readCheckCode(` ${showCheckCode(code).toLowerCase()} `)).toBe(code);
    expect(readCheckCode('oi1l-0000-0000')).toBe('011100000000');
    expect(readCheckCode('ＡＢＣＤ－１２３４－５６７８')).toBe('ABCD12345678');
  });

  it.each(['', 'ABCD', 'ABCD-1234-567', 'ABCD-1234-56789', 'ABCD-1234-567!', 'UUUU-1234-5678'])(
    '%j is none',
    (typed) => expect(readCheckCode(typed)).toBeNull(),
  );
});
