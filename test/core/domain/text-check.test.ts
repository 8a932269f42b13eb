import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHECKED_TEXTS,
  isTextChecked,
  type TextCheckOutcome,
  textPieces,
  worstOf,
} from '#core/domain/text-check';

describe('what WeChat is asked about', () => {
  it('is by default what volunteers and students write, never a work record', () => {
    const asked = Object.keys(CHECKED_TEXTS) as (keyof typeof CHECKED_TEXTS)[];
    expect(asked.filter((kind) => isTextChecked(kind, 'outside'))).toEqual([
      'application',
      'help-session',
      'help-feedback',
      'plan-objection',
    ]);
    expect(asked.filter((kind) => isTextChecked(kind, 'off'))).toEqual([]);
    expect(asked.filter((kind) => isTextChecked(kind, 'all'))).toEqual(asked);
  });

  it('is cut behind the end of a sentence, and loses nothing', () => {
    expect(textPieces('')).toEqual([]);
    expect(textPieces('一句。两句。三', 4)).toEqual(['一句。', '两句。三']);
    expect(textPieces('没有句号的话', 4)).toEqual(['没有句号', '的话']);
    expect(textPieces('前面𬭎', 3)).toEqual(['前面', '𬭎']);
    const text = fc.string({ unit: fc.constantFrom('字', '。', '\n', '𬭎', 'a', ' '), maxLength: 200 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 20 }), (whole, limit) => {
        const pieces = textPieces(whole, limit);
        expect(
          pieces.every((piece) => piece.length <= limit && Buffer.from(piece).toString() === piece),
        ).toBe(true);
        expect(pieces.join('').trimEnd()).toBe(whole.trimEnd());
      }),
    );
  });

  it('is as bad as its worst piece', () => {
    const pass: TextCheckOutcome = { kind: 'pass' };
    const review: TextCheckOutcome = { kind: 'hit', advice: 'review', label: 20003 };
    const risky: TextCheckOutcome = { kind: 'hit', advice: 'risky', label: 20006 };
    const missed: TextCheckOutcome = { kind: 'missed', reason: 'other', code: 1 };
    expect(worstOf([])).toEqual(pass);
    expect(worstOf([pass, review, risky])).toEqual(risky);
    expect(worstOf([missed, review])).toEqual(review);
    expect(worstOf([pass, missed])).toEqual(missed);
  });
});
