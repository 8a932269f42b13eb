import { sql } from 'kysely';
import type { TalkFilter, TalkLists } from '#core/application/ports';
import { tierColumn, toTier } from './columns';
import type { Context } from './context';
import { talksInForce } from './talks-in-force';

export const talkLists = (context: Context): TalkLists => ({
  async talks(filter, skip, limit) {
    const rows = await selectTalks(filter, context)
      .innerJoin('person', (join) =>
        join
          .onRef('person.department_id', '=', 'talk_record.department_id')
          .onRef('person.id', '=', 'talk_record.author_id'),
      )
      .leftJoin('class', (join) =>
        join
          .onRef('class.department_id', '=', 'student.department_id')
          .onRef('class.id', '=', 'student.class_id'),
      )
      .select([
        'talk_record.id as talkId',
        'student.name as studentName',
        sql<string>`coalesce(class.name, '')`.as('className'),
        'support_case.tier as tier',
        'talk_record.held_on as heldOn',
        'talk_record.mode as mode',
        'talk_record.attended as attended',
        'person.name as byName',
      ])
      .orderBy('talk_record.held_on', 'desc')
      .orderBy('talk_record.id', 'desc')
      .offset(skip)
      .limit(limit)
      .execute();
    return rows.map(({ tier, ...row }) => ({ ...row, tier: toTier(tier) }));
  },
  async count(filter) {
    const { count } = await selectTalks(filter, context)
      .select(sql<number>`count(*)`.as('count'))
      .executeTakeFirstOrThrow();
    return count;
  },
});

const selectTalks = ({ classId, tier, from, to }: TalkFilter, { db, actor }: Context) =>
  db
    .selectFrom(talksInForce)
    .innerJoin('student', (join) =>
      join
        .onRef('student.department_id', '=', 'talk_record.department_id')
        .onRef('student.id', '=', 'talk_record.student_id'),
    )
    .innerJoin('support_case', (join) =>
      join
        .onRef('support_case.department_id', '=', 'talk_record.department_id')
        .onRef('support_case.id', '=', 'talk_record.case_id'),
    )
    .where('talk_record.department_id', '=', actor.departmentId)
    .$if(classId !== undefined, (query) => query.where('student.class_id', '=', classId ?? ''))
    .$if(tier !== undefined, (query) => query.where('support_case.tier', '=', tierColumn(tier ?? 'watch')))
    .$if(from !== undefined, (query) => query.where('talk_record.held_on', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('talk_record.held_on', '<=', to ?? ''));
