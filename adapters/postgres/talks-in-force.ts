import { sql } from 'kysely';
import type { TalkRecord } from './generated/schema';

interface TalkInForce extends TalkRecord {
  readonly filed_held_on: TalkRecord['held_on'];
  readonly filed_mode: TalkRecord['mode'];
  readonly filed_joint_role: TalkRecord['joint_role'];
}

/** The view by the table's name: wherever a talk counts, it is by its last correction. */
export const talksInForce = sql<TalkInForce>`xueye.talk_in_force`.as('talk_record');
