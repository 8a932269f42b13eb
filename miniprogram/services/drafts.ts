import { newId } from './platform';

/**
 * What a person wrote and has not sent: kept on this phone only, for each person and case. The id
 * that the record will have is part of it, so that a retry sends the same one.
 */
export interface Draft<Fields> {
  readonly id: string;
  readonly fields: Fields;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

export interface DraftEntry {
  readonly kind: string;
  readonly subjectId: string;
  readonly savedAt: number;
}

const PREFIX = 'draft:';
const keyOf = (personId: string, kind: string, subjectId: string) =>
  `${PREFIX}${personId}:${kind}:${subjectId}`;

/** The kept draft, or null. @param kind e.g. `talk` @param subjectId e.g. the case's id */
export function readDraft<Fields>(personId: string, kind: string, subjectId: string): Draft<Fields> | null {
  const kept: unknown = wx.getStorageSync(keyOf(personId, kind, subjectId));
  return isDraft(kept) ? (kept as Draft<Fields>) : null;
}

/** Writes at once. Touches storage only: on iOS a setData would take the focus from the field. */
export function writeDraft<Fields>(
  personId: string,
  kind: string,
  subjectId: string,
  fields: Fields,
): Draft<Fields> {
  const id = readDraft(personId, kind, subjectId)?.id ?? newId();
  const draft: Draft<Fields> = { id, fields, savedAt: Date.now() };
  wx.setStorageSync(keyOf(personId, kind, subjectId), draft);
  return draft;
}

export function removeDraft(personId: string, kind: string, subjectId: string): void {
  wx.removeStorageSync(keyOf(personId, kind, subjectId));
}

/** This person's drafts, newest first. */
export function listDrafts(personId: string): DraftEntry[] {
  const mine = `${PREFIX}${personId}:`;
  return wx
    .getStorageInfoSync()
    .keys.filter((key) => key.startsWith(mine))
    .flatMap((key) => {
      const kept: unknown = wx.getStorageSync(key);
      const [kind = '', subjectId = ''] = key.slice(mine.length).split(':');
      return isDraft(kept) ? [{ kind, subjectId, savedAt: kept.savedAt }] : [];
    })
    .sort((a, b) => b.savedAt - a.savedAt);
}

/** The same with whom each is about, where its form keeps that. */
export const listNamedDrafts = (personId: string): (DraftEntry & { readonly name: string })[] =>
  listDrafts(personId).map((draft) => ({
    ...draft,
    name:
      readDraft<{ studentName?: string }>(personId, draft.kind, draft.subjectId)?.fields.studentName ?? '',
  }));

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
