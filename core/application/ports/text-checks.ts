import type { LocalDate } from '../../domain/local-date';
import type {
  CheckedTextKind,
  TextCheckLevel,
  TextCheckOutcome,
  TextHitAdvice,
  TextMissReason,
} from '../../domain/text-check';
import type { Instant } from './world';

export interface TextHintRecord {
  readonly id: string;
  readonly kind: CheckedTextKind;
  readonly subjectId: string;
  /** Whom the text is about, as far as that is known; the reader may not reach them. */
  readonly studentId: string | null;
  /** Null: someone without an account. */
  readonly authorName: string | null;
  readonly filedOn: LocalDate;
  readonly hit: { readonly advice: TextHitAdvice; readonly label: number | null } | null;
  /** Where WeChat said nothing of it. */
  readonly missed: { readonly reason: TextMissReason; readonly code: number | null } | null;
  readonly settled: { readonly by: string; readonly on: LocalDate } | null;
}

export interface TextHintPlace {
  readonly filedAt: Instant;
  readonly id: string;
}

export interface TextCheckRepository {
  level(): Promise<TextCheckLevel>;
  setLevel(level: TextCheckLevel): Promise<void>;
  /** Newest first; row-level security leaves an author their own. */
  hints(
    place: TextHintPlace | null,
    limit: number,
  ): Promise<readonly (TextHintRecord & { readonly place: TextHintPlace })[]>;
  /** Of texts that nobody has looked at. */
  countOpen(): Promise<{ readonly hits: number; readonly missed: number }>;
  get(id: string): Promise<TextHintRecord | null>;
  /** 已核对. False: it was already, or is not to be. */
  settle(id: string): Promise<boolean>;
}

/** A text that WeChat is to be asked about. */
export interface TextToCheck {
  readonly id: string;
  readonly kind: CheckedTextKind;
  /** Null: nobody may be named to WeChat for it. */
  readonly openid: string | null;
  /** Null: sealed, and there is no key here. */
  readonly texts: readonly string[] | null;
  /** With this one. */
  readonly attempts: number;
}

/** For the timer. */
export interface TextCheckQueue {
  /** Takes texts that wait; those of a run that has ended come back when their lease has run out. */
  lease(now: Instant, until: Instant, limit: number): Promise<readonly TextToCheck[]>;
  /** What passed is forgotten, what did not stays for people. */
  settle(
    text: Pick<TextToCheck, 'id' | 'attempts'>,
    outcome: TextCheckOutcome,
    nextRun: Instant,
  ): Promise<void>;
}

/** Asks WeChat about one text; throws only what it cannot tell. */
export interface TextChecker {
  check(asked: {
    readonly departmentId: string;
    readonly openid: string;
    readonly text: string;
  }): Promise<TextCheckOutcome>;
}
