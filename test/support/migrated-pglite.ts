import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Database } from '#adapters/postgres/database';
import { migrate, readMigrations } from '#adapters/postgres/migrate';
import { pgliteDatabase } from '#adapters/postgres/pglite';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, '.cache/test-database');

let image: Promise<Blob> | undefined;

/**
 * An embedded database of one's own with the present migrations. It begins as an image of a migrated one, so
 * that setting up and migrating is paid for once, not by each test.
 */
export async function openMigratedPglite(): Promise<Database> {
  image ??= readImage();
  return pgliteDatabase(await PGlite.create({ loadDataDir: await image }));
}

/** Named by the migrations and by the packages' versions: whatever changes there makes a new one. */
async function readImage(): Promise<Blob> {
  const hash = createHash('sha256').update(await readFile(path.join(ROOT, 'package-lock.json')));
  for (const { name, sql } of await readMigrations()) hash.update(`\0${name}\0${sql}`);
  const name = `${hash.digest('hex').slice(0, 32)}.tar`;
  const file = path.join(FOLDER, name);
  const stored = await readFile(file).catch(() => null);
  if (stored) return new Blob([stored]);
  const made = await makeImage();
  await mkdir(FOLDER, { recursive: true });
  for (const other of await readdir(FOLDER)) {
    if (other.endsWith('.tar') && other !== name) await rm(path.join(FOLDER, other), { force: true });
  }
  // Another worker may write the same: whole or not at all.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, Buffer.from(await made.arrayBuffer()));
  await rename(draft, file);
  return made;
}

async function makeImage(): Promise<Blob> {
  const pglite = await PGlite.create();
  const database = pgliteDatabase(pglite);
  try {
    await migrate(database);
    return await pglite.dumpDataDir('none');
  } finally {
    await database.close();
  }
}
