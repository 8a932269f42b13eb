import { sql } from 'kysely';
import type { BegunMessage, LeasedMessage, OutboxRepository, SettledMessage } from '#core/application/ports';
import { CREDIT_TEMPLATES } from '#core/domain/reminder-message';
import { type Context, uuids } from './context';

/**
 * graphile-worker and pg-boss give a job back when its lease has run out, which for a message means that
 * it may go out twice. Here what was being sent is held for a person instead; taking, backing off and
 * skipping what is locked are theirs.
 */
export const outboxRepository = (context: Context): OutboxRepository => {
  const { tx, actor } = context;
  const department = actor.departmentId;
  return {
    async tidy(now, expired) {
      await tx.query(
        `update xueye.reminder_message set
          state = case when state = 'sending' then 'held' else 'waiting' end,
          reason = case when state = 'sending' then 'interrupted' end
        where department_id = $1 and state in ('leased', 'sending') and lease_until <= $2::timestamptz`,
        [department, now],
      );
      await tx.query(
        `update xueye.reminder_message set state = 'dropped', reason = 'expired'
        where department_id = $1 and state = 'waiting' and day < $2 and settled_how is null`,
        [department, expired],
      );
    },
    async lease(leaseId, now, until, limit) {
      return tx.query<LeasedMessage>(
        `update xueye.reminder_message m
        set state = 'leased', lease_id = $2, lease_until = $3
        from (
          select id from xueye.reminder_message
          where department_id = $1 and state = 'waiting' and run_at <= $4::timestamptz
          order by run_at, id limit $5 for update skip locked
        ) taken
        where m.department_id = $1 and m.id = taken.id
        returning m.id, m.person_id as "personId", m.day, m.talks, m.others, m.overdue`,
        [department, leaseId, until, now, limit],
      );
    },
    /** One statement, whatever the number; of one person's messages it must be given one. */
    async begin(messages, leaseId, now, channels) {
      const { rows } = await sql<Omit<BegunMessage, keyof LeasedMessage> & { id: string }>`
        with ours as materialized (
          select id, person_id from xueye.reminder_message
          where department_id = ${department}::uuid and id = ${uuids(messages.map(({ id }) => id))}
            and state = 'leased' and lease_id = ${leaseId}::uuid and lease_until > ${now}::timestamptz
          for update
        ), bound as materialized (
          select person_id, subject from xueye.timer_recipients(array(select person_id from ours))
        ), employed as materialized (
          select credit.person_id from xueye.reminder_credit credit
          where credit.department_id = ${department}::uuid and credit.template = ${CREDIT_TEMPLATES.employee}
            and credit.credits > 0 and credit.person_id in (select person_id from bound)
            and ${channels.includes('employee')}::boolean
        ), funded as materialized (
          select credit.person_id from xueye.reminder_credit credit
          where credit.department_id = ${department}::uuid and credit.template = ${CREDIT_TEMPLATES.once}
            and credit.credits > 0 and credit.person_id in (select person_id from bound)
            and credit.person_id not in (select person_id from employed)
          order by credit.person_id for update
        ), paid as (
          update xueye.reminder_credit credit set credits = credit.credits - 1 from funded
          where credit.department_id = ${department}::uuid and credit.template = ${CREDIT_TEMPLATES.once}
            and credit.person_id = funded.person_id
          returning credit.person_id
        ), noted as (
          insert into xueye.reminder_credit_event
            (department_id, id, person_id, template, kind, change, message_id, at)
          select ${department}::uuid, gen_random_uuid(), ours.person_id, ${CREDIT_TEMPLATES.once}, 'spent', -1, ours.id,
            ${now}::timestamptz
          from ours join paid on paid.person_id = ours.person_id
        ), way as materialized (
          select ours.id, bound.subject, case
            when employed.person_id is not null then 'employee' when paid.person_id is not null then 'once'
          end as channel
          from ours
          left join bound on bound.person_id = ours.person_id
          left join employed on employed.person_id = ours.person_id
          left join paid on paid.person_id = ours.person_id
        ), marked as (
          update xueye.reminder_message message set
            state = case when way.channel is null then 'refused' else 'sending' end,
            reason = case when way.subject is null then 'not-bound' when way.channel is null then 'no-credit' end,
            code = null,
            attempts = message.attempts + case when way.channel is null then 0 else 1 end
          from way
          where message.department_id = ${department}::uuid and message.id = way.id
          returning message.id, message.attempts, way.subject as openid, way.channel
        )
        select id, attempts, openid, channel from marked where channel is not null`.execute(context.db);
      const begun = new Map(rows.map((row) => [row.id, row]));
      return messages.flatMap((message): BegunMessage[] => {
        const row = begun.get(message.id);
        return row ? [{ ...message, ...row }] : [];
      });
    },
    async settle(settled, leaseId, now) {
      const given = settled.map((one) => ({
        id: one.message.id,
        template: CREDIT_TEMPLATES[one.message.channel],
        ...endOf(one),
      }));
      await tx.query(
        `with given as materialized (
          select * from jsonb_to_recordset($3::jsonb)
            as g (id uuid, state text, reason text, code integer, run_at timestamptz, credit text, template text)
        ), changed as (
          update xueye.reminder_message message set
            state = given.state, reason = given.reason, code = given.code,
            run_at = coalesce(given.run_at, message.run_at),
            sent_at = case when given.state = 'sent' then $4::timestamptz end
          from given
          where message.department_id = $1 and message.id = given.id and message.lease_id = $2
            and message.settled_how is distinct from 'told'
            and (message.state = 'sending' or (message.state = 'held' and message.reason = 'interrupted'))
          returning message.id, message.person_id, given.credit, given.template
        ), held as materialized (
          select credit.person_id, credit.template, credit.credits from xueye.reminder_credit credit
          where credit.department_id = $1 and (credit.person_id, credit.template) in (
            select person_id, template from changed where changed.credit is not null
          )
          order by credit.person_id for update
        ), counted as (
          update xueye.reminder_credit credit
          set credits = case when changed.credit = 'returned' then held.credits + 1 else 0 end
          from changed, held
          where credit.department_id = $1 and credit.template = held.template
            and credit.person_id = held.person_id and changed.person_id = held.person_id
          returning credit.person_id, credit.credits - held.credits as change
        )
        insert into xueye.reminder_credit_event
          (department_id, id, person_id, template, kind, change, message_id, at)
        select $1, gen_random_uuid(), changed.person_id, changed.template, changed.credit, counted.change,
          changed.id, $4::timestamptz
        from changed join counted on counted.person_id = changed.person_id`,
        [department, leaseId, JSON.stringify(given), now],
      );
    },
    async release(leaseId) {
      await tx.query(
        `update xueye.reminder_message set state = 'waiting', lease_id = null, lease_until = null
        where department_id = $1 and lease_id = $2 and state = 'leased'`,
        [department, leaseId],
      );
    },
  };
};

/** How a message goes on, and what becomes of the credit that it went out on. */
function endOf(settled: SettledMessage) {
  const { message, outcome } = settled;
  const end = endOfOnce(settled);
  if (message.channel === 'once') return end;
  // The relation has ended, the message has not gone out: it waits for the other channel, at once.
  if (outcome.kind === 'refused') {
    return { state: 'waiting', reason: null, code: null, run_at: null, credit: 'lost' };
  }
  return { ...end, credit: null };
}

function endOfOnce({ outcome, isLast, nextRun }: SettledMessage) {
  const none = { reason: null, code: null, run_at: null, credit: null };
  if (outcome.kind === 'sent') return { ...none, state: 'sent' };
  const answer = { ...none, reason: outcome.reason, code: outcome.code ?? null };
  switch (outcome.kind) {
    case 'retry': {
      const back = { ...answer, credit: 'returned' };
      return isLast
        ? { ...back, state: 'failed', reason: 'attempts' }
        : { ...back, state: 'waiting', run_at: nextRun };
    }
    // WeChat has none left of this person, whatever ours says.
    case 'refused':
      return { ...answer, state: 'refused', credit: 'lost' };
    case 'failed':
      return { ...answer, state: 'failed', credit: 'returned' };
    // It may have gone out, and the credit with it.
    case 'unknown':
      return { ...answer, state: 'held' };
  }
}
