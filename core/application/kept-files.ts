import type { FileLink } from '../contract/outputs';
import type { Actor } from './ports';
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
