import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  photoTypeOf,
  REFERRAL_LIMITS,
  typedStudent,
  validateAnswer,
  validateReferral,
  waitOf,
} from '#core/domain/referral';

const content = (fields: Partial<Parameters<typeof validateReferral>[0]> = {}) => ({
  causes: [],
  causeNote: '',
  seen: '连续两周没有来上课。',
  ...fields,
});

describe('a referral', () => {
  it.each([
    ['', 'TEXT_MISSING'],
    [' \n', 'TEXT_MISSING'],
    ['字'.repeat(REFERRAL_LIMITS.seen), null],
    ['字'.repeat(REFERRAL_LIMITS.seen + 1), 'TEXT_TOO_LONG'],
    // A rare character is one, though two units of UTF-16.
    ['𠮷'.repeat(REFERRAL_LIMITS.seen), null],
  ])('says what was seen, in so many words (%#)', (seen, code) => {
    const file = () => validateReferral(content({ seen }));
    if (code === null) expect(file).not.toThrow();
    else expect(file).toThrow(expect.objectContaining({ code, field: 'seen' }));
  });

  it.each([
    [REFERRAL_LIMITS.causeNote, null],
    [REFERRAL_LIMITS.causeNote + 1, 'causeNote'],
  ])('takes a free cause of %i characters: %s', (length, field) => {
    const file = () => validateReferral(content({ causeNote: '因'.repeat(length) }));
    if (field === null) expect(file).not.toThrow();
    else expect(file).toThrow(expect.objectContaining({ field }));
  });
});

describe('an answer', () => {
  it.each([
    ['accepted', '', false, null],
    ['accepted', ' ', true, 'REASON_MISSING'],
    ['accepted', '补充了材料', true, null],
    ['not-accepted', '', false, 'REASON_MISSING'],
    ['not-accepted', '已请病假', false, null],
    ['not-accepted', '字'.repeat(REFERRAL_LIMITS.reason), false, null],
    ['not-accepted', '字'.repeat(REFERRAL_LIMITS.reason + 1), false, 'TEXT_TOO_LONG'],
  ] as const)('%s with a reason "%.6s", changing %s: %s', (outcome, reason, isRevision, code) => {
    const answer = () => validateAnswer({ outcome, reason }, { isRevision });
    if (code === null) expect(answer).not.toThrow();
    else expect(answer).toThrow(expect.objectContaining({ code, field: 'reason' }));
  });
});

describe('the wait for an answer', () => {
  it.each([
    ['2026-09-14', 0, false],
    ['2026-09-21', 7, false],
    ['2026-09-22', 8, true],
  ])('on %s is %i days, overdue %s', (today, days, isOverdue) => {
    expect(waitOf('2026-09-14', today, 7)).toEqual({ days, dueOn: '2026-09-21', isOverdue });
  });

  it('is overdue exactly when more days have gone than the policy gives', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (gone, allowed) => {
        const today = new Date(Date.UTC(2026, 8, 14 + gone)).toISOString().slice(0, 10);
        const { days, isOverdue } = waitOf('2026-09-14', today, allowed);
        expect(days).toBe(gone);
        expect(isOverdue).toBe(gone > allowed);
      }),
    );
  });
});

describe('a student as typed on a phone', () => {
  it.each([
    [{ studentNo: ' ２０２４０５０１０１０１ ', name: '林 知远　' }, '202405010101', '林知远'],
    [{ studentNo: '0024\t0501', name: '买买提·艾力' }, '00240501', '买买提·艾力'],
  ])('%j', (typed, studentNo, name) => {
    expect(typedStudent(typed)).toEqual({ studentNo, name });
  });
});

describe('the kind of a photo', () => {
  const bytes = (...signs: readonly (number | string)[]) =>
    Uint8Array.from(signs.flatMap((sign) => (typeof sign === 'string' ? [...Buffer.from(sign)] : [sign])));

  it.each([
    ['JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
    ['a cut JPEG', bytes(0xff, 0xd8), null],
    ['PNG', bytes(0x89, 'PNG', 0x0d, 0x0a, 0x1a, 0x0a, 0), 'image/png'],
    ['a PNG mended by a text editor', bytes(0x89, 'PNG', 0x0a, 0x1a, 0x0a), null],
    ['WebP', bytes('RIFF', 1, 2, 3, 4, 'WEBPVP8 '), 'image/webp'],
    ['another RIFF', bytes('RIFF', 1, 2, 3, 4, 'WAVEfmt '), null],
    ['WEBP without RIFF', bytes('XXXX', 1, 2, 3, 4, 'WEBP'), null],
    ['a script', bytes('<svg onload="x">'), null],
    ['PDF', bytes('%PDF-1.7'), null],
    ['nothing', bytes(), null],
  ])('%s', (_name, file, type) => {
    expect(photoTypeOf(file)).toBe(type);
  });
});
