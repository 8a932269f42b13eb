import type { LocalDate } from '../../domain/local-date';
import type { SupportTier } from '../../domain/support-tier';
import type { TalkMode } from '../../domain/talk-record';

export interface TalkFilter {
  readonly classId?: string | undefined;
  /** Of the talk's case, as it is now. */
  readonly tier?: SupportTier | undefined;
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
}

/** That there was a talk: nothing of what was said. */
export interface ListedTalk {
  readonly talkId: string;
  readonly studentName: string;
  readonly className: string;
  readonly tier: SupportTier;
  readonly heldOn: LocalDate;
  readonly mode: TalkMode;
  readonly attended: boolean;
  readonly byName: string;
}

export interface TalkLists {
  /** Of students in reach, the latest first, skipping the first `skip`. */
  talks(filter: TalkFilter, skip: number, limit: number): Promise<readonly ListedTalk[]>;
  count(filter: TalkFilter): Promise<number>;
}
