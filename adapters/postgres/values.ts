/**
 * How PostgreSQL's text form becomes a JavaScript value, by type OID. Both drivers use this one table,
 * since their own defaults differ (int8 as a string or a BigInt, dates as Date in the local zone).
 */
export const VALUE_PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => text === 't',
  20: toSafeInteger,
  21: Number,
  23: Number,
  26: Number,
  114: (text) => JSON.parse(text) as unknown,
  // A calendar day has no zone: `YYYY-MM-DD` as it stands.
  1082: (text) => text,
  1184: toInstant,
  1700: (text) => text,
  3802: (text) => JSON.parse(text) as unknown,
};

function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is beyond the integers that a number holds`);
  return value;
}

/** `2026-09-14 08:00:00.123456+08` as ISO 8601 in UTC with milliseconds. */
function toInstant(text: string): string {
  const parts = /^(\d+-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?([+-]\d\d)(?::?(\d\d))?$/.exec(text);
  if (!parts) throw new Error('an instant in a form that is not known');
  const [, day, time, fraction = '', hours, minutes = '00'] = parts;
  return new Date(`${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${hours}:${minutes}`).toISOString();
}
