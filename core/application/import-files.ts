import { DomainError } from '../domain/errors';
import { IMPORT_KIND_LABELS } from '../domain/labels';
import { PAPER_MEDIA_TYPES } from '../domain/paper-format';
import { notFound } from './access';
import { keepFile, readKeptFile } from './kept-files';
import { readerMark } from './reader-mark';
import type { UseCase } from './use-case';

/** Past this the file itself is wrong, and mending it row by row is no way. */
const MOST_ROWS = 20_000;

/** The rows that were not taken, with their reasons, to be mended and imported by themselves. */
export const downloadRejected: UseCase<'imports.rejected-file'> = async ({ importId }, actor, deps) => {
  const record = await deps.imports.get(importId);
  if (!record) throw notFound();
  if (record.counts.rejected === 0) {
    throw new DomainError('NOTHING_REJECTED', '这次导入没有拒收的行。');
  }
  const file = await deps.files.get(record.fileId);
  if (!file) throw notFound();
  const bytes = await deps.spreadsheets.rejected(
    await readKeptFile(file, deps),
    record.fileName,
    record.mapping.map(({ heading }) => heading),
    await deps.imports.rejected(importId, 0, MOST_ROWS),
    readerMark(actor),
  );
  await deps.audit.record({
    action: 'imports.rejected-file',
    subject: { type: 'import', id: importId },
    detail: { rows: Math.min(record.counts.rejected, MOST_ROWS) },
  });
  return keepFile(bytes, '拒收的行.xlsx', PAPER_MEDIA_TYPES.xlsx, actor, deps);
};

/** A blank table with the headings by which it will be known again. */
export const downloadTemplate: UseCase<'imports.template'> = async ({ kind }, actor, deps) =>
  keepFile(
    await deps.spreadsheets.template(kind),
    `导入模板-${IMPORT_KIND_LABELS[kind]}.xlsx`,
    PAPER_MEDIA_TYPES.xlsx,
    actor,
    deps,
  );
