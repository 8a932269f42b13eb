import { sql } from 'kysely';
import type {
  OwnPair,
  PairingEnd,
  PairingRepository,
  SharedPlan,
  VolunteerOnOffer,
} from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import { type Context, insertRows } from './context';
import { readNeeds, selectPairings, toRecords } from './pairing-reads';

export const pairingRepository = (context: Context): PairingRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  return {
    needs: (studentId) => readNeeds(context, studentId),
    async offers() {
      const { rows } = await sql<VolunteerOnOffer>`
        select person_id as "personId", work_no as "workNo", name, class_name as "className",
          helps_with as "helpsWith", free_time as "freeTime", passed, free_periods as free, campus, places,
          load, is_paused as "isPaused"
        from xueye.volunteer_offers()`.execute(db);
      return rows;
    },
    async get(pairingId) {
      const row = await selectPairings(context).where('pairing.id', '=', pairingId).executeTakeFirst();
      return row ? ((await toRecords([row], context))[0] ?? null) : null;
    },
    async add(row) {
      const written = await insertRows(
        context,
        'pairing',
        [
          {
            department_id,
            id: row.id,
            case_id: row.caseId,
            student_id: row.studentId,
            volunteer_id: row.volunteerId,
            first_day: row.firstDay,
            courses: row.courses,
            agreed_contact: row.agreedContact,
            because: row.because,
            made_by: row.madeBy,
            made_at: row.madeAt,
          },
        ],
        'on conflict (department_id, id) do nothing',
      ).catch(refusePair);
      return written === 1;
    },
    async end(pairingId, end) {
      if (!(await endPair(pairingId, end, context))) throw new Error('no such pair to end');
    },
    async endOfStudent(studentId, end) {
      const pairs = await db
        .selectFrom('pairing')
        .where('department_id', '=', department_id)
        .where('student_id', '=', studentId)
        .where('last_day', 'is', null)
        .select('id')
        .orderBy('id')
        .execute();
      let ended = 0;
      for (const { id } of pairs) if (await endPair(id, end, context)) ended += 1;
      return ended;
    },
    async setContact(pairingId, agreedContact) {
      const { numUpdatedRows } = await db
        .updateTable('pairing')
        .set({ agreed_contact: agreedContact })
        .where('department_id', '=', department_id)
        .where('id', '=', pairingId)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) throw new Error('no such pair to reach');
    },
    async saveWish(studentId, wish, by, at) {
      await insertRows(
        context,
        'pairing_wish',
        [
          {
            department_id,
            student_id: studentId,
            free_periods: wish.free,
            campus: wish.campus,
            class_wish: wish.classWish,
            asked_on: wish.askedOn,
            saved_by: by,
            saved_at: at,
          },
        ],
        `on conflict (department_id, student_id) do update set free_periods = excluded.free_periods,
          campus = excluded.campus, class_wish = excluded.class_wish, asked_on = excluded.asked_on,
          saved_by = excluded.saved_by, saved_at = excluded.saved_at`,
      );
    },
    async saveProfile(personId, profile, by, at) {
      await insertRows(
        context,
        'volunteer_profile',
        [
          {
            department_id,
            person_id: personId,
            passed: profile.passed,
            free_periods: profile.free,
            campus: profile.campus,
            places: profile.places,
            saved_by: by,
            saved_at: at,
          },
        ],
        `on conflict (department_id, person_id) do update set passed = excluded.passed,
          free_periods = excluded.free_periods, campus = excluded.campus, places = excluded.places,
          saved_by = excluded.saved_by, saved_at = excluded.saved_at`,
      );
    },
    async addRefusal(refusal) {
      const sealer = await context.sealed.toSeal();
      const written = await insertRows(
        context,
        'pairing_refusal',
        [
          {
            department_id,
            id: refusal.id,
            student_id: refusal.studentId,
            volunteer_id: refusal.volunteerId,
            refused_by: refusal.by,
            note: sealer.seal('pairing_refusal', 'note', refusal.id, refusal.note),
            recorded_by: refusal.recordedBy,
            recorded_on: refusal.recordedOn,
          },
        ],
        'on conflict do nothing',
      );
      return written === 1;
    },
    async mine() {
      const { rows } = await sql<OwnPair>`
        select pairing_id as "pairingId", student_name as "studentName", class_name as "className",
          agreed_contact as "agreedContact", courses, first_day as "firstDay"
        from xueye.my_pairs()`.execute(db);
      return rows;
    },
    async sharedPlans() {
      const { rows } = await sql<SharedPlan>`
        select pairing_id as "pairingId", lines, steps from xueye.my_shared_plans()`.execute(db);
      return rows;
    },
  };
};

/** @returns whether it had not ended before */
async function endPair(id: string, end: PairingEnd, { db, actor, sealed }: Context): Promise<boolean> {
  const sealer = await sealed.toSeal();
  const { numUpdatedRows } = await db
    .updateTable('pairing')
    .set({
      last_day: end.lastDay,
      end_kind: end.kind,
      end_note: sealer.seal('pairing', 'end_note', id, end.note),
      ended_by: end.endedBy,
      ended_at: end.endedAt,
    })
    .where('department_id', '=', actor.departmentId)
    .where('id', '=', id)
    .where('last_day', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** What the database refuses although the use-case looked: somebody was quicker. */
function refusePair(error: unknown): never {
  const { code, constraint } = error as { readonly code?: string; readonly constraint?: string };
  if (code === '23514' && constraint === 'pairing_places') {
    throw new DomainError('VOLUNTEER_FULL', '这位志愿者的名额刚刚满了。请刷新，换一位。');
  }
  if (code === '23505') {
    throw new DomainError('ALREADY_PAIRED', '这位学生刚刚已经结对。请刷新后查看。');
  }
  throw error;
}
