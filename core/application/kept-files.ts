import type { FileLink } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import { dayLabel } from '../domain/local-date';
import type { Actor, StoredFile } from './ports';
import type { UseCaseDeps } from './use-case';

/** Stores a paper and answers a short-lived link to it. */
export async function keepFile(
  bytes: Uint8Array,
  fileName: string,
  contentType: string,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<FileLink> {
  const id = deps.ids.next();
  const path = `${actor.departmentId}/papers/${id}${/\.[a-z]+$/.exec(fileName)?.[0] ?? ''}`;
  await deps.storage.write(path, bytes, contentType);
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

/** @throws DomainError FILE_GONE where its time is over */
export async function readKeptFile(
  file: StoredFile,
  { storage }: Pick<UseCaseDeps, 'storage'>,
): Promise<Uint8Array> {
  if (file.removedOn !== null)
    throw new DomainError(
      'FILE_GONE',
      `「${file.fileName}」的原始文件已过保存期限，${dayLabel(file.removedOn)}清除了。需要时请重新从教务系统导出。`,
    );
  return storage.read(file.path);
}
