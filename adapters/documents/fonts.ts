import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PaperAssets } from './typst';

/** Noto Serif SC (SIL Open Font License), uncut: a subset by GB2312 would lack 喆堃翀珺瑄祎. */
const FACES = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf'];

const fontPackage = () =>
  dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'));

/** Absolute paths of the faces that papers are set in. Source tree and build only, never in a bundle. */
export function fontFiles(): string[] {
  return FACES.map((face) => join(fontPackage(), face));
}

/** The licence that must travel with the fonts. */
export function fontLicenceFile(): string {
  return join(fontPackage(), 'LICENSE_FONT');
}

/** Templates and fonts as they lie in the source tree. */
export function sourcePaperAssets(): PaperAssets {
  return { templateDir: dirname(fileURLToPath(import.meta.url)), fonts: fontFiles() };
}
