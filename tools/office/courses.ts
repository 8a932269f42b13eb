import { parseImport } from '#adapters/spreadsheet/parse-import';
import type { CourseEntry, RejectedImportRow } from '#core/application/ports';
import type { Policy } from '#core/domain/policy';
import { fileNamesOf } from './caller-files';
import { bytesOf } from './facts';

/** Reads the course lists in the order in which they were named: of a course, the last one counts. */
export async function gatherCourses(
  paths: readonly string[],
  policy: Policy,
): Promise<{ readonly entries: readonly CourseEntry[]; readonly rejected: readonly RejectedImportRow[] }> {
  const entries = new Map<string, CourseEntry>();
  const rejected: RejectedImportRow[] = [];
  for (const [path, fileName] of fileNamesOf(paths)) {
    const parsed = await parseImport(await bytesOf(path, fileName), fileName, { kind: 'courses', policy });
    if (parsed.kind !== 'courses') throw new Error('a course list was asked for');
    for (const row of parsed.rows) entries.set(row.code, row);
    rejected.push(...parsed.rejected);
  }
  return { entries: [...entries.values()], rejected };
}
