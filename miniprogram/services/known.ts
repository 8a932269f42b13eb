import type { ActionName, Input, Output } from '#core/contract/index';
import { addDays, daysBetween } from '#core/domain/local-date';
import { dayAt } from '../views/when';
import { ApiError, call, callQuietly, roleInUse } from './api';
import { orKnown } from './patient';
import { open, sealNow } from './queue/cipher';
import { keyInHand, lastPerson } from './queue/key';

/**
 * What this phone has read last, sealed like what waits to be sent, so that a page and its form open in a
 * cellar. Only what a form needs; the newest answers only; gone when the person signs out.
 */
type KnownAction = Extract<
  ActionName,
  'session.me' | 'today.list' | 'talks.form' | 'talks.view' | 'contacts.form' | 'plans.show' | 'pairings.mine'
>;

interface Stored {
  readonly format: 1;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  readonly sealed: string;
}

const PREFIX = 'known:';
const KEPT_MS = 7 * 24 * 3_600_000;
/** Answers of one person; the oldest go first. */
const MOST = 60;

export interface Known<A extends KnownAction> {
  readonly answer: Output<A>;
  /** Milliseconds since 1970 of an earlier answer; 0: the server has just given it. */
  readonly keptAt: number;
}

const prefixOf = (personId: string) => `${PREFIX}${personId}:`;

function keyOf(personId: string, action: KnownAction, input: object): string {
  const role = action === 'session.me' ? '' : (roleInUse() ?? '');
  return `${prefixOf(personId)}${action}:${role}:${JSON.stringify(input)}`;
}

/** Asks the server; without a network, or where it takes long, what it answered last. @throws ApiError */
export const callKnown = <A extends KnownAction>(action: A, input: Input<A>): Promise<Known<A>> =>
  orKnown(ask(action, input), async () => readKnown(action, input));

async function ask<A extends KnownAction>(action: A, input: Input<A>): Promise<Known<A>> {
  try {
    const answer = await call(action, input);
    keepKnown(action, input, answer);
    return { answer, keptAt: 0 };
  } catch (error) {
    // What may not be read any more is not kept either.
    if (error instanceof ApiError && (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN')) {
      wx.removeStorageSync(keyOf(lastPerson(), action, input));
    }
    throw error;
  }
}

/**
 * Reads what a form will need, behind the page's back and before the signal is gone. Never throws.
 *
 * @param input as the page will ask: the answer is kept under it
 * @param and what is asked beside it now
 */
export async function readAhead<A extends KnownAction>(
  action: A,
  input: Input<A>,
  and: Partial<Input<A>>,
): Promise<void> {
  try {
    keepKnown(action, input, await callQuietly(action, { ...input, ...and }));
  } catch {
    // It is read when its page opens.
  }
}

/** Since when it is known; 0: it is not. */
export function knownSince(action: KnownAction, input: object): number {
  const stored: unknown = wx.getStorageSync(keyOf(lastPerson(), action, input));
  return isStored(stored) ? stored.keptAt : 0;
}

/** Where there is no room for it, it is left out: what a person wrote comes first. */
export function keepKnown<A extends KnownAction>(action: A, input: Input<A>, answer: Output<A>): void {
  const personId = lastPerson();
  const key = keyInHand(personId);
  if (!key) return;
  const name = keyOf(personId, action, input);
  const sealed = sealNow(key, JSON.stringify(answer), name);
  if (sealed === null) return;
  const stored: Stored = { format: 1, keptAt: Date.now(), sealed };
  try {
    wx.setStorageSync(name, stored);
  } catch {
    wx.removeStorageSync(name);
  }
  prune(personId);
}

/** @returns null where nothing is kept, or no key is in hand */
export function readKnown<A extends KnownAction>(action: A, input: Input<A>): Known<A> | null {
  const personId = lastPerson();
  const key = keyInHand(personId);
  if (!key) return null;
  const name = keyOf(personId, action, input);
  const stored: unknown = wx.getStorageSync(name);
  if (!isStored(stored) || Math.abs(Date.now() - stored.keptAt) > KEPT_MS) return null;
  const text = open(key, stored.sealed, name);
  return text === null
    ? null
    : { answer: onThisDay(JSON.parse(text) as Output<A>, stored.keptAt, Date.now()), keptAt: stored.keptAt };
}

/**
 * The day goes on without a network, by as many days as the phone's own calendar has since: a clock that
 * is wrong all the time changes nothing.
 */
function onThisDay<T>(answer: T, keptAt: number, now: number): T {
  const days = Math.max(0, daysBetween(dayAt(keptAt), dayAt(now)));
  return typeof answer === 'object' &&
    answer !== null &&
    'today' in answer &&
    typeof answer.today === 'string'
    ? { ...answer, today: addDays(answer.today, days) }
    : answer;
}

/** Leaves the newest `MOST` of this person's. */
function prune(personId: string): void {
  const names = namesOf(prefixOf(personId));
  if (names.length <= MOST) return;
  const kept = names
    .map((name) => {
      const stored: unknown = wx.getStorageSync(name);
      return { name, keptAt: isStored(stored) ? stored.keptAt : 0 };
    })
    .sort((a, b) => b.keptAt - a.keptAt);
  for (const { name } of kept.slice(MOST)) wx.removeStorageSync(name);
}

/** Of everybody on this phone: to make room, and on signing out. @returns whether there was any */
export function forgetKnown(): boolean {
  const names = namesOf(PREFIX);
  for (const name of names) wx.removeStorageSync(name);
  return names.length > 0;
}

const namesOf = (prefix: string) => wx.getStorageInfoSync().keys.filter((key) => key.startsWith(prefix));

const isStored = (value: unknown): value is Stored =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  value.format === 1 &&
  'keptAt' in value &&
  'sealed' in value;
