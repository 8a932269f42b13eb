import { sql } from 'kysely';
import type { LetterReceiptRepository } from '#core/application/ports';
import type { PhotoType } from '#core/domain/referral';
import { type Context, insertRows } from './context';

/** Photos of receipts; one that was taken back stays as a row. */
export const letterReceipts = (context: Context): LetterReceiptRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  return {
    async receipts(letterId) {
      const rows = await db
        .selectFrom('letter_receipt')
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'letter_receipt.department_id')
            .onRef('person.id', '=', 'letter_receipt.added_by'),
        )
        .where('letter_receipt.department_id', '=', department_id)
        .where('letter_receipt.letter_id', '=', letterId)
        .where('letter_receipt.removed_on', 'is', null)
        .select([
          'letter_receipt.id as id',
          'letter_receipt.letter_id as letterId',
          'letter_receipt.path as path',
          sql<PhotoType>`letter_receipt.content_type`.as('contentType'),
          'letter_receipt.bytes as bytes',
          'letter_receipt.added_on as addedOn',
          'letter_receipt.added_by as addedBy',
          'person.name as addedByName',
        ])
        .orderBy('letter_receipt.id')
        .execute();
      return rows;
    },
    async addReceipt({ id, letterId, path, contentType, bytes, addedOn, addedBy }) {
      const written = await insertRows(
        context,
        'letter_receipt',
        [
          {
            department_id,
            id,
            letter_id: letterId,
            path,
            content_type: contentType,
            bytes,
            added_on: addedOn,
            added_by: addedBy,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      return written === 1;
    },
    async removeReceipt(receiptId, on, by) {
      await db
        .updateTable('letter_receipt')
        .set({ removed_on: on, removed_by: by })
        .where('department_id', '=', department_id)
        .where('id', '=', receiptId)
        .execute();
    },
  };
};
