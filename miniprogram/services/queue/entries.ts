/** What can be filed without a signal. */
export const QUEUE_KINDS = ['talk', 'supplement', 'call', 'plan-review', 'course-advice', 'help'] as const;
export type QueueKind = (typeof QUEUE_KINDS)[number];

/** waiting: leaves by itself; attention: the server refused it, a person decides; sent: it arrived. */
export type QueueState = 'waiting' | 'attention' | 'sent';

/**
 * An entry as the phone's storage has it. Who and what is in `sealed` only; the rest is what must be known
 * before anybody has signed in.
 */
export interface QueueEntry {
  /** Of this form; an older one is brought up to it, a newer one is left as it is. */
  readonly format: 1;
  /** Of the record: sent again, it is the same one. */
  readonly id: string;
  readonly kind: QueueKind;
  /** Where its form is opened: a case, a talk, a pairing. */
  readonly subjectId: string;
  readonly state: QueueState;
  /** Milliseconds since 1970, each later than the one before: the order in which they leave. */
  readonly queuedAt: number;
  /** Faults of the server, one after another. */
  readonly tries: number;
  /** The id of the entry that this one stands for, which is none any more. */
  readonly insteadOf?: string;
  readonly sealed: string;
}

export const QUEUE_FORMAT = 1;
const PREFIX = 'queue:';
const SENT_KEPT_MS = 3 * 24 * 3_600_000;

const prefixOf = (personId: string) => `${PREFIX}${personId}:`;
const keyOf = (personId: string, id: string) => `${prefixOf(personId)}${id}`;

/** This person's entries in the order of filing; those of other people on this phone are not looked at. */
export function listEntries(personId: string): QueueEntry[] {
  const all = allEntries(personId);
  const replaced = new Set(all.map(({ insteadOf }) => insteadOf));
  return all.filter(({ id }) => !replaced.has(id)).sort((a, b) => a.queuedAt - b.queuedAt);
}

function allEntries(personId: string): QueueEntry[] {
  const mine = prefixOf(personId);
  return wx
    .getStorageInfoSync()
    .keys.filter((key) => key.startsWith(mine))
    .flatMap((key) => {
      const kept: unknown = wx.getStorageSync(key);
      return isEntry(kept) ? [kept] : [];
    });
}

/** Of two that stand for the same, the app having ended between writing one and removing the other. */
export function removeReplaced(personId: string): void {
  for (const { insteadOf } of allEntries(personId)) {
    if (insteadOf !== undefined && hasEntry(personId, insteadOf)) removeEntry(personId, insteadOf);
  }
}

/** Entries that a newer version of the app left here: not touched, not sent, only counted. */
export function countNewer(personId: string): number {
  const mine = prefixOf(personId);
  return wx
    .getStorageInfoSync()
    .keys.filter((key) => key.startsWith(mine))
    .filter((key) => formatOf(wx.getStorageSync(key)) > QUEUE_FORMAT).length;
}

/** Whether a record with this id is in the queue, whatever became of it there. */
export const hasEntry = (personId: string, id: string): boolean =>
  wx.getStorageSync(keyOf(personId, id)) !== '';

/** @throws an error of WeChat's where the storage is full: 10 MB in all, 1 MB an entry */
export function writeEntry(personId: string, entry: QueueEntry): void {
  wx.setStorageSync(keyOf(personId, entry.id), entry);
}

export const removeEntry = (personId: string, id: string): void => wx.removeStorageSync(keyOf(personId, id));

/** What arrived is shown for three days, without its text. */
export function removeOldSent(personId: string, now: number): void {
  for (const entry of listEntries(personId)) {
    if (entry.state === 'sent' && now - entry.queuedAt > SENT_KEPT_MS) removeEntry(personId, entry.id);
  }
}

const formatOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'number'
    ? value.format
    : 0;

function isEntry(value: unknown): value is QueueEntry {
  return (
    formatOf(value) === QUEUE_FORMAT &&
    typeof value === 'object' &&
    value !== null &&
    'sealed' in value &&
    'queuedAt' in value &&
    'kind' in value &&
    QUEUE_KINDS.some((kind) => kind === value.kind)
  );
}
