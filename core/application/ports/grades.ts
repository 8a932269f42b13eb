import type { GradeRow } from '../../domain/grade-row';
import type { RowChange, StagedStudent } from './imports';
import type { ScreeningRecord } from './screenings';
import type { Student } from './student';

export interface StoredGradeRow {
  readonly id: string;
  readonly studentId: string;
  readonly importId: string;
  /** Names the attempt within the student: the same file again meets the same keys. */
  readonly rowKey: string;
  readonly contentHash: string;
  readonly grade: GradeRow;
}

export interface GradeRepository {
  /** Current rows of the students: key → id and content, for comparing an import. */
  current(
    studentIds: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, { readonly id: string; readonly contentHash: string }>>>;
  /** Whom the staged rows of an import name, in the order of their last rows. */
  stagedStudents(importId: string): Promise<readonly StagedStudent[]>;
  /**
   * Appends the staged rows of an import as versions: one in force under the same (student, key) is
   * superseded where its content differs, never overwritten. All students are on the roster.
   *
   * @param isAsPreviewed nothing was written since the rows were compared: what was said of each of them
   *   then holds, and spares looking each up again
   * @returns how many rows did what
   * @throws DomainError IMPORT_STALE where an older program staged them
   */
  applyStaged(importId: string, isAsPreviewed: boolean): Promise<Readonly<Record<RowChange, number>>>;
  /** All current rows in the actor's scope, one student after the other, by 学号, from `after` on. */
  byStudent(
    after?: string,
  ): AsyncIterable<{ readonly student: Student; readonly rows: readonly StoredGradeRow[] }>;
  /** The same as the rows stood when a screening ran: later imports and rollbacks do not matter. */
  byStudentAt(
    then: Pick<ScreeningRecord, 'ranAt' | 'importIds'>,
  ): AsyncIterable<{ readonly student: Student; readonly rows: readonly StoredGradeRow[] }>;
  of(studentId: string): Promise<readonly StoredGradeRow[]>;
  /** The applied grade imports whose rows are current, oldest first. */
  importSources(): Promise<readonly { readonly id: string; readonly fileName: string }[]>;
}
