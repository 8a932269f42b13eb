import type { ConsentAnswer } from '../../domain/privacy-guide';

/** Where a person stands with the privacy guide and what is asked apart from it. */
export interface PrivacyStanding {
  /** Of the guide in force; what it says is in core/domain/privacy-guide. */
  readonly version: string;
  /** The last word on the guide; null: never asked. */
  readonly guide: ConsentWord | null;
  /** The guide in force is agreed to. */
  readonly isAgreed: boolean;
  /** null: not asked of this role. */
  readonly contact: { readonly word: ConsentWord | null; readonly isGiven: boolean } | null;
}

export interface ConsentWord {
  readonly version: string;
  readonly answer: ConsentAnswer;
  readonly on: string;
}
