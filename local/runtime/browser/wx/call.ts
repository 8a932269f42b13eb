import { markReported, reportFault } from '../faults';

/** How `wx` functions are called: with callbacks, or as promises. */

export type Options = Readonly<Record<string, unknown>>;

interface Callbacks {
  readonly success?: (result: object) => void;
  readonly fail?: (error: Refusal) => void;
  readonly complete?: (result: object) => void;
}

/** Why a call did not succeed; the text after `fail`. */
export class Refusal extends Error {
  errMsg = '';
  constructor(
    readonly reason: string,
    readonly extra: object = {},
  ) {
    super(reason);
    this.name = 'Refusal';
  }
}

/**
 * A function of `wx` from what it does. With callbacks it returns nothing, without a promise; both get
 * `errMsg: '<name>:ok'` or `'<name>:fail <reason>'`.
 */
export function offer(
  name: string,
  run: (options: Options) => unknown,
): (options?: Options) => Promise<object> | undefined {
  return (options = {}) => {
    const { success, fail, complete } = options as Callbacks;
    const settled = Promise.resolve()
      .then(() => run(options))
      .then((result) => ({ errMsg: `${name}:ok`, ...(typeof result === 'object' ? result : {}) }));
    if (!success && !fail && !complete) return settled.catch((error) => Promise.reject(refusal(name, error)));
    settled.then(
      (result) => {
        success?.(result);
        complete?.(result);
      },
      (error: unknown) => {
        const refused = refusal(name, error);
        fail?.(refused);
        complete?.(refused);
      },
    );
    return undefined;
  };
}

/** Tells the outcome of what is under way without a promise, e.g. `wx.request`. */
export function tell(name: string, options: Options, outcome: Promise<object>): void {
  const { success, fail, complete } = options as Callbacks;
  outcome.then(
    (result) => {
      const full = { errMsg: `${name}:ok`, ...result };
      success?.(full);
      complete?.(full);
    },
    (error: unknown) => {
      const refused = refusal(name, error);
      fail?.(refused);
      complete?.(refused);
    },
  );
}

function refusal(name: string, thrown: unknown): Refusal {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const refused = thrown instanceof Refusal ? thrown : new Refusal(message);
  // What is no answer of WeChat's is a fault, also where `fail` takes it.
  if (refused !== thrown) {
    reportFault(thrown, `wx.${name}`);
    markReported(refused);
  }
  refused.errMsg = `${name}:fail ${refused.reason}`;
  refused.message = refused.errMsg;
  return Object.assign(refused, refused.extra);
}

export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');
