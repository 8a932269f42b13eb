import path from 'node:path';
import { rememberBuilt, sourceStamp } from '../../local/freshness';
import { buildFunctions } from './functions';
import { buildMiniprogram } from './miniprogram';

/**
 * `npm run build`: miniprogram/ and cloudfunctions/ → dist/. What WeChat's tools upload, what
 * CloudBase deploys and what runs locally are these files.
 */
const root = path.resolve(import.meta.dirname, '../..');
const dist = path.join(root, 'dist');
const kilobytes = (bytes: number) => `${Math.round(bytes / 1024).toLocaleString('en')} KB`;

const started = performance.now();
// As they are now: what is written while it builds is not in it.
const stamp = sourceStamp(root);
const [functions] = await Promise.all([
  buildFunctions(root, path.join(dist, 'cloudfunctions')),
  buildMiniprogram({ root, outDir: path.join(dist, 'miniprogram') }),
]);
for (const { name, bytes, assetBytes, missing, milliseconds } of functions) {
  const assets = assetBytes > 0 ? ` + ${kilobytes(assetBytes)} beside it` : '';
  console.log(`  cloudfunctions/${name}  ${kilobytes(bytes)}${assets}  ${Math.round(milliseconds)} ms`);
  if (missing.length > 0) console.log(`    部署前还需要：${missing.join('、')}（请在 64 位 Linux 上构建）`);
}
rememberBuilt(root, stamp);
console.log(`built in ${Math.round(performance.now() - started)} ms`);
