import type { LetterReceipts } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import { LETTER_LIMITS, wasPosted } from '../domain/warning-letter';
import { notFound, requireAccess } from './access';
import type { Actor } from './ports';
import { checkPhotos } from './referrals';
import type { UseCase, UseCaseDeps } from './use-case';

/** What is on record of a receipt; a link to each that soon ends. */
export async function receiptsOf(letterId: string, actor: Actor, deps: UseCaseDeps): Promise<LetterReceipts> {
  const receipts: LetterReceipts['receipts'][number][] = [];
  for (const { id, path, contentType, addedOn, addedBy, addedByName } of await deps.letters.receipts(
    letterId,
  )) {
    const fileName = `收据.${contentType.slice('image/'.length)}`;
    receipts.push({
      receiptId: id,
      on: addedOn,
      byName: addedByName,
      url: (await deps.storage.createDownload(path, fileName)).url,
      mayRemove: addedOn === actor.today && addedBy === actor.personId,
    });
  }
  return { receipts };
}

/** Kept without where and when it was taken. Same id: once. */
export const addReceipt: UseCase<'letters.receipt'> = async ({ letterId, photoId }, actor, deps) => {
  const letter = await deps.letters.lock(letterId);
  requireAccess(actor, 'letters.receipt', letter);
  const held = await deps.letters.receipts(letterId);
  if (held.some(({ id }) => id === photoId)) return receiptsOf(letterId, actor, deps);
  if (!wasPosted(letter.state))
    throw new DomainError('LETTER_STATE', '这封信还没有寄出。登记寄出后再附收据照片。');
  if (held.length >= LETTER_LIMITS.receipts)
    throw new DomainError('TOO_MANY', `一封信最多附 ${LETTER_LIMITS.receipts} 张收据照片。`, 'photoId');
  const [photo] = await checkPhotos([photoId], actor, deps);
  if (!photo) throw notFound();
  const isNew = await deps.letters.addReceipt({
    ...photo,
    letterId,
    addedOn: actor.today,
    addedBy: actor.personId,
  });
  if (!isNew) throw new DomainError('CONFLICT', '这张照片已经附在另一封信上。请重新拍一张。');
  await deps.audit.record({
    action: 'letters.receipt',
    subject: { type: 'letter', id: letterId },
    student: letter.student.id,
    detail: { receipt: photoId },
  });
  return receiptsOf(letterId, actor, deps);
};

/** A wrong shot, on its day, by whoever took it; later it is proof and stays. */
export const removeReceipt: UseCase<'letters.remove-receipt'> = async (
  { letterId, receiptId },
  actor,
  deps,
) => {
  const letter = await deps.letters.lock(letterId);
  requireAccess(actor, 'letters.remove-receipt', letter);
  const receipt = (await deps.letters.receipts(letterId)).find(({ id }) => id === receiptId);
  if (!receipt) return receiptsOf(letterId, actor, deps);
  if (receipt.addedOn !== actor.today || receipt.addedBy !== actor.personId)
    throw new DomainError('RECEIPT_KEPT', '收据照片只能由附上的人在当天删去，之后留作凭证。');
  await deps.letters.removeReceipt(receiptId, actor.today, actor.personId);
  await deps.audit.record({
    action: 'letters.remove-receipt',
    subject: { type: 'letter', id: letterId },
    student: letter.student.id,
    detail: { receipt: receiptId },
  });
  return receiptsOf(letterId, actor, deps);
};
