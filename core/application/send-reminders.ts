import { addDays, secondsAfter } from '../domain/local-date';
import { chinaTime, digestText, isQuiet } from '../domain/reminder';
import { EXPIRES_AFTER_DAYS, MAX_ATTEMPTS, waitAfter } from '../domain/reminder-message';
import { readPolicy } from './policy-in-force';
import type {
  BegunMessage,
  Clock,
  Ids,
  LeasedMessage,
  ReminderSender,
  SendOutcome,
  SettledMessage,
} from './ports';
import type { TimerStore } from './timer-ports';

/** Taken at once; a run that is killed leaves them alone until its lease has run out. */
const BATCH = 100;
/** Sent side by side between two marks: so many a run that is killed leaves with an unknown outcome. */
const GROUP = 10;
/** Longer than any group takes: what is older belongs to a run that has ended. */
const LEASE_SECONDS = 180;

export interface SendDeps {
  readonly store: TimerStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sender: ReminderSender;
}

export interface SendReport {
  readonly sent: number;
  /** Did not go out now: refused, failed, held or to be tried again. */
  readonly others: number;
  readonly failures: readonly { readonly departmentId: string; readonly error: unknown }[];
}

/**
 * Sends what waits in the outbox (reading §5). Every message is marked before and after it is sent: a
 * run that is killed in between leaves it held for a person, never to be sent again by itself; killed
 * anywhere else it leaves a message that waits. Runs side by side take different messages.
 *
 * @param isTimeUp asked before each group
 */
export async function sendReminders(deps: SendDeps, isTimeUp: () => boolean): Promise<SendReport> {
  const total = { sent: 0, others: 0 };
  const failures: { departmentId: string; error: unknown }[] = [];
  for (const departmentId of await deps.store.departments()) {
    if (isTimeUp()) break;
    try {
      const halted = await sendOf(departmentId, deps, isTimeUp, total);
      if (halted) break;
    } catch (error) {
      failures.push({ departmentId, error });
    }
  }
  return { ...total, failures };
}

/** @returns whether the next message would meet what this one did */
async function sendOf(
  departmentId: string,
  deps: SendDeps,
  isTimeUp: () => boolean,
  total: { sent: number; others: number },
): Promise<boolean> {
  const { store, clock } = deps;
  const today = clock.today();
  const scope = { departmentId, today };
  const isSilent = await store.transaction(scope, async ({ outbox, ...repositories }) => {
    await outbox.tidy(clock.now(), addDays(today, -EXPIRES_AFTER_DAYS));
    const { reminders } = await readPolicy({ ...repositories, clock });
    return isQuiet(chinaTime(clock.now()), reminders);
  });
  if (isSilent) return false;
  for (;;) {
    if (isTimeUp()) return false;
    const leaseId = deps.ids.next();
    const until = secondsAfter(clock.now(), LEASE_SECONDS);
    const leased = await store.transaction(scope, ({ outbox }) =>
      outbox.lease(leaseId, clock.now(), until, BATCH),
    );
    if (leased.length === 0) return false;
    let isHalted = false;
    for (const group of groupsOf(leased)) {
      if (isHalted || isTimeUp()) break;
      const begun = await store.transaction(scope, ({ outbox }) =>
        outbox.begin(group, leaseId, clock.now(), deps.sender.channels),
      );
      const settled = await Promise.all(begun.map((message) => trySending(message, departmentId, deps)));
      await store.transaction(scope, ({ outbox }) => outbox.settle(settled, leaseId, clock.now()));
      const sent = settled.filter(({ outcome }) => outcome.kind === 'sent').length;
      total.sent += sent;
      total.others += group.length - sent;
      isHalted = settled.some(({ outcome }) => outcome.kind === 'retry' && outcome.halts);
    }
    await store.transaction(scope, ({ outbox }) => outbox.release(leaseId));
    if (isHalted) return true;
  }
}

async function trySending(
  message: BegunMessage,
  departmentId: string,
  { sender, clock }: Pick<SendDeps, 'sender' | 'clock'>,
): Promise<SettledMessage> {
  const { openid, channel, day, attempts } = message;
  // What a sender cannot tell has to be taken for sent.
  const outcome = await sender
    .send({ departmentId, openid, channel, day, text: digestText(message) })
    .catch((): SendOutcome => ({ kind: 'unknown', reason: 'no-answer' }));
  const nextRun = secondsAfter(clock.now(), 60 * waitAfter(attempts));
  // What every message would meet is not held against this one.
  const isLast = attempts >= MAX_ATTEMPTS && !(outcome.kind === 'retry' && outcome.halts);
  return { message, outcome, nextRun, isLast };
}

/** Each with one message of a person at most: two would be after the same credit. */
function groupsOf(messages: readonly LeasedMessage[]): readonly LeasedMessage[][] {
  const groups: LeasedMessage[][] = [];
  for (const message of messages) {
    const open = groups.at(-1);
    const fits = open && open.length < GROUP && !open.some(({ personId }) => personId === message.personId);
    if (fits) open.push(message);
    else groups.push([message]);
  }
  return groups;
}
