import { secondsAfter } from '../domain/local-date';
import { TEXT_CHECK_ATTEMPTS, type TextCheckOutcome } from '../domain/text-check';
import type { Clock, TextChecker, TextToCheck } from './ports';
import type { TimerStore } from './timer-ports';

/** Taken at once; a run that is killed leaves them alone until its lease has run out. */
const BATCH = 20;
const LEASE_SECONDS = 180;
/** The timer comes again by then. */
const AGAIN_SECONDS = 240;

export interface CheckTextsDeps {
  readonly store: TimerStore;
  readonly clock: Clock;
  readonly checker: TextChecker;
}

export interface CheckTextsReport {
  readonly checked: number;
  /** Of those: left to people. */
  readonly hints: number;
  readonly failures: readonly { readonly departmentId: string; readonly error: unknown }[];
}

/**
 * Asks WeChat about what was written since the last run. Filing never waits for it: a row says that a text
 * is to be asked about, and goes when it has passed. Asked twice, where a run was killed, is no harm.
 *
 * @param isTimeUp asked before each text
 */
export async function checkTexts(deps: CheckTextsDeps, isTimeUp: () => boolean): Promise<CheckTextsReport> {
  const total = { checked: 0, hints: 0 };
  const failures: { departmentId: string; error: unknown }[] = [];
  for (const departmentId of await deps.store.departments()) {
    if (isTimeUp()) break;
    try {
      if (await checkOf(departmentId, deps, isTimeUp, total)) break;
    } catch (error) {
      failures.push({ departmentId, error });
    }
  }
  return { ...total, failures };
}

/** @returns whether the next text would meet what this one did */
async function checkOf(
  departmentId: string,
  { store, clock, checker }: CheckTextsDeps,
  isTimeUp: () => boolean,
  total: { checked: number; hints: number },
): Promise<boolean> {
  const scope = { departmentId, today: clock.today() };
  for (;;) {
    if (isTimeUp()) return false;
    const leased = await store.transaction(scope, ({ textChecks }) =>
      textChecks.lease(clock.now(), secondsAfter(clock.now(), LEASE_SECONDS), BATCH),
    );
    if (leased.length === 0) return false;
    for (const text of leased) {
      if (isTimeUp()) return false;
      const outcome = lastOf(text, await ask(text, departmentId, checker));
      await store.transaction(scope, ({ textChecks }) =>
        textChecks.settle(text, outcome, secondsAfter(clock.now(), AGAIN_SECONDS)),
      );
      total.checked += 1;
      if (outcome.kind === 'hit' || outcome.kind === 'missed') total.hints += 1;
      if (outcome.kind === 'retry' && outcome.halts) return true;
    }
  }
}

/** The worst of what the record says: its fields are asked about as one text. */
async function ask(text: TextToCheck, departmentId: string, checker: TextChecker): Promise<TextCheckOutcome> {
  if (text.texts === null) return { kind: 'missed', reason: 'no-key', code: null };
  const whole = text.texts.filter((one) => one.trim() !== '').join('\n');
  if (whole === '') return { kind: 'pass' };
  if (text.openid === null) return { kind: 'missed', reason: 'recipient', code: null };
  return checker
    .check({ departmentId, openid: text.openid, text: whole })
    .catch((): TextCheckOutcome => ({ kind: 'retry', code: null, halts: false }));
}

/** What every text would meet is not held against this one. */
const lastOf = ({ attempts }: TextToCheck, outcome: TextCheckOutcome): TextCheckOutcome =>
  outcome.kind === 'retry' && !outcome.halts && attempts >= TEXT_CHECK_ATTEMPTS
    ? { kind: 'missed', reason: 'attempts', code: outcome.code }
    : outcome;
