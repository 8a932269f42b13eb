import { ApiError } from './api';
import { forgetKnown } from './known';
import { newId } from './platform';
import { open, sealNow } from './queue/cipher';
import { hasEntry } from './queue/entries';
import { keyInHand, onKey } from './queue/key';

/**
 * What a person wrote and has not sent: kept on this phone only, for each person and case, sealed with
 * the key of the queue. The id that the record will have is part of it, so that a retry sends the same one.
 */
export interface Draft<Fields> {
  readonly id: string;
  readonly fields: Fields;
  /** Milliseconds since 1970; `UNSAVED`: the phone had no room, it is only in memory. */
  readonly savedAt: number;
}

export const UNSAVED = -1;

/** As the phone's storage has it: who and what is in `sealed` only. */
interface Stored {
  readonly format: 2;
  readonly id: string;
  readonly savedAt: number;
  readonly sealed: string;
}

export interface DraftEntry {
  readonly kind: string;
  readonly subjectId: string;
  readonly savedAt: number;
}

const PREFIX = 'draft:';
const keyOf = (personId: string, kind: string, subjectId: string) =>
  `${PREFIX}${personId}:${kind}:${subjectId}`;

/** What could not be sealed or stored yet, by its key. */
const unstored = new Map<string, { readonly personId: string; readonly draft: Draft<unknown> }>();
onKey(() => {
  for (const [name, { personId, draft }] of unstored) store(personId, name, draft);
});

/**
 * The kept draft, or null. What has gone into the queue meanwhile is no draft any more.
 *
 * @param kind e.g. `talk` @param subjectId e.g. the case's id
 * @throws ApiError QUEUE_KEY: there is one, and no key in hand to open it
 */
export function readDraft<Fields>(personId: string, kind: string, subjectId: string): Draft<Fields> | null {
  const name = keyOf(personId, kind, subjectId);
  const held = unstored.get(name);
  if (held) return held.draft as Draft<Fields>;
  const kept: unknown = wx.getStorageSync(name);
  // Of a version that did not seal them; sealed with the next pause.
  if (isDraft(kept)) return kept as Draft<Fields>;
  if (!isStored(kept)) return null;
  if (hasEntry(personId, kept.id)) {
    wx.removeStorageSync(name);
    return null;
  }
  const key = keyInHand(personId);
  if (!key) {
    throw new ApiError('QUEUE_KEY', '这里有一份加密的草稿，没有连上网络，打不开。草稿没有丢，连上后请重试。');
  }
  const text = open(key, kept.sealed, placeOf(name, kept.id));
  return text === null
    ? null
    : { id: kept.id, savedAt: kept.savedAt, fields: (JSON.parse(text) as { fields: Fields }).fields };
}

/** Writes at once. Touches storage only: on iOS a setData would take the focus from the field. */
export function writeDraft<Fields>(
  personId: string,
  kind: string,
  subjectId: string,
  fields: Fields,
): Draft<Fields> {
  const name = keyOf(personId, kind, subjectId);
  const id = unstored.get(name)?.draft.id ?? idOf(wx.getStorageSync(name), personId) ?? newId();
  const draft: Draft<Fields> = { id, fields, savedAt: Date.now() };
  return store(personId, name, draft) ? draft : { ...draft, savedAt: UNSAVED };
}

/** @returns false: it is in memory only, until there is a key and room */
function store(personId: string, name: string, draft: Draft<unknown>): boolean {
  const { id, savedAt, fields } = draft;
  const key = keyInHand(personId);
  const sealed = key && sealNow(key, JSON.stringify({ fields }), placeOf(name, id));
  if (sealed !== null) {
    const stored: Stored = { format: 2, id, savedAt, sealed };
    if (put(name, stored) || (forgetKnown() && put(name, stored))) {
      unstored.delete(name);
      return true;
    }
  }
  unstored.set(name, { personId, draft });
  return false;
}

function put(name: string, stored: Stored): boolean {
  try {
    wx.setStorageSync(name, stored);
    return true;
  } catch {
    return false;
  }
}

const placeOf = (name: string, id: string) => `xueye ${name}|${id}`;

/** The id of the draft that is there; what went into the queue has used its own up. */
function idOf(kept: unknown, personId: string): string | null {
  if (!isDraft(kept) && !isStored(kept)) return null;
  return hasEntry(personId, kept.id) ? null : kept.id;
}

export function removeDraft(personId: string, kind: string, subjectId: string): void {
  const name = keyOf(personId, kind, subjectId);
  unstored.delete(name);
  wx.removeStorageSync(name);
}

/** This person's drafts, newest first; those in the queue already are not among them. */
export function listDrafts(personId: string): DraftEntry[] {
  const mine = `${PREFIX}${personId}:`;
  const names = new Set([...wx.getStorageInfoSync().keys, ...unstored.keys()]);
  return [...names]
    .filter((key) => key.startsWith(mine))
    .flatMap((key) => {
      const kept: unknown = unstored.get(key)?.draft ?? wx.getStorageSync(key);
      const [kind = '', subjectId = ''] = key.slice(mine.length).split(':');
      if (isStored(kept) && hasEntry(personId, kept.id)) return [];
      return isDraft(kept) || isStored(kept) ? [{ kind, subjectId, savedAt: kept.savedAt }] : [];
    })
    .sort((a, b) => b.savedAt - a.savedAt);
}

/** The same with whom each is about, where its form keeps that and the key is in hand. */
export const listNamedDrafts = (personId: string): (DraftEntry & { readonly name: string })[] =>
  listDrafts(personId).map((draft) => {
    const isOpen = keyInHand(personId) !== null;
    const fields = isOpen
      ? readDraft<{ studentName?: string }>(personId, draft.kind, draft.subjectId)?.fields
      : null;
    return { ...draft, name: fields?.studentName ?? '' };
  });

export interface Autosave<Fields> {
  /** Call on each input: saves when typing pauses. */
  touch(fields: Fields): void;
  /** Call on blur, on hide and before sending: saves what is pending now. */
  flush(): Draft<Fields> | null;
  /** Drops what is pending, e.g. after the record was sent. */
  cancel(): void;
}

const PAUSE_MS = 250;

/** @param onSaved for a line such as 草稿已保存 10:42; update the page from it on blur only */
export function autosave<Fields>(
  personId: string,
  kind: string,
  subjectId: string,
  onSaved?: (draft: Draft<Fields>) => void,
): Autosave<Fields> {
  let pending: { readonly fields: Fields } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    if (timer !== undefined) clearTimeout(timer);
  };
  const flush = () => {
    stop();
    if (!pending) return null;
    const draft = writeDraft(personId, kind, subjectId, pending.fields);
    pending = undefined;
    onSaved?.(draft);
    return draft;
  };
  return {
    touch(fields) {
      pending = { fields };
      stop();
      timer = setTimeout(flush, PAUSE_MS);
    },
    flush,
    cancel() {
      stop();
      pending = undefined;
    },
  };
}

function isDraft(value: unknown): value is Draft<unknown> {
  return (
    typeof value === 'object' && value !== null && 'id' in value && 'fields' in value && 'savedAt' in value
  );
}

const isStored = (value: unknown): value is Stored =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  value.format === 2 &&
  'sealed' in value &&
  typeof value.sealed === 'string' &&
  'id' in value &&
  'savedAt' in value;
