import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const DAY_MS = 24 * 60 * 60 * 1000;
const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;

/** Where the demo begins: a Monday, two weeks into the term. */
export const DEMO_START = '2026-09-14';

export interface DemoClock {
  /** `YYYY-MM-DD` in Asia/Shanghai, moved. */
  today(): string;
  /** Milliseconds since 1970, moved. */
  now(): number;
  /** @throws RangeError for what is no day between 2000 and 2100 */
  setToday(day: string): void;
  /** What the bundles take for `Date`. */
  readonly Date: DateConstructor;
}

/**
 * A clock that a person can move by whole days; the time of day stays real. Kept in `today.json`
 * as an offset, so that days go on passing.
 */
export function openDemoClock(dataDir: string, start: string = DEMO_START): DemoClock {
  const file = path.join(dataDir, 'today.json');
  const keep = (days: number): number => {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, JSON.stringify({ offsetDays: days }));
    return days;
  };
  let offset = readOffset(file) ?? keep(offsetTo(start));
  const now = () => Date.now() + offset * DAY_MS;
  return {
    now,
    today: () => chinaDay(now()),
    setToday(day) {
      offset = keep(offsetTo(day));
    },
    Date: movedDate(now),
  };
}

const chinaDay = (time: number): string => new Date(time + CHINA_OFFSET_MS).toISOString().slice(0, 10);

function offsetTo(day: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  if (!/^20\d\d-\d\d-\d\d$/.test(day) || new Date(wanted).toISOString().slice(0, 10) !== day) {
    throw new RangeError(`not a day: ${day}`);
  }
  return Math.round((wanted - Date.parse(`${chinaDay(Date.now())}T00:00:00Z`)) / DAY_MS);
}

function readOffset(file: string): number | null {
  try {
    const { offsetDays } = JSON.parse(readFileSync(file, 'utf8')) as { offsetDays?: unknown };
    return Number.isInteger(offsetDays) ? (offsetDays as number) : null;
  } catch {
    return null;
  }
}

/** `Date` with another now; everything else of it is the real one, `instanceof` included. */
export function movedDate(now: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new Date(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
}
