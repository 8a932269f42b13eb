import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeMasterKey } from '#adapters/postgres/master-keys';

/**
 * The master key of a data directory, made once; readable by its owner alone. Without it the sensitive
 * columns of this directory's database stay closed.
 *
 * @returns as `DATA_MASTER_KEY` holds it
 */
export function openMasterKey(dataDir: string): string {
  const file = path.join(dataDir, 'master.key');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, `${makeMasterKey()}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
