import { describe, expect, it } from 'vitest';
import { watermarkStyle } from '../../../miniprogram/views/watermark';

describe('the reader’s name over a sensitive page', () => {
  it.each([
    ['顾明澜', 'T001'],
    [`O'Neil "<b>" & 周)`, 'T(2)'],
  ])('holds %s and stays one value of a style', (name, workNo) => {
    const style = watermarkStyle({ name, workNo, today: '2026-09-14' });
    const [, encoded = ''] =
      /^background-image: url\("data:image\/svg\+xml,([^"()' ]+)"\)$/.exec(style) ?? [];
    const svg = decodeURIComponent(encoded);
    const [, text = ''] = /<text [^>]*>([^<>]*)<\/text><\/svg>$/.exec(svg) ?? [];
    const shown = text.replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)));
    expect(shown).toBe(`${name} ${workNo} 2026-09-14`);
  });
});
