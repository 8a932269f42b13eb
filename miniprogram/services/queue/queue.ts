import type { ActionName, Input, Output } from '#core/contract/index';
import type { Role } from '#core/domain/role';
import { ApiError, call, callQuietly } from '../api';
import { forgetKnown } from '../known';
import { getMe } from '../session';
import { open, seal } from './cipher';
import {
  listEntries,
  QUEUE_FORMAT,
  type QueueEntry,
  type QueueKind,
  type QueueState,
  removeEntry,
  removeOldSent,
  removeReplaced,
  writeEntry,
} from './entries';
import { fetchKey, keyInHand } from './key';

export type QueuedAction = 'talks.file' | 'talks.supplement' | 'contacts.file' | 'plans.review' | 'help.log';

/** What a person files, with what it takes to show it and to open its form again. */
export interface Filing<A extends QueuedAction = QueuedAction> {
  readonly kind: QueueKind;
  readonly subjectId: string;
  /** Whom it is about, as lists say it. */
  readonly name: string;
  readonly action: A;
  readonly input: Input<A> & { readonly id: string };
  /** As the draft of its form has them. */
  readonly fields: unknown;
}

export interface Problem {
  readonly code: string;
  readonly message: string;
}

/** The sealed part of an entry. */
export interface Kept {
  readonly filing: Filing;
  readonly role: Role;
  readonly problem: Problem | null;
}

export type Filed<A extends QueuedAction> =
  | { readonly state: 'sent'; readonly output: Output<A> }
  | { readonly state: 'waiting' | 'attention' };

/** Faults of the server in a row, after which a person is asked. */
const MOST_TRIES = 5;
/** Refusals that say nothing about the entry: who is not signed in, has not agreed, has no network, has asked too often. */
const LATER = new Set([
  'OFFLINE',
  'TOO_MANY',
  'SIGN_IN',
  'CONSENT',
  'NOT_ACTIVATED',
  'NO_ROLE',
  'CODE_SPENT',
  'WECHAT_BUSY',
  'QUEUE_KEY',
]);

const placeOf = (personId: string, { id, kind }: { id: string; kind: QueueKind }) =>
  `xueye queue|${personId}|${kind}|${id}|${QUEUE_FORMAT}`;

/**
 * Files now, or, where there is no network, from the queue later; behind what waits already. A filing whose
 * id the server knows with other contents goes to the queue as well, for a person to compare.
 *
 * @throws ApiError a refusal that the form can show; QUEUE_FULL, QUEUE_KEY where it could not be kept either
 */
export async function file<A extends QueuedAction>(filing: Filing<A>): Promise<Filed<A>> {
  const { personId } = await getMe();
  if (waits(personId)) await flush();
  if (!waits(personId)) {
    try {
      const action: ActionName & A = filing.action;
      return { state: 'sent', output: await call(action, filing.input) };
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code === 'CONFLICT') {
        await enqueue(personId, filing, 'attention', problem);
        return { state: 'attention' };
      }
      if (problem.code !== 'OFFLINE') throw error;
    }
  }
  await enqueue(personId, filing, 'waiting', null);
  return { state: 'waiting' };
}

/** 待发送, with a word on what was just kept there. */
export const queueUrl = (state: 'waiting' | 'attention'): string => `/pages/queue/queue?just=${state}`;

const waits = (personId: string) => listEntries(personId).some(({ state }) => state === 'waiting');

async function enqueue(
  personId: string,
  filing: Filing,
  state: QueueState,
  problem: Problem | null,
  insteadOf?: string,
): Promise<void> {
  const { activeRole } = await getMe();
  const { id } = filing.input;
  const last = Math.max(0, ...listEntries(personId).map(({ queuedAt }) => queuedAt));
  const entry = {
    format: QUEUE_FORMAT,
    id,
    kind: filing.kind,
    subjectId: filing.subjectId,
    queuedAt: Math.max(Date.now(), last + 1),
    tries: 0,
    ...(insteadOf === undefined ? {} : { insteadOf }),
  } as const;
  await write(personId, { ...entry, state }, { filing, role: activeRole, problem });
  tellAll();
}

async function write(personId: string, entry: Omit<QueueEntry, 'sealed'>, kept: Kept): Promise<void> {
  const key = await fetchKey(personId).catch(() => {
    throw new ApiError('QUEUE_KEY', '没有连上网络，也没有取到暂存用的密钥。内容已存为草稿，连上后请再提交。');
  });
  const sealed = await seal(key, JSON.stringify(kept), placeOf(personId, entry));
  try {
    writeEntry(personId, { ...entry, sealed });
  } catch {
    // What was only read gives way to what was written.
    if (forgetKnown()) return write(personId, entry, kept);
    throw new ApiError(
      'QUEUE_FULL',
      '这台手机上的暂存已满（微信最多存 10 MB）。请先连上网络，让「待发送」的发出去，再提交。这一份还在草稿里，没有丢。',
    );
  }
}

/** What an entry holds; null: nobody has signed in since the start, or it does not open. */
export function openEntry(personId: string, entry: QueueEntry): Kept | null {
  const key = keyInHand(personId);
  const text = key && open(key, entry.sealed, placeOf(personId, entry));
  return text === null ? null : (JSON.parse(text) as Kept);
}

let flushing: Promise<void> | undefined;

/** Sends what waits, in order, one after another. Never throws; several calls share one run. */
export function flush(): Promise<void> {
  flushing ??= sendAll()
    .catch(() => undefined)
    .finally(() => {
      flushing = undefined;
      tellAll();
    });
  return flushing;
}

async function sendAll(): Promise<void> {
  const { personId } = await getMe();
  removeReplaced(personId);
  removeOldSent(personId, Date.now());
  await fetchKey(personId);
  for (const entry of listEntries(personId)) {
    if (entry.state !== 'waiting') continue;
    const kept = openEntry(personId, entry);
    if (!kept) {
      writeEntry(personId, { ...entry, state: 'attention' });
      continue;
    }
    if (!(await sendOne(personId, entry, kept))) return;
  }
}

/** @returns false: the rest waits too */
async function sendOne(personId: string, entry: QueueEntry, kept: Kept): Promise<boolean> {
  const { action, input } = kept.filing;
  try {
    await callQuietly(action, input, kept.role);
  } catch (error) {
    const problem = problemOf(error);
    if (LATER.has(problem.code)) return false;
    const tries = entry.tries + 1;
    if (problem.code === 'INTERNAL' && tries < MOST_TRIES) {
      await write(personId, { ...entry, tries }, kept);
      return false;
    }
    await write(personId, { ...entry, tries, state: 'attention' }, { ...kept, problem });
    tellAll();
    return true;
  }
  // It arrived: the text goes from this phone, the line stays for three days.
  const bare = { ...kept, filing: { ...kept.filing, input: { id: entry.id } as never, fields: null } };
  await write(personId, { ...entry, state: 'sent' }, bare);
  tellAll();
  return true;
}

/**
 * Sends an entry that needed a person once more.
 *
 * @param change `id`: a record of its own beside the first; `isAnother`: not a repeat of that day's
 */
export async function sendAgain(
  personId: string,
  entry: QueueEntry,
  change: { readonly id?: string; readonly isAnother?: boolean } = {},
): Promise<void> {
  const kept = openEntry(personId, entry);
  if (!kept) return;
  const filing = { ...kept.filing, input: { ...kept.filing.input, ...change } as Filing['input'] };
  const isAnother = filing.input.id !== entry.id;
  await enqueue(personId, filing, 'waiting', null, isAnother ? entry.id : undefined);
  if (isAnother) removeEntry(personId, entry.id);
  await flush();
}

export function discard(personId: string, id: string): void {
  removeEntry(personId, id);
  tellAll();
}

const problemOf = (error: unknown): Problem =>
  error instanceof ApiError
    ? { code: error.code, message: error.message }
    : { code: 'INTERNAL', message: '没有提交成功，请稍后重试。' };

type Listener = () => void;
const listeners = new Set<Listener>();

/** @returns ends it */
export function onQueueChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function tellAll(): void {
  for (const listener of listeners) listener();
}
