import { rmSync } from 'node:fs';
import path from 'node:path';
import { lockHolder } from './host/lock';

/** `npm run reset`: forgets everything that was done in the demo; the next start sets it up anew. */
const dataDir = path.resolve(process.env.DATA_DIR ?? path.join(import.meta.dirname, '..', '.data'));
const holder = lockHolder(dataDir);
if (holder !== null) {
  console.error(`本地演示正在运行（进程 ${holder}）。请先停止它，再重新开始；也可以在页面上点“清空数据”。`);
  process.exit(1);
}
rmSync(dataDir, { recursive: true, force: true });
console.log('已清空。下次 npm start 会重新准备数据。');
