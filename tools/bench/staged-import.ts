import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { v7 as uuidv7 } from 'uuid';
import { bootstrapDepartment } from '#adapters/postgres/bootstrap';
import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { type ImportedGradeRow, parseImport } from '#adapters/spreadsheet/parse-import';
import { withKeys } from '#core/application/import-grades';
import type { StagedRow } from '#core/application/ports';
import { PRIVACY_GUIDE } from '#core/domain/privacy-guide';
import { policy2015 } from '#core/policies/index';

export const TODAY = '2026-09-14';
export const NOW = '2026-09-14T02:00:00.000Z';
const STUDENTS_AT_ONCE = 500;

export const hasher = {
  sha256: (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex'),
};

export interface StagedImport {
  readonly officerId: string;
  readonly importId: string;
}

/**
 * A new department whose roster knows every student of a generated grade file, and the file's preview:
 * read by the app's reader, keyed and staged as `imports.preview` does.
 */
export async function stageGradeFile(
  database: Database,
  path: string,
  { rows, students }: { readonly rows: number; readonly students: number },
): Promise<StagedImport> {
  const departmentId = uuidv7();
  const officer = { id: uuidv7(), name: '沈知礼', workNo: 'X001', assignmentId: uuidv7() };
  await bootstrapDepartment(database, {
    department: { id: departmentId, name: '生命科学系', shortName: '生科系' },
    policyId: '2015',
    officer,
    calendar: { terms: [], holidays: [], makeupWorkdays: [] },
  });
  const actor = { departmentId, personId: officer.id, role: 'office', today: TODAY } as const;
  const [importId, fileId] = [uuidv7(), uuidv7()];
  await createStore(database).transaction(actor, async ({ consents, files, roster, imports }) => {
    const { version } = PRIVACY_GUIDE;
    await consents.add({ id: uuidv7(), kind: 'guide', version, answer: 'given', on: TODAY });
    const fileName = '成绩.csv';
    await files.add({
      id: fileId,
      path: `${departmentId}/imports/${fileId}.csv`,
      fileName,
      purpose: 'import',
      createdBy: officer.id,
      createdAt: NOW,
    });
    const staging = async function* (): AsyncGenerator<StagedRow> {
      for await (const batch of batchesOf(path, Math.ceil(rows / students), fileName)) {
        const named = new Map(batch.map((row) => [row.studentNo, row.studentName ?? '']));
        await roster.upsertStudents(
          [...named].map(([studentNo, name]) => ({ id: uuidv7(), studentNo, name })),
        );
        for (const { grade, rowKey, contentHash } of withKeys(batch, { hasher })) {
          const version = { id: uuidv7(), studentNo: grade.studentNo, rowKey, contentHash };
          yield { row: grade.row, change: 'new', payload: grade, version };
        }
      }
    };
    await imports.add(
      {
        id: importId,
        kind: 'grades',
        fileName,
        fileId,
        sha256: hasher.sha256(fileName),
        layout: 'zf_old_admin_bulk_20',
        mapping: [],
        signature: null,
        isByPreset: false,
        ownerNo: null,
        changes: [],
        terms: [],
        state: 'previewed',
        rowsRead: rows,
        students,
        counts: { new: rows, changed: 0, unchanged: 0, rejected: 0 },
        unknownStudents: [],
        versionsSeen: 0,
        createdBy: officer.id,
        createdAt: NOW,
        appliedAt: null,
      },
      staging(),
      [],
    );
  });
  return { officerId: officer.id, importId };
}

/** The rows of some hundred students at a time; a student's rows stand together in such a file. */
async function* batchesOf(
  path: string,
  rowsOfStudent: number,
  fileName: string,
): AsyncGenerator<readonly ImportedGradeRow[]> {
  let heading: string | null = null;
  let lines: string[] = [];
  const read = async () => {
    const text = [heading, ...lines].join('\r\n');
    const parsed = await parseImport(new TextEncoder().encode(text), fileName, { policy: policy2015 });
    if (parsed.kind !== 'grades' || parsed.rejected.length > 0) throw new Error('the file was not read');
    lines = [];
    return parsed.rows as readonly ImportedGradeRow[];
  };
  for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) {
    if (heading === null) heading = line;
    else if (lines.push(line) === rowsOfStudent * STUDENTS_AT_ONCE) yield await read();
  }
  if (lines.length > 0) yield await read();
}
