import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSample, validateCheck } from '#core/domain/help-check';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const ids = Array.from({ length: 20 }, (_, index) => `pair-${index}`);

describe('a draw', () => {
  it('is the same from any order, of the size asked for, and of those given', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(ids, { minLength: 1 }),
        fc.string(),
        fc.nat({ max: 25 }),
        (held, seed, size) => {
          const drawn = drawSample(held, seed, size, hash);
          expect(drawn).toEqual(drawSample([...held].sort(), seed, size, hash));
          expect(drawn).toHaveLength(Math.min(size, held.length));
          expect(drawn.every((id) => held.includes(id))).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is as likely to take one as another', () => {
    const taken = new Map(ids.map((id) => [id, 0]));
    for (let seed = 0; seed < 2000; seed++) {
      for (const id of drawSample(ids, String(seed), 5, hash)) taken.set(id, (taken.get(id) ?? 0) + 1);
    }
    // 500 expected each, ± 5 standard deviations of 19.4.
    for (const count of taken.values()) {
      expect(count).toBeGreaterThan(403);
      expect(count).toBeLessThan(597);
    }
  });

  it.each([
    ['in-order', '', true],
    ['discrepant', ' ', false],
    ['not-helped', '学生说没有来过。', true],
    ['unreachable', '长'.repeat(301), false],
  ] as const)('takes %s with “%s”: %s', (outcome, note, isTaken) => {
    const judge = () => validateCheck({ outcome, note });
    if (isTaken) expect(judge).not.toThrow();
    else expect(judge).toThrow();
  });
});
