import { readFile, stat } from 'node:fs/promises';
import type { Whose } from '#adapters/spreadsheet/fact-rows';
import { requireFileSize } from '#adapters/spreadsheet/file-kind';
import { parseFacts } from '#adapters/spreadsheet/parse-facts';
import type { FactRows, RejectedImportRow } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { FactKind } from '#core/domain/fact-kind';
import { IMPORT_KIND_LABELS } from '#core/domain/labels';
import type { LocalDate } from '#core/domain/local-date';
import type { Policy } from '#core/domain/policy';
import type { FactRow, Known, ScreeningFacts } from '#core/domain/screening-facts';
import type { Term } from '#core/domain/term';
import { fileNamesOf } from './caller-files';

/** Paths of the lists beside the grades, as typed. */
export type FactFiles = Readonly<Partial<Record<FactKind, readonly string[]>>>;

export interface GatheredFacts {
  readonly of: (studentNo: string) => ScreeningFacts;
  /** Whoever stands in a list, by 学号; the name is the first one found. */
  readonly students: readonly Whose[];
  readonly rejected: readonly RejectedImportRow[];
  /** Sentences about files that look like a mistake, without a full stop. */
  readonly notes: readonly string[];
}

/** @throws DomainError where a file cannot be read or its headings are not known */
export async function gatherFacts(
  files: FactFiles,
  { policy, term, asOf }: { readonly policy: Policy; readonly term: Term; readonly asOf: LocalDate },
): Promise<GatheredFacts> {
  const names = new Map<string, string | null>();
  const rejected: RejectedImportRow[] = [];
  const notes = new Set<string>();

  const gather = async <K extends FactKind>(kind: K) => {
    const paths = files[kind];
    if (paths === undefined) return null;
    const rowsOf = new Map<string, { rows: FactRows[K][]; unread: number }>();
    const entryOf = ({ studentNo, name }: Whose) => {
      const known = names.get(studentNo) ?? null;
      if (known === null) names.set(studentNo, name);
      else if (name !== null && name !== known) notes.add(twoNames(studentNo, known, name));
      let entry = rowsOf.get(studentNo);
      if (entry === undefined) rowsOf.set(studentNo, (entry = { rows: [], unread: 0 }));
      return entry;
    };
    const seen = new Set<string>();
    let copies = 0;
    let total = 0;
    let ofTerm = 0;
    for (const [path, fileName] of fileNamesOf(paths)) {
      const parsed = await parseFacts(await bytesOf(path, fileName), fileName, kind, policy);
      rejected.push(...parsed.rejected);
      for (const { whose, row } of parsed.rows) {
        entryOf(whose).rows.push(row);
        total += 1;
        if (!('term' in row) || row.term === term) ofTerm += 1;
        if (seen.has(row.content)) copies += 1;
        seen.add(row.content);
      }
      for (const whose of parsed.unread) entryOf(whose).unread += 1;
    }
    if (total > 0 && ofTerm === 0) notes.add(`${IMPORT_KIND_LABELS[kind]}里没有 ${term} 学期的记录`);
    if (copies > 0) {
      const advice = kind === 'absences' ? '；若不是同一次旷课，请填写日期' : '';
      notes.add(`${IMPORT_KIND_LABELS[kind]}里有 ${copies} 行与别的行完全相同，只计一次${advice}`);
    }
    return rowsOf;
  };
  const absences = await gather('absences');
  const discipline = await gather('discipline');
  const warnings = await gather('warnings');
  const referrals = await gather('referrals');

  return {
    of: (studentNo) => ({
      absences: knownOf(absences, studentNo),
      discipline: discipline && { ...(knownOf(discipline, studentNo) ?? NOBODY), asOf },
      warnings: knownOf(warnings, studentNo),
      referrals: knownOf(referrals, studentNo),
    }),
    students: [...names]
      .map(([studentNo, name]) => ({ studentNo, name }))
      .sort((a, b) => (a.studentNo < b.studentNo ? -1 : 1)),
    rejected,
    notes: [...notes],
  };
}

/** A slip in a 学号 lays one student's absences at another's door: for people to look at. */
export const twoNames = (studentNo: string, known: string, name: string): string =>
  `学号 ${studentNo} 有两个姓名「${known}」和「${name}」，请核对学号`;

const NOBODY = { rows: [], unread: 0 };

/** A list that does not name the student is an answer; no list is none. */
const knownOf = <T extends FactRow>(
  lists: ReadonlyMap<string, Known<T>> | null,
  studentNo: string,
): Known<T> | null => lists && (lists.get(studentNo) ?? NOBODY);

/** @throws DomainError FILE_TOO_LARGE, FILE_UNREADABLE */
export async function bytesOf(path: string, fileName: string): Promise<Uint8Array> {
  try {
    requireFileSize((await stat(path)).size, fileName);
    return await readFile(path);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError('FILE_UNREADABLE', `不能读取「${fileName}」：找不到或打不开。`, 'fileName');
  }
}
