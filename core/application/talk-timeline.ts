import type { TimelineItem } from '../contract/outputs';
import { TALK_MODE_LABELS } from '../domain/labels';
import type { TalkWithNames } from './ports';

/** Talks, no-shows and supplements. What was said is read in the record itself, and each reading is logged. */
export const talkItems = (talks: readonly TalkWithNames[]): readonly TimelineItem[] =>
  talks.flatMap((talk): readonly TimelineItem[] => [
    {
      id: talk.id,
      on: talk.heldOn,
      kind: talk.attended ? 'talk' : 'no-show',
      title: talk.attended ? `谈话（${TALK_MODE_LABELS[talk.mode]}）` : '约谈，学生未到',
      detail: '',
      by: talk.authorName,
      talkId: talk.id,
      caseId: talk.caseId,
    },
    ...talk.supplements.map(
      (supplement): TimelineItem => ({
        id: supplement.id,
        on: supplement.heldOn ?? supplement.filedOn,
        kind: 'supplement',
        title: '辅导员补充意见',
        detail: '',
        by: supplement.authorName,
        talkId: talk.id,
        caseId: talk.caseId,
      }),
    ),
  ]);
