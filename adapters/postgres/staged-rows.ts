import type { StagedRow } from '#core/application/ports';
import { type Context, insertRows } from './context';
import { noteProgress } from './import-progress';

/** In memory at once. */
const ROWS_AT_ONCE = 5000;

/**
 * Stores the rows of a preview in their order, a few thousand at a time.
 *
 * @param total how many there will be at most
 */
export async function stageRows(
  context: Context,
  importId: string,
  staged: Iterable<StagedRow> | AsyncIterable<StagedRow>,
  total: number,
): Promise<void> {
  let position = 0;
  for await (const chunk of chunksOf(staged)) {
    const from = position;
    noteProgress(context, importId, { step: 'stage', done: Math.min(from, total), total });
    position += chunk.length;
    await insertRows(
      context,
      'import_row',
      chunk.map(({ row, change, payload, version }, at) => ({
        department_id: context.actor.departmentId,
        import_id: importId,
        position: from + at,
        row_no: row,
        change,
        payload,
        version_id: version?.id ?? null,
        student_no: version?.studentNo ?? null,
        row_key: version?.rowKey ?? null,
        content_hash: version?.contentHash ?? null,
      })),
    );
  }
}

async function* chunksOf<T>(rows: Iterable<T> | AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let chunk: T[] = [];
  for await (const row of rows) {
    if (chunk.push(row) < ROWS_AT_ONCE) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
