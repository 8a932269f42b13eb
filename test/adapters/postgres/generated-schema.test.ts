import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderSchema } from '#adapters/postgres/generate-schema';
import { openTestDatabase, type TestDatabase } from '../../support/database';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened?.drop());

it('has the types of the migrations as they stand', async () => {
  const file = new URL('../../../adapters/postgres/generated/schema.ts', import.meta.url);
  expect(await readFile(file, 'utf8')).toBe(await renderSchema(opened.database));
});

it('names a type that it does not know rather than guessing', async () => {
  await opened.database.transaction(async (tx) => {
    await tx.exec('create table xueye.odd (at interval)');
  });
  await expect(renderSchema(opened.database)).rejects.toThrow(
    'odd.at: no TypeScript type is known for interval',
  );
});
