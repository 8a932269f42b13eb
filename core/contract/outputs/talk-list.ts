import type { SupportTier } from '../../domain/support-tier';
import type { TalkMode } from '../../domain/talk-record';
import type { Page } from '../page';

/** A talk record as it is chosen for printing: nothing of what was said. */
export interface TalkListItem {
  readonly talkId: string;
  readonly studentName: string;
  readonly className: string;
  readonly tier: SupportTier;
  readonly heldOn: string;
  readonly mode: TalkMode;
  readonly attended: boolean;
  readonly byName: string;
}

export interface TalkList extends Page<TalkListItem> {
  readonly total: number;
  readonly classes: readonly { readonly id: string; readonly name: string }[];
}
