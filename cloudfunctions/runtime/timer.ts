import { randomUUID } from 'node:crypto';
import { type Fault, logFault } from './fault';
import { type FunctionContext, isCalledByClient } from './identity';

/** A run may take a minute; this leaves it time to finish what it has begun. */
const TIME_BOX_MS = 50_000;

export interface TimerRun {
  /** Numbers for the log; nothing of a person. */
  readonly counts: Readonly<Record<string, number | boolean>>;
  readonly failures: readonly { readonly error: unknown }[];
}

export type TimerMain = (event: unknown, context?: FunctionContext) => Promise<{ readonly ok: boolean }>;

/**
 * A timer's function: takes nothing from its event, stops in time, and logs what it did. It is no
 * client's to call; one that does learns nothing.
 *
 * @param run gets a clock for its time box: true once the time is up
 */
export function createTimer(
  name: string,
  run: (isTimeUp: () => boolean) => Promise<TimerRun>,
  onFault: (fault: Fault) => void = logFault,
  log: (line: string) => void = console.log,
): TimerMain {
  return async (_event, context) => {
    if (isCalledByClient(context)) return { ok: false };
    const requestId = context?.request_id ?? randomUUID();
    // Not Date: whoever moves the day must not stop the clock of a run.
    const end = performance.now() + TIME_BOX_MS;
    try {
      const { counts, failures } = await run(() => performance.now() >= end);
      for (const { error } of failures) onFault({ function: name, action: null, requestId, error });
      log(JSON.stringify({ level: 'info', function: name, requestId, ...counts, failures: failures.length }));
      return { ok: failures.length === 0 };
    } catch (error) {
      onFault({ function: name, action: null, requestId, error });
      return { ok: false };
    }
  };
}
