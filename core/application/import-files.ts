import type { FileLink } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import { IMPORT_KIND_LABELS } from '../domain/labels';
import { notFound } from './access';
import { readKeptFile } from './kept-files';
import type { Actor } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
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
  );
  await deps.audit.record({
    action: 'imports.rejected-file',
    subject: { type: 'import', id: importId },
    detail: { rows: Math.min(record.counts.rejected, MOST_ROWS) },
  });
  return keep(bytes, '拒收的行.xlsx', actor, deps);
};

/** A blank table with the headings by which it will be known again. */
export const downloadTemplate: UseCase<'imports.template'> = async ({ kind }, actor, deps) =>
  keep(await deps.spreadsheets.template(kind), `导入模板-${IMPORT_KIND_LABELS[kind]}.xlsx`, actor, deps);

async function keep(bytes: Uint8Array, fileName: string, actor: Actor, deps: UseCaseDeps): Promise<FileLink> {
  const id = deps.ids.next();
  const path = `${actor.departmentId}/papers/${id}.xlsx`;
  await deps.storage.write(path, bytes, XLSX);
  await deps.files.add({
    id,
    path,
    fileName,
    purpose: 'paper',
    createdBy: actor.personId,
    createdAt: deps.clock.now(),
  });
  return { fileName, ...(await deps.storage.createDownload(path, fileName)) };
}
