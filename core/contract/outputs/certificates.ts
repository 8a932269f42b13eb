import type { CertificateContent, CertificateState, MonthOfService } from '../../domain/service-certificate';
import type { Page } from '../page';

/** A volunteer with integer minutes. */
export interface CertifiableItem {
  readonly volunteerId: string;
  readonly name: string;
  readonly studentNo: string;
  readonly className: string;
  /** What counts, and how much of it stands in no certificate yet. */
  readonly counted: number;
  readonly uncertified: number;
  /** Waits for the student or the counselor. */
  readonly open: number;
  readonly certificates: number;
}

export interface CertificateDesk extends Page<CertifiableItem> {
  /** Minutes of all volunteers together. */
  readonly counted: number;
  readonly uncertified: number;
}

export interface CertificateItem {
  readonly certificateId: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly issuedByName: string | null;
  readonly from: string;
  readonly to: string;
  readonly sessions: number;
  readonly minutes: number;
  readonly state: CertificateState;
  readonly end: { readonly on: string; readonly reason: string } | null;
  /** Its sessions are not worth the same any more: it should be issued again. */
  readonly isOutdated: boolean;
}

export interface VolunteerCertificates extends CertifiableItem {
  /** What a new certificate would say. */
  readonly next: readonly MonthOfService[];
  readonly items: readonly CertificateItem[];
}

export interface OwnCertificates {
  readonly items: readonly Omit<CertificateItem, 'isOutdated'>[];
}

/** What the paper says and whether it stands: all that a check tells. */
export interface CertificateSeen {
  readonly state: CertificateState;
  readonly content: CertificateContent;
  readonly endedOn: string | null;
  readonly replacedBy: string | null;
}
