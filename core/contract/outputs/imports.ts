import type { ImportKind } from '../../domain/import-kind';
import type { LayoutId } from '../../domain/import-layout';

export interface UploadTicket {
  readonly fileId: string;
  readonly upload: {
    readonly url: string;
    readonly method: 'PUT' | 'POST';
    readonly headers: Readonly<Record<string, string>>;
  };
}

export interface RejectedRow {
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** How far the server is with a long import, in rows. */
export interface ImportProgress {
  readonly step: 'stage' | 'apply';
  readonly done: number;
  readonly total: number;
}

export interface ImportView {
  readonly importId: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  /** A newer server may know more of them than the phone does. */
  readonly layout: LayoutId;
  readonly state: 'previewed' | 'applied' | 'discarded' | 'rolled-back';
  readonly rowsRead: number;
  readonly students: number;
  readonly counts: {
    readonly new: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly rejected: number;
  };
  /** Which heading of the file was understood as which field; null: kept but not used. */
  readonly mapping: readonly {
    readonly heading: string;
    readonly field: string | null;
    /** The field for people; absent in imports of before. */
    readonly meaning?: string | null;
  }[];
  /** Read as somebody confirmed it for an earlier file of the same headings. */
  readonly preset: { readonly signature: string; readonly by: string; readonly at: string } | null;
  /** By which the mapping can be corrected while the import is open. */
  readonly fileId: string;
  /** Whose transcript it is, where the file itself does not say; className is empty for a student without one. */
  readonly owner: { readonly studentNo: string; readonly name: string; readonly className: string } | null;
  /** The first changed rows: what stood there and what is to stand there. */
  readonly changes: readonly ChangedRow[];
  readonly terms: readonly string[];
  /** The first rejected rows; the rest by `imports.rejected`. */
  readonly rejected: readonly RejectedRow[];
  /** Students of the file that the roster does not know. */
  readonly unknownStudents: readonly { readonly studentNo: string; readonly name: string }[];
  readonly by: string;
  readonly createdAt: string;
  readonly appliedAt: string | null;
  /** Who took it back, when, why, and what that undid. */
  readonly rollback: {
    readonly by: string;
    readonly at: string;
    readonly reason: string;
    readonly restored: number;
    readonly withdrawn: number;
  } | null;
}

export interface ChangedRow {
  readonly row: number;
  readonly what: string;
  readonly fields: readonly { readonly label: string; readonly from: string; readonly to: string }[];
}

export interface ImportReading {
  readonly kind: ImportView['kind'];
  /** A newer server may know more of them than the phone does; the title comes along. */
  readonly layout: string;
  /** Every required meaning was found by the headings themselves. */
  readonly isRecognised: boolean;
  readonly signature: string;
  readonly headingRow: number;
  readonly columns: readonly {
    readonly heading: string;
    readonly field: string | null;
    readonly samples: readonly string[];
  }[];
  readonly fields: readonly {
    readonly field: string;
    readonly label: string;
    readonly isRequired: boolean;
  }[];
  readonly layouts: readonly {
    readonly layout: string;
    readonly kind: ImportView['kind'];
    readonly title: string;
  }[];
  readonly preset: { readonly by: string; readonly at: string } | null;
}
