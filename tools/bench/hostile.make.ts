import { writeFileSync } from 'node:fs';
import { HOSTILE_FILES } from './hostile-files';

const [at = '', path = ''] = process.argv.slice(2);
const file = HOSTILE_FILES[Number(at)];
if (!file) throw new Error(`no file ${at}`);
writeFileSync(path, await file.make());
