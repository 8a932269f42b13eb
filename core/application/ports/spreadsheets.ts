import type { FactKind } from '../../domain/fact-kind';
import type { GradeRow } from '../../domain/grade-row';
import type { ImportKind } from '../../domain/import-kind';
import type { LayoutId } from '../../domain/import-layout';
import type { LocalDate } from '../../domain/local-date';
import type { Policy } from '../../domain/policy';
import type { Role } from '../../domain/role';
import type { CourseEntry, CourseRow } from './courses';
import type { AreaRow, OfferingRow, VolunteerRow } from './groups';
import type { MappingChoice, TableReading } from './import-mapping';
import type { ImportRecord, RejectedImportRow } from './imports';
import type { ListedRow } from './listed-facts';

/** Reads a file of any known layout into normalised rows (reading §7). */
export interface SpreadsheetReader {
  read(
    bytes: Uint8Array,
    fileName: string,
    options: {
      readonly kind?: ImportKind;
      readonly studentNo?: string;
      readonly policy: Policy;
      /** The course list in force; asked where a layout has no column of credits. */
      readonly courses?: () => Promise<readonly CourseEntry[]>;
      readonly choices?: readonly MappingChoice[];
    },
  ): Promise<ParsedFile>;
  /** How the file would be read, with what each column could mean instead. */
  inspect(
    bytes: Uint8Array,
    fileName: string,
    options: { readonly kind?: ImportKind; readonly layout?: string },
  ): Promise<TableReading>;
  /** The rejected rows of the file as .xlsx, each with its reasons. @param mark who takes it out */
  rejected(
    bytes: Uint8Array,
    fileName: string,
    headings: readonly string[],
    rejected: readonly RejectedImportRow[],
    mark: string,
  ): Promise<Uint8Array>;
  /** A blank table of the kind, .xlsx. */
  template(kind: ImportKind): Promise<Uint8Array>;
}

export type ParsedFile = {
  readonly layout: LayoutId;
  readonly mapping: ImportRecord['mapping'];
  readonly signature: string;
  /** Read by one of the `choices`. */
  readonly isConfirmed: boolean;
  readonly rowsRead: number;
  readonly rejected: readonly RejectedImportRow[];
} & (
  | { readonly kind: 'grades'; readonly rows: readonly GradeRow[] }
  | { readonly kind: 'courses'; readonly rows: readonly CourseRow[] }
  | { readonly kind: 'classes'; readonly rows: readonly ClassRow[] }
  | { readonly kind: 'students'; readonly rows: readonly StudentRow[] }
  | { readonly kind: 'staff'; readonly rows: readonly StaffRow[] }
  | { readonly kind: 'areas'; readonly rows: readonly AreaRow[] }
  | { readonly kind: 'offerings'; readonly rows: readonly OfferingRow[] }
  | { readonly kind: 'volunteers'; readonly rows: readonly VolunteerRow[] }
  | { readonly kind: FactKind; readonly rows: readonly ListedRow[] }
);

export interface ClassRow {
  readonly row: number;
  readonly name: string;
  readonly grade: string | null;
  readonly major: string | null;
  readonly area: string | null;
}

export interface StudentRow {
  readonly row: number;
  readonly studentNo: string;
  readonly name: string;
  readonly gender: string | null;
  readonly nativePlace: string | null;
  readonly className: string | null;
  readonly family: string | null;
  readonly contact: string | null;
  readonly guardians: string | null;
}

export interface StaffRow {
  readonly row: number;
  readonly workNo: string;
  readonly name: string;
  readonly role: Role;
  /** Class names for an adviser, area names for a counselor; empty for the others. */
  readonly scopes: readonly string[];
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate | null;
}
