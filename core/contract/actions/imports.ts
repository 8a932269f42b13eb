import * as z from 'zod';
import { IMPORT_KINDS } from '../../domain/import-kind';
import { cursor, id, text } from './fields';

const importKind = z.enum(IMPORT_KINDS);

/** Files from the academic office. */
export const importActions = {
  'imports.upload': {
    fn: 'import',
    input: z.object({ fileName: text(120).min(1), size: z.number().int().min(0) }),
  },
  'imports.preview': {
    fn: 'import',
    input: z.object({
      id,
      fileId: id,
      fileName: text(120).min(1),
      kind: importKind.optional(),
      /** Whose transcript it is, for layouts without a 学号 column. */
      studentNo: text(30).optional(),
      /** What each column means, as a person confirmed it; kept for the next file of the same headings. */
      mapping: z
        .object({
          signature: z.string().regex(/^[0-9a-f]{64}$/),
          layout: z.string().max(60),
          fields: z.array(z.string().max(60).nullable()).max(512),
        })
        .optional(),
    }),
  },
  /** How the file would be read, before anything of it is taken. */
  'imports.read': {
    fn: 'import',
    input: z.object({
      fileId: id,
      fileName: text(120).min(1),
      kind: importKind.optional(),
      layout: z.string().max(60).optional(),
    }),
  },
  /** The rejected rows as a workbook with their reasons, to be mended and sent again by themselves. */
  'imports.rejected-file': { fn: 'import', input: z.object({ importId: id }) },
  'imports.template': { fn: 'import', input: z.object({ kind: importKind }) },
  /** Forgets how files of these headings are read. */
  'imports.forget': { fn: 'import', input: z.object({ signature: z.string().regex(/^[0-9a-f]{64}$/) }) },
  'imports.show': { fn: 'import', input: z.object({ importId: id }) },
  /** Asked while the import is at work elsewhere; told from the first row on, before there is an import. */
  'imports.progress': { fn: 'import', input: z.object({ importId: id }) },
  'imports.rejected': { fn: 'import', input: z.object({ importId: id, cursor }) },
  'imports.apply': { fn: 'import', input: z.object({ importId: id }) },
  'imports.discard': { fn: 'import', input: z.object({ importId: id }) },
  'imports.list': { fn: 'import', input: z.object({ cursor }) },
  'imports.rollback': {
    fn: 'import',
    input: z.object({ importId: id, reason: text(200) }),
  },
} as const;
