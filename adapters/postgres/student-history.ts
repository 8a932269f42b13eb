import { sql } from 'kysely';
import type { ScreeningOfStudent, StudentHistory } from '#core/application/ports';
import type { PairingEndKind } from '#core/domain/pairing-end';
import { toTier } from './columns';
import type { Context } from './context';
import { selectDecisions } from './decisions';
import { selectPairings, toRecords } from './pairing-reads';

export const studentHistory = (context: Context): StudentHistory => ({
  async screenings(studentId) {
    const { rows } = await sql<
      Omit<ScreeningOfStudent, 'tier'> & { readonly tier: Parameters<typeof toTier>[0] | null }
    >`
      select proposal_id as "proposalId", term, kind, ran_on as "ranOn", standing, tier, outstanding,
        case_id as "caseId"
      from xueye.student_screenings(${studentId}::uuid)`.execute(context.db);
    return rows.map(({ tier, ...row }) => ({ ...row, tier: tier === null ? null : toTier(tier) }));
  },
  async dismissals(studentId) {
    const rows = await selectDecisions(context)
      .where('decision.student_id', '=', studentId)
      .where('decision.case_id', 'is', null)
      .orderBy('decision.decided_at')
      .execute();
    const opener = await context.sealed.toOpen();
    return rows.map(({ id, proposal_id, decided_on, reason, decided_by_name }) => ({
      id,
      proposalId: proposal_id,
      on: decided_on,
      reason: opener.open('decision', 'reason', id, reason),
      byName: decided_by_name,
    }));
  },
  async pairings(studentId) {
    const rows = await selectPairings(context)
      .innerJoin('person as maker', (join) =>
        join
          .onRef('maker.department_id', '=', 'pairing.department_id')
          .onRef('maker.id', '=', 'pairing.made_by'),
      )
      .select('maker.name as madeByName')
      .where('pairing.student_id', '=', studentId)
      .orderBy('pairing.made_at')
      .orderBy('pairing.id')
      .execute();
    const makers = new Map(rows.map(({ id, madeByName }) => [id, madeByName]));
    return (await toRecords(rows, context)).map(({ id, caseId, volunteerName, firstDay, courses, end }) => ({
      id,
      caseId,
      volunteerName,
      firstDay,
      courses: courses.map(({ name }) => name),
      madeByName: makers.get(id) ?? '',
      lastDay: end?.lastDay ?? null,
      endKind: (end?.kind ?? null) satisfies PairingEndKind | null,
    }));
  },
});
