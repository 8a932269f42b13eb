import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeActivationCode, readActivationCode, showActivationCode } from '#core/domain/activation-code';

describe('an activation code', () => {
  it('comes back from print, however it is typed', () => {
    for (let time = 0; time < 50; time++) {
      const code = makeActivationCode((count) => randomBytes(count));
      const shown = showActivationCode(code);
      expect(shown).toMatch(/^[2-9A-HJ-NP-TV-Z]{4}(-[2-9A-HJ-NP-TV-Z]{4}){2}$/);
      for (const typed of [shown, code, shown.toLowerCase(), ` ${shown.replaceAll('-', ' ')} `]) {
        expect(readActivationCode(typed)).toBe(code);
      }
    }
  });

  it.each([
    ['full-width signs', '２３４５－６７８９－ＡＢＣＤ', '23456789ABCD'],
    ['a dash of another kind', '2345–6789—ABCD', '23456789ABCD'],
    ['eleven signs', '23456789ABC', null],
    ['thirteen signs', '23456789ABCDE', null],
    ['a sign that no code has', '23456789ABCO', null],
    ['a character outside the plane', '23456789ABC𠮷', null],
    ['nothing', '', null],
  ])('reads %s', (_what, typed, code) => {
    expect(readActivationCode(typed)).toBe(code);
  });

  it('uses each sign as often as any other', () => {
    // All bytes once: 240 of 256 are usable, eight for each of the 30 signs.
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    let from = 0;
    const inTurn = (count: number) => {
      const next = bytes.slice(from, from + count);
      from = (from + count) % 256;
      return next;
    };
    const seen = new Map<string, number>();
    for (let time = 0; time < 20; time++) {
      for (const sign of makeActivationCode(inTurn)) seen.set(sign, (seen.get(sign) ?? 0) + 1);
    }
    expect(seen.size).toBe(30);
  });

  it('never takes what it did not issue for a code of another length', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const code = readActivationCode(typed);
        expect(code === null || /^[2-9A-HJ-NP-TV-Z]{12}$/.test(code)).toBe(true);
      }),
    );
  });
});
