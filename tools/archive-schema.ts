import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { archiveExport } from '../core/contract/archive-export';

const FILE = path.resolve(import.meta.dirname, '../docs/archive-export.schema.json');

/** The JSON Schema of an exported archive, from the schema that the export itself is checked by. */
export const archiveSchema = (): string => `${JSON.stringify(z.toJSONSchema(archiveExport), null, 2)}\n`;

export const archiveSchemaFile = (): string => readFileSync(FILE, 'utf8');

if (process.argv[1] === import.meta.filename) writeFileSync(FILE, archiveSchema());
