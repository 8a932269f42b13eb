import type { TalkText } from '../../domain/talk-revision';

/** A correction of a filed talk record, by its author. */
export interface TalkRevision {
  readonly id: string;
  readonly talkId: string;
  /** 1, 2 …; the record as filed is 0. */
  readonly ordinal: number;
  /** All of what may be corrected, as it stands from then on. */
  readonly content: TalkText;
  /** Of `content.jointRole`; null: nobody else was there. */
  readonly jointPersonId: string | null;
  readonly reason: string;
  readonly authorId: string;
  /** `YYYY-MM-DD` */
  readonly revisedOn: string;
  /** ISO 8601 in UTC. */
  readonly revisedAt: string;
}

export interface TalkRevisionRepository {
  /** Append-only. False: another one has this id or this ordinal already. */
  add(revision: TalkRevision): Promise<boolean>;
}
