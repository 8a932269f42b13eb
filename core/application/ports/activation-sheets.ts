import type { LocalDate } from '../../domain/local-date';
import type { Picture } from './invitations';

/** 激活单: a slip for each person, to be cut apart and handed over. */
export interface ActivationSheetPaper {
  readonly departmentName: string;
  readonly slips: readonly {
    readonly name: string;
    readonly workNo: string;
    /** As it is printed: `K7PM-4QTX-9FWH`. */
    readonly code: string;
    /** The mini-program code beside it; null: none was asked for. */
    readonly picture: Picture | null;
  }[];
  /** The last day on which the codes can be used. */
  readonly expiresOn: LocalDate;
}

export interface ActivationSheetRenderer {
  /** Ten slips a page, PDF, A4. @throws DomainError GLYPH_MISSING or UNPRINTABLE_CHARACTER */
  activationSheet(paper: ActivationSheetPaper): Promise<Uint8Array>;
}
