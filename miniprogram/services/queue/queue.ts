import type { ActionName, Input, Output } from '#core/contract/index';
import type { Role } from '#core/domain/role';
import { ApiError, call, callQuietly } from '../api';
import { sendBytes } from '../files';
import { forgetKnown } from '../known';
import { createListeners } from '../listeners';
import { dropPhotos, type ShelvedPhoto, takeFromShelf } from '../photo-shelf';
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

const changes = createListeners();
export const onQueueChange = changes.listen;

const answers = createListeners();
/** After the server has taken or refused what waited: a page that was read before shows what was true then. */
export const onQueueAnswered = answers.listen;

export type QueuedAction =
  | 'talks.file'
  | 'talks.supplement'
  | 'contacts.file'
  | 'plans.review'
  | 'plans.advise'
  | 'help.log';

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
  /** Of a talk: they leave before it, and it names them. */
  readonly photos?: readonly ShelvedPhoto[];
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
  const { activeRole, personId } = await getMe();
  let sent = filing;
  if (waits(personId)) await flush();
  if (!waits(personId)) {
    try {
      const action: ActionName & A = filing.action;
      sent = await withPhotos(personId, filing, activeRole, async (further) => {
        sent = further;
      });
      const output = await call(action, sent.input);
      dropPhotos(sent.photos ?? []);
      return { state: 'sent', output };
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code === 'CONFLICT') {
        await enqueue(personId, sent, 'attention', problem);
        return { state: 'attention' };
      }
      if (problem.code !== 'OFFLINE') throw error;
    }
  }
  await enqueue(personId, sent, 'waiting', null);
  return { state: 'waiting' };
}

/**
 * Puts into storage what has not left this phone.
 *
 * @param keep told after each, so that none leaves twice
 * @throws ApiError that says which photo
 */
async function withPhotos<F extends Filing>(
  personId: string,
  filing: F,
  role: Role,
  keep: (further: F) => Promise<void>,
): Promise<F> {
  let further = filing;
  for (const [index, { id, size, photoId: known }] of (filing.photos ?? []).entries()) {
    if (known !== undefined) continue;
    const which = `第 ${index + 1} 张照片`;
    const bytes = await takeFromShelf(personId, id);
    if (!bytes) {
      throw new ApiError('PHOTO_GONE', `${which}在这台手机上读不出来。请删掉它，再提交。`, 'photos');
    }
    const { photoId, upload } = await callQuietly('referrals.upload', { size }, role);
    await sendBytes(bytes, upload, `${which}没有上传成功，请重试。`);
    const photos = (further.photos ?? []).map((photo) => (photo.id === id ? { ...photo, photoId } : photo));
    further = { ...further, photos };
    await keep(further);
  }
  if (further.photos === undefined) return further;
  const photoIds = further.photos.flatMap(({ photoId }) => (photoId === undefined ? [] : [photoId]));
  return { ...further, input: { ...further.input, photoIds } };
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
  changes.tell();
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
      changes.tell();
    });
  return flushing;
}

async function sendAll(): Promise<void> {
  const { personId } = await getMe();
  removeReplaced(personId);
  removeOldSent(personId, Date.now());
  await fetchKey(personId);
  let isAnyAnswered = false;
  for (const entry of listEntries(personId)) {
    if (entry.state !== 'waiting') continue;
    const kept = openEntry(personId, entry);
    if (!kept) {
      writeEntry(personId, { ...entry, state: 'attention' });
      continue;
    }
    if (!(await sendOne(personId, entry, kept))) break;
    isAnyAnswered = true;
  }
  if (isAnyAnswered) answers.tell();
}

/** @returns false: the rest waits too */
async function sendOne(personId: string, entry: QueueEntry, kept: Kept): Promise<boolean> {
  let { filing } = kept;
  try {
    filing = await withPhotos(personId, filing, kept.role, async (further) => {
      filing = further;
      await write(personId, entry, { ...kept, filing });
    });
    await callQuietly(filing.action, filing.input, kept.role);
  } catch (error) {
    const problem = problemOf(error);
    if (LATER.has(problem.code)) return false;
    const tries = entry.tries + 1;
    if ((problem.code === 'INTERNAL' || problem.code === 'UPLOAD') && tries < MOST_TRIES) {
      await write(personId, { ...entry, tries }, { ...kept, filing });
      return false;
    }
    await write(
      personId,
      { ...entry, tries, state: 'attention' },
      { ...kept, filing: anew(filing, problem), problem },
    );
    changes.tell();
    return true;
  }
  dropPhotos(filing.photos ?? []);
  // It arrived: the text goes from this phone, the line stays for three days.
  const bare = { ...kept, filing: { ...kept.filing, input: { id: entry.id } as never, fields: null } };
  await write(personId, { ...entry, state: 'sent' }, bare);
  changes.tell();
  return true;
}

/** What storage does not have (any more) leaves this phone again with the next try. */
const anew = (filing: Filing, { code }: Problem): Filing =>
  code === 'PHOTO_UNREAD' && filing.photos
    ? { ...filing, photos: filing.photos.map(({ id, size }) => ({ id, size })) }
    : filing;

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

/** @param isKept its photos go on with the draft of its form */
export function discard(personId: string, id: string, { isKept = false } = {}): void {
  const entry = listEntries(personId).find((one) => one.id === id);
  if (entry && !isKept) dropPhotos(openEntry(personId, entry)?.filing.photos ?? []);
  removeEntry(personId, id);
  changes.tell();
}

const problemOf = (error: unknown): Problem =>
  error instanceof ApiError
    ? { code: error.code, message: error.message }
    : { code: 'INTERNAL', message: '没有提交成功，请稍后重试。' };
