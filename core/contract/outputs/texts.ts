import type { CheckedTextKind, TextCheckLevel, TextHitAdvice, TextMissReason } from '../../domain/text-check';
import type { Page } from '../page';

/** 平台提示: what WeChat made of a text, which is kept as it was written. */
export interface TextHint {
  readonly id: string;
  readonly kind: CheckedTextKind;
  readonly subjectId: string;
  readonly studentId: string | null;
  /** Null: a student without an account. */
  readonly author: string | null;
  readonly filedOn: string;
  readonly hit: { readonly advice: TextHitAdvice; readonly label: number | null } | null;
  readonly missed: { readonly reason: TextMissReason; readonly code: number | null } | null;
  readonly settled: { readonly by: string; readonly on: string } | null;
}

export interface TextHints extends Page<TextHint> {
  /** What the department has WeChat asked about; null: not the reader's to know. */
  readonly level: TextCheckLevel | null;
  readonly open: { readonly hits: number; readonly missed: number };
}
