/** Keys of the page around the phone; every other key of this origin is the phone's. */
const PAGE = 'demo:';
const PHONE = 'demo:phone:';

/**
 * Each demo person has a phone of their own: sessions and drafts of one are put away before another
 * picks theirs up.
 */
export function switchPhone(from: string, to: string): void {
  if (from === to) return;
  const current = Object.fromEntries(
    Object.entries({ ...localStorage }).filter(([key]) => !key.startsWith(PAGE)),
  );
  localStorage.setItem(PHONE + from, JSON.stringify(current));
  for (const key of Object.keys(current)) localStorage.removeItem(key);
  const next: Record<string, string> = JSON.parse(localStorage.getItem(PHONE + to) ?? '{}');
  for (const [key, value] of Object.entries(next)) localStorage.setItem(key, value);
}

/** As the runtime keeps what `wx.setStorageSync` is given. */
export const keepOnPhone = (key: string, value: unknown): void =>
  localStorage.setItem(`wx:${key}`, JSON.stringify(value));
