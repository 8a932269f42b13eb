import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PAD_WIDTH, requireSignature, signatureSvg } from '#core/domain/signature';

const line = (width: number, points: number): number[] =>
  Array.from({ length: points }, (_, at) => [Math.round((at * width) / (points - 1)), at]).flat();

it.each([
  [[], false],
  [[[500, 250]], false],
  [[line(99, 30)], false],
  [[line(100, 9)], false],
  [[line(100, 10)], true],
  [[line(60, 5), line(120, 5)], true],
])('%j is a signature: %s', (strokes, isOne) => {
  const check = () => requireSignature(strokes);
  if (isOne) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code: 'SIGNATURE_EMPTY' }));
});

it('draws nothing but numbers, whatever was sent', () => {
  const stroke = fc.array(fc.integer({ min: 0, max: PAD_WIDTH }), { maxLength: 9 });
  fc.assert(
    fc.property(fc.array(stroke, { maxLength: 5 }), (strokes) => {
      const paths = [...signatureSvg(strokes).matchAll(/ d="([^"]*)"/g)].map(([, path]) => path ?? '');
      expect(paths).toHaveLength(strokes.length);
      for (const path of paths) expect(path).toMatch(/^M\d+ \d+ L(\d+ \d+ ?)+$/);
    }),
  );
});
