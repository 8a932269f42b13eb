import { Ecc, QrCode } from 'tdesign-miniprogram/miniprogram_dist/common/shared/qrcode/qrcodegen';

/** Modules of blank around it that a reader needs. */
const QUIET = 4;

/**
 * A QR code as an SVG drawing, black on white, its blank margin included. The encoder is TDesign's own, so that
 * what is printed and what a phone shows come from one. A scratch of 15 % is read all the same.
 */
export function qrDrawing(text: string): string {
  const code = QrCode.encodeText(text, Ecc.MEDIUM);
  const runs: string[] = [];
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (!code.getModule(x, y)) continue;
      const from = x;
      while (code.getModule(x + 1, y)) x += 1;
      runs.push(`M${from + QUIET} ${y + QUIET}h${x + 1 - from}v1h-${x + 1 - from}z`);
    }
  }
  const side = code.size + 2 * QUIET;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">` +
    `<rect width="${side}" height="${side}" fill="#fff"/><path d="${runs.join('')}"/></svg>`
  );
}
