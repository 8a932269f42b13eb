/** 2026年11月2日; null for none. */
export function wordDate(date: string | null): string | null {
  if (date === null) return null;
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (!year || !month || !day) throw new Error('a date on paper must be YYYY-MM-DD');
  return `${year}年${Number(month)}月${Number(day)}日`;
}
