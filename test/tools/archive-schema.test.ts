import { expect, it } from 'vitest';
import { archiveSchema, archiveSchemaFile } from '../../tools/archive-schema';

it('docs hold the schema that an exported archive is checked by (else run tools/archive-schema.ts)', () => {
  // The formatter lays the file out in its own way.
  expect(JSON.parse(archiveSchemaFile())).toEqual(JSON.parse(archiveSchema()));
});
