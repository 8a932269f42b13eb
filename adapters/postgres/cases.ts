import type { CaseRepository, CaseWithFacts, SupplementFact, TalkFact } from '#core/application/ports';
import { groupBy } from '#core/domain/group-by';
import { fromStudents, STUDENT, tierColumn, toStudent, toTier } from './columns';
import { contactFactsOf } from './contact-facts';
import { type Context, insertRows, uuids } from './context';
import { decisionReader, selectDecisions } from './decisions';
import { waiverFactsOf } from './duty-waivers';
import { focusFactsOf } from './focus';
import { handoversOf } from './handovers';
import { meetingFactsOf } from './joint-meetings';
import { letterFactsOf } from './letter-facts';
import { pairingFactsOf } from './pairing-reads';
import { planFactsOf } from './plan-facts';
import { matches } from './roster';
import { talksInForce } from './talks-in-force';
import { guidanceFactsOf } from './volunteer-guidance';

export const caseRepository = (context: Context): CaseRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  return {
    async find(caseId) {
      const rows = await selectCases(context).where('support_case.id', '=', caseId).execute();
      return (await withFacts(rows, context))[0] ?? null;
    },
    /** By 学号. */
    async open(filter = {}) {
      const rows = await selectCases(context)
        .where('support_case.status', '=', 'open')
        .where(matches(filter))
        .orderBy('student.student_no')
        .execute();
      return withFacts(rows, context);
    },
    /** Oldest first. */
    async ofStudent(studentId) {
      const rows = await selectCases(context)
        .where('support_case.student_id', '=', studentId)
        .orderBy('support_case.opened_on')
        .orderBy('support_case.id')
        .execute();
      return withFacts(rows, context);
    },
    async add(record) {
      await insertRows(context, 'support_case', [
        {
          department_id,
          id: record.id,
          student_id: record.student.id,
          term: record.term,
          tier: tierColumn(record.tier),
          status: record.status,
          opened_on: record.openedOn,
          previous_case_id: record.previousCaseId,
          proposal_id: record.proposalId,
          outstanding: record.outstanding,
        },
      ]);
    },
    async setTier(caseId, tier) {
      const { numUpdatedRows } = await db
        .updateTable('support_case')
        .set({ tier: tierColumn(tier) })
        .where('department_id', '=', department_id)
        .where('id', '=', caseId)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) throw new Error('no such case to move');
    },
    async close(caseId, on, reason, outcome) {
      const { numUpdatedRows } = await db
        .updateTable('support_case')
        .set({ status: 'closed', closed_on: on, close_reason: reason, close_outcome: outcome ?? null })
        .where('department_id', '=', department_id)
        .where('id', '=', caseId)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) throw new Error('no such case to close');
    },
  };
};

/** Cases in the actor's scope with their students. */
export const selectCases = (context: Context) =>
  fromStudents(context)
    .innerJoin('support_case', (join) =>
      join
        .onRef('support_case.department_id', '=', 'student.department_id')
        .onRef('support_case.student_id', '=', 'student.id'),
    )
    .select([
      ...STUDENT,
      'support_case.id as id',
      'support_case.term as term',
      'support_case.tier as tier',
      'support_case.status as status',
      'support_case.opened_on as openedOn',
      'support_case.closed_on as closedOn',
      'support_case.close_reason as closeReason',
      'support_case.close_outcome as closeOutcome',
      'support_case.previous_case_id as previousCaseId',
      'support_case.proposal_id as proposalId',
      'support_case.outstanding as outstanding',
    ]);

type CaseColumns = Awaited<ReturnType<ReturnType<typeof selectCases>['executeTakeFirstOrThrow']>>;

/** As many statements however many the cases. */
export async function withFacts(rows: readonly CaseColumns[], context: Context): Promise<CaseWithFacts[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const decisions = await decisionsOf(ids, context);
  const talks = await talksOf(ids, context);
  const supplements = await supplementsOf(ids, context);
  const pairings = await pairingFactsOf(
    rows.map(({ studentId }) => studentId),
    context,
  );
  const guidances = await guidanceFactsOf(
    rows.map(({ studentId }) => studentId),
    context,
  );
  const focus = await focusFactsOf(
    rows.map(({ studentId }) => studentId),
    context,
  );
  const plans = await planFactsOf(ids, context);
  const contacts = await contactFactsOf(ids, context);
  const waivers = await waiverFactsOf(ids, context);
  const meetings = await meetingFactsOf(ids, context);
  const letters = await letterFactsOf(ids, context);
  const handovers = await handoversOf([...new Set(rows.flatMap(({ classId }) => classId ?? []))], context);
  return rows.map((row) => ({
    id: row.id,
    student: toStudent(row),
    term: row.term,
    tier: toTier(row.tier),
    status: row.status,
    openedOn: row.openedOn,
    closedOn: row.closedOn,
    closeReason: row.closeReason,
    closeOutcome: row.closeOutcome,
    previousCaseId: row.previousCaseId,
    proposalId: row.proposalId,
    outstanding: row.outstanding,
    decisions: decisions.get(row.id) ?? [],
    talks: talks.get(row.id) ?? [],
    supplements: supplements.get(row.id) ?? [],
    ...pairings(row.studentId),
    ...focus(row.studentId),
    ...guidances(row.studentId),
    ...plans(row.id),
    ...contacts(row.id),
    ...waivers(row.id),
    meetings: meetings(row.id),
    letters: letters(row.id),
    handovers: (row.classId === null ? undefined : handovers.get(row.classId)) ?? [],
  }));
}

async function decisionsOf(caseIds: readonly string[], context: Context) {
  const rows = await selectDecisions(context)
    .where('decision.case_id', '=', uuids(caseIds))
    .orderBy('decision.decided_at')
    .orderBy('decision.ordinal')
    .orderBy('decision.id')
    .execute();
  return groupBy(rows, caseOf, await decisionReader(context));
}

async function talksOf(caseIds: readonly string[], { db, actor }: Context) {
  const rows = await db
    .selectFrom(talksInForce)
    .where('department_id', '=', actor.departmentId)
    .where('case_id', '=', uuids(caseIds))
    .select([
      'id',
      'case_id',
      'held_on as heldOn',
      'filed_on as filedOn',
      'mode',
      'attended',
      'author_role as authorRole',
      'joint_role as jointRole',
    ])
    .orderBy('held_on')
    .orderBy('filed_at')
    .orderBy('id')
    .execute();
  return groupBy(
    rows,
    caseOf,
    ({ id, heldOn, filedOn, mode, attended, authorRole, jointRole }): TalkFact => ({
      talkId: id,
      heldOn,
      filedOn,
      by: jointRole === null ? [authorRole] : [authorRole, jointRole],
      mode,
      attended,
    }),
  );
}

async function supplementsOf(caseIds: readonly string[], { db, actor }: Context) {
  const rows = await db
    .selectFrom('talk_supplement')
    .innerJoin('talk_record', (join) =>
      join
        .onRef('talk_record.department_id', '=', 'talk_supplement.department_id')
        .onRef('talk_record.id', '=', 'talk_supplement.talk_id'),
    )
    .where('talk_supplement.department_id', '=', actor.departmentId)
    .where('talk_record.case_id', '=', uuids(caseIds))
    .select([
      'talk_record.case_id as case_id',
      'talk_supplement.author_role as by',
      'talk_supplement.held_on as heldOn',
    ])
    .orderBy('talk_supplement.filed_at')
    .orderBy('talk_supplement.id')
    .execute();
  return groupBy(rows, caseOf, ({ by, heldOn }): SupplementFact => ({ by, heldOn }));
}

const caseOf = ({ case_id }: { readonly case_id: string | null }): string | null => case_id;
