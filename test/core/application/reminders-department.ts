import { v7 as uuidv7 } from 'uuid';
import { bindIdentity } from '#adapters/postgres/bootstrap';
import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { createTimerStore } from '#adapters/postgres/timer-store';
import type { ReminderSender, SendOutcome } from '#core/application/ports';
import { type SendDeps, sendReminders } from '#core/application/send-reminders';
import { sweepReminders } from '#core/application/sweep-reminders';
import type { TimerStore } from '#core/application/timer-ports';
import { CREDIT_TEMPLATES, MESSAGE_CHANNELS, type MessageChannel } from '#core/domain/reminder-message';
import {
  NOW,
  STAFF,
  type StaffName,
  storeRoster,
  storeSupport,
  testDepartment,
} from '../../adapters/postgres/department';
import { createDoom, type Doom, doomedDatabase } from '../../support/faults';
import { TEST_MASTER_KEYS } from '../../support/master-keys';

/** Friday: the first talks of the two cases, decided on Monday, are due on the next Monday. */
export const FRIDAY = '2026-09-18';
export const never = () => false;

export interface Delivery {
  readonly openid: string;
  readonly text: string;
  readonly day: string;
  readonly channel: MessageChannel;
}

const REMINDER_TABLES = [
  'reminder_told',
  'reminder_sweep',
  'reminder_page',
  'reminder_message',
  'reminder_credit',
  'reminder_credit_event',
] as const;

/** A department with two cases whose first talks are due in three days, and the two timers on it. */
export async function openReminderDepartment(database: Database, key: string) {
  const held = testDepartment(key);
  await storeRoster(database, held);
  await storeSupport(database, held);
  const state = {
    now: `${FRIDAY}T00:00:00.000Z`,
    channels: MESSAGE_CHANNELS as readonly MessageChannel[],
  };
  const clock = {
    today: () => new Date(Date.parse(state.now) + 8 * 3_600_000).toISOString().slice(0, 10),
    now: () => state.now,
  };
  const delivered: Delivery[] = [];
  const answers: SendOutcome[] = [];

  /** Of all departments of the database only this one. */
  const storeOn = (on: Database): TimerStore => ({
    ...createTimerStore(on),
    departments: async () => [held.id],
  });
  /** Delivers, then answers what was asked for, else that it went out. */
  const senderOf = (doom: Doom): ReminderSender => ({
    channels: state.channels,
    async send({ openid, text, day, channel }) {
      doom.step();
      const outcome = answers.shift() ?? { kind: 'sent' };
      if (outcome.kind === 'sent' || outcome.kind === 'unknown')
        delivered.push({ openid, text, day, channel });
      // Others of the group are answered in between.
      await new Promise((resolve) => setImmediate(resolve));
      doom.step();
      return outcome;
    },
  });
  const sendDeps = (doom: Doom): SendDeps => ({
    store: storeOn(doomedDatabase(database, doom)),
    clock,
    ids: { next: () => uuidv7() },
    sender: senderOf(doom),
  });

  return {
    held,
    state,
    clock,
    delivered,
    answers,
    storeOn,
    sendDeps,
    /** @param page cases in one transaction, read one by one; without it all at once */
    sweep: (doom: Doom = createDoom(0), page?: number, isTimeUp: () => boolean = never) =>
      sweepReminders(
        { store: storeOn(doomedDatabase(database, doom)), clock },
        isTimeUp,
        page === undefined ? undefined : { page, reading: 1 },
      ),
    send: (doom: Doom = createDoom(0), isTimeUp: () => boolean = never) =>
      sendReminders(sendDeps(doom), isTimeUp),
    after(minutes: number) {
      state.now = new Date(Date.parse(state.now) + minutes * 60_000).toISOString();
    },
    /** Keeps what there is of reminders. @returns what brings it back, and with it the day */
    async keep(): Promise<() => Promise<void>> {
      const { now } = state;
      const kept = new Map<string, string>();
      for (const table of REMINDER_TABLES) {
        const [row] = await database.query<{ rows: unknown }>(
          `select coalesce(jsonb_agg(to_jsonb(held)), '[]') as rows from xueye.${table} held
          where department_id = $1`,
          [held.id],
        );
        kept.set(table, JSON.stringify(row?.rows));
      }
      return () =>
        database.transaction(async (tx) => {
          state.now = now;
          delivered.length = 0;
          answers.length = 0;
          // The tables' own triggers would refuse.
          await tx.exec('set local session_replication_role = replica');
          for (const [table, rows] of kept) {
            await tx.query(`delete from xueye.${table} where department_id = $1`, [held.id]);
            if (rows === '[]') continue;
            await tx.query(
              `insert into xueye.${table} select * from jsonb_populate_recordset(null::xueye.${table}, $1::jsonb)`,
              [rows],
            );
          }
        });
    },
    async bind(...names: StaffName[]) {
      for (const name of names) {
        // Bound already by the roster of the tests.
        if (name === 'adviser1') continue;
        await bindIdentity(database, {
          departmentId: held.id,
          provider: 'wechat',
          subject: `openid-${key}-${name}`,
          personId: held.ref('person', name),
          bindingId: uuidv7(),
        });
      }
    },
    async accept(name: StaffName, times = 1, channel: MessageChannel = 'once') {
      for (let i = 0; i < times; i += 1) {
        await createStore(database, TEST_MASTER_KEYS).transaction(held.as(name, FRIDAY), ({ reminders }) =>
          reminders.answer({
            id: uuidv7(),
            personId: held.ref('person', name),
            channel,
            answer: 'accepted',
            at: NOW,
          }),
        );
      }
    },
    /** What everyone was told, by 工号. */
    async ledger() {
      const rows = await database.query<{ line: string }>(
        `select p.work_no || ' ' || concat_ws(' ', part[1], part[4], part[3], s.day) as line
        from xueye.reminder_told s
        cross join lateral unnest(string_to_array(s.told, chr(10))) line
        cross join lateral string_to_array(line, ' ') part
        join xueye.person p on p.id = part[5]::uuid
        where s.department_id = $1 order by 1`,
        [held.id],
      );
      return rows.map(({ line }) => line);
    },
    async messages() {
      return database.query<{
        readonly workNo: string;
        readonly day: string;
        readonly talks: number;
        readonly others: number;
        readonly overdue: number;
        readonly state: string;
        readonly reason: string | null;
        readonly attempts: number;
        readonly runAt: string;
      }>(
        `select p.work_no as "workNo", m.day, m.talks, m.others, m.overdue, m.state, m.reason, m.attempts,
          m.run_at as "runAt"
        from xueye.reminder_message m join xueye.person p on p.id = m.person_id
        where m.department_id = $1 order by p.work_no, m.day`,
        [held.id],
      );
    },
    /** Credits by 工号, and whether every balance is the sum of what its ledger says. */
    async credits(channel: MessageChannel = 'once') {
      const rows = await database.query<{ workNo: string; credits: number; sum: number }>(
        `select p.work_no as "workNo", c.credits, (
          select coalesce(sum(e.change), 0)::integer from xueye.reminder_credit_event e
          where e.department_id = c.department_id and e.person_id = c.person_id and e.template = c.template
        ) as sum
        from xueye.reminder_credit c join xueye.person p on p.id = c.person_id
        where c.department_id = $1 and c.template = $2 order by 1`,
        [held.id, CREDIT_TEMPLATES[channel]],
      );
      for (const { workNo, credits, sum } of rows) {
        if (credits !== sum) throw new Error(`${workNo}: ${credits} credits, ${sum} by the ledger`);
      }
      return Object.fromEntries(rows.map(({ workNo, credits }) => [workNo, credits]));
    },
  };
}

export type ReminderDepartment = Awaited<ReturnType<typeof openReminderDepartment>>;
export const EVERYONE = Object.keys(STAFF) as StaffName[];
