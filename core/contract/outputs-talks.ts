import type { TalkChange } from '../domain/talk-revision';

/** 更正 as a reader sees it. */
export interface TalkRevisionView {
  /** 1, 2 …; the record as filed is 0. */
  readonly ordinal: number;
  readonly reason: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** An opinion had been written on the text before. */
  readonly isAfterSupplement: boolean;
  readonly changes: readonly TalkChange[];
}

export interface TalkRevised {
  readonly talkId: string;
  readonly ordinal: number;
  /** The same id came before: nothing was written again. */
  readonly repeated: boolean;
}

/** A talk with the student on file already, which another on the same day might be a repeat of. */
export interface EarlierTalk {
  readonly talkId: string;
  readonly heldOn: string;
  readonly filedAt: string;
  /** Who wrote it. */
  readonly by: string;
}

/** The plan in force as the form shows it. */
export interface PlanBeside {
  readonly goal: string;
  readonly steps: readonly string[];
  readonly courses: readonly string[];
}
