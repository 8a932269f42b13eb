import type { TemplateView } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import { TEMPLATE_BYTES, TEMPLATE_FIELDS, TEMPLATE_NEEDS } from '../domain/letter-template';
import { PAPER_MEDIA_TYPES } from '../domain/paper-format';
import { notFound } from './access';
import { uploadedFile } from './import-mapping';
import { keepFile, readKeptFile } from './kept-files';
import type { TemplateRow } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

async function viewOf(deps: UseCaseDeps): Promise<TemplateView> {
  const versions = (await deps.letters.templates()).map(({ id, fileName, path, savedOn, savedByName }) => ({
    templateId: id,
    fileName,
    isBuiltIn: path === null,
    on: savedOn,
    byName: savedByName,
  }));
  return { versions, needs: TEMPLATE_NEEDS, fields: TEMPLATE_FIELDS };
}

export const showTemplate: UseCase<'letters.template'> = async (_input, _actor, deps) => viewOf(deps);

/** A place to put the .docx; one that is never saved goes with the other uploads that nothing came of. */
export const requestTemplateUpload: UseCase<'letters.template-upload'> = async ({ size }, actor, deps) => {
  if (size === 0) throw new DomainError('FILE_EMPTY', '这个文件是空的。请重新选择。', 'size');
  if (size > TEMPLATE_BYTES)
    throw new DomainError('FILE_TOO_LARGE', '模板超过 2 MB。请压缩其中的图片后再上传。', 'size');
  const fileId = deps.ids.next();
  const path = `${actor.departmentId}/imports/${fileId}.docx`;
  await deps.files.add({
    id: fileId,
    path,
    fileName: '通知书模板.docx',
    purpose: 'import',
    createdBy: actor.personId,
    createdAt: deps.clock.now(),
  });
  return { fileId, upload: await deps.storage.createUpload(path, size) };
};

/**
 * The department's own template, or the built-in one again, from now on; approved letters keep theirs. Same id:
 * once.
 *
 * @throws DomainError TEMPLATE_INVALID naming what is wrong in it
 */
export const saveTemplate: UseCase<'papers.save-template'> = async ({ id, file }, actor, deps) => {
  const before = await deps.letters.templates();
  if (before.some((held) => held.id === id)) return viewOf(deps);
  if (file === null && (before[0]?.path ?? null) === null) return viewOf(deps);
  const kept = file === null ? BUILT_IN : await keepTemplate(id, file, actor, deps);
  const isNew = await deps.letters.addTemplate(
    { id, ...kept, savedOn: actor.today, savedBy: actor.personId },
    deps.clock.now(),
  );
  if (isNew) {
    await deps.audit.record({
      action: 'letters.save-template',
      subject: { type: 'letter-template', id },
      detail: { fileName: file?.fileName ?? null, sha256: kept.sha256 },
    });
  }
  return viewOf(deps);
};

const BUILT_IN = { fileName: '系统自带的模板', path: null, sha256: null };

async function keepTemplate(
  id: string,
  { fileId, fileName }: { readonly fileId: string; readonly fileName: string },
  actor: Parameters<UseCase<'papers.save-template'>>[1],
  deps: UseCaseDeps,
): Promise<Pick<TemplateRow, 'fileName' | 'path' | 'sha256'>> {
  const bytes = await readKeptFile(await uploadedFile(fileId, actor, deps), deps);
  await deps.papers.checkLetterTemplate(bytes);
  const path = `${actor.departmentId}/letter-templates/${id}.docx`;
  await deps.storage.write(path, bytes, PAPER_MEDIA_TYPES.docx);
  return { fileName: fileName.trim() || '通知书模板.docx', path, sha256: deps.hasher.sha256(bytes) };
}

/** A version to be edited further; null: the built-in one. */
export const downloadTemplate: UseCase<'papers.template-file'> = async ({ templateId }, actor, deps) => {
  const held = templateId === null ? null : await findTemplate(templateId, deps);
  const bytes = held === null ? await deps.papers.letterTemplate() : await deps.storage.read(held);
  return keepFile(bytes, '通知书模板.docx', PAPER_MEDIA_TYPES.docx, actor, deps);
};

async function findTemplate(templateId: string, deps: UseCaseDeps): Promise<string | null> {
  const held = (await deps.letters.templates()).find(({ id }) => id === templateId);
  if (!held) throw notFound();
  return held.path;
}

/** What a letter that is approved now is frozen with; undefined: the built-in one. */
export async function templateInForce(deps: UseCaseDeps): Promise<string | undefined> {
  const [newest] = await deps.letters.templates();
  return newest && newest.path !== null ? newest.id : undefined;
}

/** @param templateId undefined: the built-in one @returns null likewise */
export async function readTemplate(
  templateId: string | undefined,
  deps: UseCaseDeps,
): Promise<Uint8Array | null> {
  if (templateId === undefined) return null;
  const path = await findTemplate(templateId, deps);
  return path === null ? null : deps.storage.read(path);
}
