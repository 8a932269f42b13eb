import type { ImportReading } from '../contract/outputs';
import { notFound } from './access';
import { readKeptFile } from './kept-files';
import type { Actor, ImportPreset, StoredFile } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** The file that this person has uploaded to import. @throws DomainError NOT_FOUND */
export async function uploadedFile(fileId: string, actor: Actor, deps: UseCaseDeps): Promise<StoredFile> {
  const file = await deps.files.get(fileId);
  if (file?.purpose !== 'import' || file.createdBy !== actor.personId) throw notFound();
  return file;
}

/**
 * How the uploaded file would be read: each heading with what it was taken for, samples, and what it could
 * mean instead. Where somebody has confirmed a mapping for these headings, that one is shown.
 */
export const readImport: UseCase<'imports.read'> = async (input, actor, deps) => {
  const file = await uploadedFile(input.fileId, actor, deps);
  const bytes = await readKeptFile(file, deps);
  const inspect = (layout: string | undefined) =>
    deps.spreadsheets.inspect(bytes, input.fileName, {
      ...(input.kind === undefined ? {} : { kind: input.kind }),
      ...(layout === undefined ? {} : { layout }),
    });
  const reading = await inspect(input.layout);
  const preset = (await deps.importPresets.list()).find(({ signature }) => signature === reading.signature);
  if (!preset || input.layout !== undefined) return { ...reading, preset: null } satisfies ImportReading;
  const isKnown = reading.layouts.some(({ layout }) => layout === preset.layout);
  const kept = isKnown && preset.layout !== reading.layout ? await inspect(preset.layout) : reading;
  return { ...kept, columns: withFields(kept.columns, preset), preset: bySomebody(preset) };
};

/** The next file of these headings is asked about again. */
export const forgetPreset: UseCase<'imports.forget'> = async ({ signature }, _actor, deps) => {
  const forgotten = await deps.importPresets.forget(signature);
  if (forgotten) {
    await deps.audit.record({ action: 'imports.forget', subject: { type: 'import-preset', id: signature } });
  }
  return { forgotten };
};

const withFields = (columns: ImportReading['columns'], { fields }: ImportPreset): ImportReading['columns'] =>
  columns.map((column, at) => ({ ...column, field: fields[at] ?? null }));

const bySomebody = ({ savedByName, savedAt }: ImportPreset) => ({ by: savedByName, at: savedAt });
