import { printBlankTalkRecord, printTalkRecord } from './papers';
import type { Handlers } from './use-case';

/** What the `papers` function serves. */
export const papersHandlers = {
  'papers.talk-record': printTalkRecord,
  'papers.blank-talk-record': printBlankTalkRecord,
} satisfies Handlers;
