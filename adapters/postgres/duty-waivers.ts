import type { DutyWaiverRepository, WaiverFacts } from '#core/application/ports';
import { addDays } from '#core/domain/local-date';
import { byCase } from './by-case';
import { type Context, insertRows, uuids } from './context';
import { isRepeat } from './repeats';

/** 免办 and what was taken back of it; all only ever added to, reasons sealed. */
export const dutyWaiverRepository = (context: Context): DutyWaiverRepository => {
  const { actor, sealed } = context;
  const department_id = actor.departmentId;
  return {
    async ofStudent(studentId) {
      const rows = await selectWaivers(context)
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'duty_waiver.department_id')
            .onRef('person.id', '=', 'duty_waiver.waived_by'),
        )
        .leftJoin('person as ender', (join) =>
          join
            .onRef('ender.department_id', '=', 'duty_waiver_end.department_id')
            .onRef('ender.id', '=', 'duty_waiver_end.ended_by'),
        )
        .where('duty_waiver.student_id', '=', studentId)
        .select([
          'duty_waiver.student_id as studentId',
          'duty_waiver.waived_at as waivedAt',
          'duty_waiver.waived_by as waivedBy',
          'person.name as waivedByName',
          'ender.name as enderName',
          'duty_waiver_end.id as endId',
          'duty_waiver_end.reason as endReason',
        ])
        .execute();
      const opener = await sealed.toOpen();
      return rows.map(({ endId, endReason, endedOn, enderName, ...row }) => ({
        ...row,
        reason: opener.open('duty_waiver', 'reason', row.id, row.reason),
        end:
          endId === null || endReason === null || endedOn === null
            ? null
            : {
                id: endId,
                on: endedOn,
                by: enderName ?? '',
                reason: opener.open('duty_waiver_end', 'reason', endId, endReason),
              },
      }));
    },
    async add(waiver) {
      const sealer = await sealed.toSeal();
      const row = {
        department_id,
        id: waiver.id,
        case_id: waiver.caseId,
        student_id: waiver.studentId,
        kind: waiver.kind,
        role: waiver.role,
        reason: sealer.seal('duty_waiver', 'reason', waiver.id, waiver.reason),
        waived_on: waiver.waivedOn,
        until: waiver.until,
        waived_at: waiver.waivedAt,
        waived_by: waiver.waivedBy,
      };
      const written = await insertRows(
        context,
        'duty_waiver',
        [row],
        'on conflict (department_id, id) do nothing',
      );
      const { id, waivedBy: authorId } = waiver;
      return (
        written === 1 ||
        isRepeat(context, { table: 'duty_waiver', id, author: 'waived_by', authorId }, CHANGED_MEANWHILE)
      );
    },
    async end(end) {
      const sealer = await sealed.toSeal();
      const row = {
        department_id,
        id: end.id,
        waiver_id: end.waiverId,
        student_id: end.studentId,
        reason: sealer.seal('duty_waiver_end', 'reason', end.id, end.reason),
        ended_on: end.endedOn,
        ended_at: end.endedAt,
        ended_by: end.endedBy,
      };
      const written = await insertRows(context, 'duty_waiver_end', [row], 'on conflict do nothing');
      const { id, endedBy: authorId } = end;
      return (
        written === 1 ||
        isRepeat(context, { table: 'duty_waiver_end', id, author: 'ended_by', authorId }, CHANGED_MEANWHILE)
      );
    },
  };
};

const CHANGED_MEANWHILE = '这项免办刚刚有人改过。请刷新后再看。';

const selectWaivers = ({ db, actor }: Context) =>
  db
    .selectFrom('duty_waiver')
    .leftJoin('duty_waiver_end', (join) =>
      join
        .onRef('duty_waiver_end.department_id', '=', 'duty_waiver.department_id')
        .onRef('duty_waiver_end.waiver_id', '=', 'duty_waiver.id'),
    )
    .where('duty_waiver.department_id', '=', actor.departmentId)
    .select([
      'duty_waiver.id as id',
      'duty_waiver.case_id as caseId',
      'duty_waiver.kind as kind',
      'duty_waiver.role as role',
      'duty_waiver.reason as reason',
      'duty_waiver.waived_on as waivedOn',
      'duty_waiver.until as until',
      'duty_waiver_end.ended_on as endedOn',
    ])
    .orderBy('duty_waiver.waived_at')
    .orderBy('duty_waiver.id');

/** What the duties of cases are derived from, of waivers, by case; one statement however many. */
export async function waiverFactsOf(
  caseIds: readonly string[],
  context: Context,
): Promise<(caseId: string) => WaiverFacts> {
  const rows = await selectWaivers(context).where('duty_waiver.case_id', '=', uuids(caseIds)).execute();
  const opener = rows.length === 0 ? null : await context.sealed.toOpen();
  const rowsBy = byCase(rows);
  return (caseId) => ({
    waivers: (rowsBy.get(caseId) ?? [])
      .map(({ id, kind, role, reason, waivedOn, until, endedOn }) => ({
        waiverId: id,
        kind,
        ...(role === null ? {} : { role }),
        on: waivedOn,
        to: lastDay(until, endedOn),
        reason: opener?.open('duty_waiver', 'reason', id, reason) ?? '',
      }))
      // Taken back on the day it was given: it never was.
      .filter(({ on, to }) => to === undefined || to >= on),
  });
}

/** Of what was taken back: the day before, or its own where that is earlier. */
function lastDay(until: string | null, endedOn: string | null): string | undefined {
  if (endedOn === null) return until ?? undefined;
  const before = addDays(endedOn, -1);
  return until !== null && until < before ? until : before;
}
