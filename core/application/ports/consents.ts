import type { ConsentAnswer, ConsentKind } from '../../domain/privacy-guide';

/** A person's word on the privacy guide, or on one thing asked apart from it. */
export interface Consent {
  readonly id: string;
  readonly kind: ConsentKind;
  /** Of the guide that was shown. */
  readonly version: string;
  readonly answer: ConsentAnswer;
  /** `YYYY-MM-DD` */
  readonly on: string;
}

export interface ConsentRepository {
  /** The person's last word of each kind. */
  latest(personId: string): Promise<Partial<Record<ConsentKind, Consent>>>;
  /** Append-only. The same id again: false, and nothing is written. */
  add(consent: Consent): Promise<boolean>;
}
