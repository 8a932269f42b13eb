/** Whose archives a person opened last: names kept on this phone only, until the person signs out. */
export interface RecentStudent {
  readonly id: string;
  readonly name: string;
}

const PREFIX = 'recent-students:';
const KEPT = 8;

/** The one opened last comes first. */
export function readRecent(personId: string): readonly RecentStudent[] {
  const kept: unknown = wx.getStorageSync(PREFIX + personId);
  return Array.isArray(kept) ? kept.filter(isRecent) : [];
}

export function keepRecent(personId: string, { id, name }: RecentStudent): void {
  const others = readRecent(personId).filter((held) => held.id !== id);
  wx.setStorageSync(PREFIX + personId, [{ id, name }, ...others].slice(0, KEPT));
}

/** For a student who is not the person's any more. */
export function dropRecent(personId: string, studentId: string): void {
  wx.setStorageSync(
    PREFIX + personId,
    readRecent(personId).filter(({ id }) => id !== studentId),
  );
}

/** Of everyone who used this phone. */
export function forgetRecent(): void {
  for (const key of wx.getStorageInfoSync().keys) if (key.startsWith(PREFIX)) wx.removeStorageSync(key);
}

const isRecent = (value: unknown): value is RecentStudent =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value;
