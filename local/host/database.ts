import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { serveWire } from './wire';

export interface LocalDatabase {
  /** For `pg`: everything, the host's own statements too, goes over the wire and takes its turn. */
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the embedded database of a data directory (whose lock the caller holds). */
export async function openLocalDatabase(dataDir: string): Promise<LocalDatabase> {
  const folder = path.join(dataDir, 'postgres');
  await mkdir(folder, { recursive: true });
  const pglite = await PGlite.create(folder);
  const wire = await serveWire(pglite);
  return {
    url: `postgres://postgres@127.0.0.1:${wire.port}/postgres`,
    async close() {
      await wire.close();
      await pglite.close();
    },
  };
}

export const removeLocalDatabase = (dataDir: string): Promise<void> =>
  rm(path.join(dataDir, 'postgres'), { recursive: true, force: true });
