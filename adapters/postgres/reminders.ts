import { sql } from 'kysely';
import type { ReminderPlace, ReminderRecord, ReminderRepository } from '#core/application/ports';
import { CREDIT_TEMPLATES, type MessageReason, PROBLEM_STATES } from '#core/domain/reminder-message';
import { type Context, insertRows } from './context';

export const reminderRepository = (context: Context): ReminderRepository => {
  const { tx, db, actor } = context;
  const department_id = actor.departmentId;
  return {
    async standing(personId) {
      const rows = await db
        .selectFrom('reminder_credit')
        .where('department_id', '=', department_id)
        .where('person_id', '=', personId)
        .select(['template', 'credits'])
        .execute();
      const of = (template: string) => rows.find((row) => row.template === template)?.credits ?? 0;
      return { credits: of(CREDIT_TEMPLATES.once), isEmployee: of(CREDIT_TEMPLATES.employee) > 0 };
    },
    async lastOf(personId) {
      const row = await selectMessages(context)
        .where('message.person_id', '=', personId)
        .orderBy('message.day', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? toRecord(row) : null;
    },
    async answer({ id, personId, channel, answer, at }) {
      const template = CREDIT_TEMPLATES[channel];
      const held = await lockCredit(personId, template, context);
      const change =
        channel === 'once' ? Number(answer === 'accepted') : Number(answer === 'accepted') - held;
      const event = { department_id, id, person_id: personId, template, kind: answer, change, at };
      const isNew = await insertRows(context, 'reminder_credit_event', [event], 'on conflict do nothing');
      if (isNew === 0) return false;
      await tx.query(
        `update xueye.reminder_credit set credits = credits + $4
        where department_id = $1 and person_id = $2 and template = $3`,
        [department_id, personId, template, change],
      );
      return true;
    },
    async problems(place, limit) {
      const rows = await selectProblems(context)
        .where(isAfter(place))
        .orderBy('message.day', 'desc')
        .orderBy('message.id')
        .limit(limit)
        .execute();
      return rows.map(toRecord);
    },
    async countProblems() {
      const rows = await db
        .selectFrom('reminder_message as message')
        .where('message.department_id', '=', department_id)
        .where('message.state', 'in', PROBLEM_STATES)
        .where(isUnsettled)
        .select(({ fn }) => ['message.state as state', fn.countAll<number>().as('count')])
        .groupBy('message.state')
        .execute();
      const counts = { held: 0, refused: 0, failed: 0, dropped: 0 };
      for (const { state, count } of rows) if (state in counts) counts[state as keyof typeof counts] = count;
      return counts;
    },
    async countDeliveries(from) {
      const rows = await db
        .selectFrom('reminder_message')
        .where('department_id', '=', department_id)
        .where('day', '>=', from)
        .select(({ fn }) => ['state', 'reason', fn.countAll<number>().as('count')])
        .groupBy(['state', 'reason'])
        .execute();
      // Checked by the table, and written by the outbox alone.
      return rows.map((row) => ({ ...row, reason: row.reason as MessageReason | null }));
    },
    async lock(messageId) {
      await db
        .selectFrom('reminder_message')
        .where('department_id', '=', department_id)
        .where('id', '=', messageId)
        .select('id')
        .forUpdate()
        .execute();
      const row = await selectMessages(context).where('message.id', '=', messageId).executeTakeFirst();
      return row ? toRecord(row) : null;
    },
    async markTold(messageId, note) {
      await settle(messageId, { settled_how: 'told', settled_note: note }, context);
    },
    async sendAgain(messageId) {
      const waiting = { state: 'waiting', attempts: 0, lease_id: null, lease_until: null } as const;
      await settle(messageId, { settled_how: 'send-again', settled_note: null, ...waiting }, context);
    },
  };
};

/** Makes the row where there is none; locked until the transaction ends. @returns its credits */
async function lockCredit(personId: string, template: string, { tx, actor }: Context): Promise<number> {
  const key = [actor.departmentId, personId, template];
  await tx.query(
    `insert into xueye.reminder_credit (department_id, person_id, template, credits) values ($1, $2, $3, 0)
    on conflict (department_id, person_id, template) do nothing`,
    key,
  );
  const [row] = await tx.query<{ credits: number }>(
    `select credits from xueye.reminder_credit
    where department_id = $1 and person_id = $2 and template = $3 for update`,
    key,
  );
  return row?.credits ?? 0;
}

async function settle(messageId: string, fields: object, { db, actor }: Context): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('reminder_message')
    .set({ ...fields, settled_by: actor.personId, settled_on: actor.today })
    .where('department_id', '=', actor.departmentId)
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new Error('no such message to settle');
}

const selectMessages = ({ db, actor }: Context) =>
  db
    .selectFrom('reminder_message as message')
    .innerJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'message.department_id')
        .onRef('person.id', '=', 'message.person_id'),
    )
    .leftJoin('person as settler', (join) =>
      join
        .onRef('settler.department_id', '=', 'message.department_id')
        .onRef('settler.id', '=', 'message.settled_by'),
    )
    .where('message.department_id', '=', actor.departmentId)
    .select([
      'message.id as id',
      'message.person_id as personId',
      'person.name as personName',
      'person.work_no as workNo',
      'message.day as day',
      'message.talks as talks',
      'message.others as others',
      'message.overdue as overdue',
      'message.state as state',
      'message.reason as reason',
      'message.code as code',
      'message.attempts as attempts',
      'message.settled_how as settledHow',
      'message.settled_on as settledOn',
      'message.settled_note as settledNote',
      'settler.name as settledBy',
    ]);

type MessageRow = Awaited<ReturnType<ReturnType<typeof selectMessages>['executeTakeFirstOrThrow']>>;

/** What was sent again and failed again is a problem again. */
const selectProblems = (context: Context) =>
  selectMessages(context).where('message.state', 'in', PROBLEM_STATES).where(isUnsettled);

const isAfter = (place: ReminderPlace | null) =>
  place === null
    ? sql<boolean>`true`
    : sql<boolean>`(message.day < ${place.day}::date
        or (message.day = ${place.day}::date and message.id > ${place.id}::uuid))`;

const isUnsettled = sql<boolean>`message.settled_how is distinct from 'told'`;

const toRecord = ({
  settledHow,
  settledOn,
  settledNote,
  settledBy,
  reason,
  ...row
}: MessageRow): ReminderRecord => ({
  ...row,
  reason: reason as MessageReason | null,
  settled:
    settledHow === null || settledOn === null
      ? null
      : { how: settledHow, on: settledOn, by: settledBy ?? '', note: settledNote },
});
