import type {
  ApplicationRecord,
  ApplicationStepRow,
  NamedCourse,
  RecruitingRepository,
  VolunteerCall,
} from '#core/application/ports';
import type { ApplicationStepKind, TrainingItem } from '#core/domain/recruiting';
import { fromStudents, STUDENT, toStudent } from './columns';
import { type Context, insertRows, uuids } from './context';

export const recruitingRepository = (context: Context): RecruitingRepository => {
  const { tx, db, actor } = context;
  const department_id = actor.departmentId;
  return {
    async calls() {
      const rows = await db
        .selectFrom('volunteer_call')
        .where('department_id', '=', department_id)
        .select([
          'id',
          'term',
          'title',
          'asks',
          'training',
          'closes_on as closesOn',
          'made_by as madeBy',
          'made_on as madeOn',
        ])
        .orderBy('made_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(
        // The JSON column holds what `addCall` was given.
        ({ training, ...row }): VolunteerCall => ({
          ...row,
          training: training as unknown as readonly TrainingItem[],
        }),
      );
    },
    async addCall(call, at) {
      const written = await insertRows(
        context,
        'volunteer_call',
        [
          {
            department_id,
            id: call.id,
            term: call.term,
            title: call.title,
            asks: call.asks,
            training: call.training as unknown as string,
            closes_on: call.closesOn,
            made_by: call.madeBy,
            made_on: call.madeOn,
            made_at: at,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      return written === 1;
    },
    async applications(callId) {
      let query = selectApplications(context);
      if (callId !== undefined) query = query.where('volunteer_application.call_id', '=', callId);
      return withSteps(await query.execute(), context);
    },
    async get(applicationId) {
      const rows = await selectApplications(context)
        .where('volunteer_application.id', '=', applicationId)
        .execute();
      return (await withSteps(rows, context))[0] ?? null;
    },
    async lock(applicationId) {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 16))', [applicationId]);
    },
    async addStep(step) {
      const sealer = await context.sealed.toSeal();
      const added = await tx.query(
        `insert into xueye.application_step (
           department_id, id, application_id, ordinal, kind, on_day, item, minutes, reason, told, at, by_person
         )
         select $1, $2, $3, coalesce(max(ordinal), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11
         from xueye.application_step where department_id = $1 and application_id = $3
         on conflict do nothing
         returning id`,
        [
          department_id,
          step.id,
          step.applicationId,
          step.kind,
          step.on,
          step.item,
          step.minutes,
          sealer.seal('application_step', 'reason', step.id, step.reason),
          step.told,
          step.at,
          step.by,
        ],
      );
      return added.length === 1;
    },
  };
};

const selectApplications = (context: Context) =>
  fromStudents(context)
    .innerJoin('volunteer_application', (join) =>
      join
        .onRef('volunteer_application.department_id', '=', 'student.department_id')
        .onRef('volunteer_application.student_id', '=', 'student.id'),
    )
    .select([
      ...STUDENT,
      'volunteer_application.id as id',
      'volunteer_application.call_id as callId',
      'volunteer_application.courses as courses',
      'volunteer_application.free_periods as free',
      'volunteer_application.campus as campus',
      'volunteer_application.contact as contact',
      'volunteer_application.why as why',
      'volunteer_application.filed_on as filedOn',
    ])
    .orderBy('volunteer_application.filed_at')
    .orderBy('volunteer_application.id');

type ApplicationColumns = Awaited<
  ReturnType<ReturnType<typeof selectApplications>['executeTakeFirstOrThrow']>
>;

async function withSteps(
  rows: readonly ApplicationColumns[],
  { db, actor, sealed }: Context,
): Promise<readonly ApplicationRecord[]> {
  if (rows.length === 0) return [];
  const steps = await db
    .selectFrom('application_step')
    .leftJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'application_step.department_id')
        .onRef('person.id', '=', 'application_step.by_person'),
    )
    .where('application_step.department_id', '=', actor.departmentId)
    .where('application_step.application_id', '=', uuids(rows.map(({ id }) => id)))
    .select([
      'application_step.id as id',
      'application_step.application_id as applicationId',
      'application_step.kind as kind',
      'application_step.on_day as on',
      'application_step.item as item',
      'application_step.minutes as minutes',
      'application_step.reason as reason',
      'application_step.told as told',
      'application_step.at as at',
      'application_step.by_person as by',
      'person.name as byName',
    ])
    .orderBy('application_step.ordinal')
    .execute();
  const opener = steps.some(({ reason }) => reason) ? await sealed.toOpen() : null;
  return rows.map((row) => ({
    id: row.id,
    callId: row.callId,
    student: toStudent(row),
    // The JSON columns hold what `apply_as_volunteer` was given.
    courses: row.courses as unknown as readonly NamedCourse[],
    free: row.free as unknown as readonly string[],
    campus: row.campus,
    contact: row.contact,
    why: row.why,
    filedOn: row.filedOn,
    steps: steps
      .filter(({ applicationId }) => applicationId === row.id)
      .map((step): ApplicationStepRow & { readonly byName: string | null } => ({
        ...step,
        reason: opener?.open('application_step', 'reason', step.id, step.reason) ?? '',
        kind: step.kind as ApplicationStepKind,
      })),
  }));
}
