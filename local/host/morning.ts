import { type DemoClock, movedDate } from './demo-clock';

const MORNING = 'T07:30:00+08:00';
/** Until the evening, before the quiet hours. */
const LONGEST_MS = 13 * 60 * 60 * 1000;

/** `Date` for the timers: the demo's day from 07:30 on, as long as the host has been running. */
export function morningDate(clock: Pick<DemoClock, 'today'>): DateConstructor {
  const start = performance.now();
  const elapsed = () => Math.min(Math.floor(performance.now() - start), LONGEST_MS);
  return movedDate(() => Date.parse(`${clock.today()}${MORNING}`) + elapsed());
}
