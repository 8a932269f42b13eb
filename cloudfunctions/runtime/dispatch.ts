import { execute } from '#core/application/execute';
import type { Deps } from '#core/application/ports';
import type { Handlers } from '#core/application/use-case';
import { type DoorLimits, doorLimits, tooMany } from './door';
import { type Fault, logFault } from './fault';
import { guarded, type Main } from './guarded';

/**
 * A function's entry: size, identity from the context, then the application; what it throws is a
 * fault, logged without its text and answered with the request id.
 *
 * @param name the function's name, for the log
 * @param handlers the use-cases that this function serves
 * @param deps made once for an instance, at its first call
 */
export function createDispatch(
  name: string,
  handlers: Handlers,
  deps: () => Deps | Promise<Deps>,
  onFault: (fault: Fault) => void = logFault,
  limits: DoorLimits = doorLimits(),
): Main {
  let made: Promise<Deps> | undefined;
  return guarded(
    name,
    onFault,
    (action) => (Object.hasOwn(handlers, action) ? action : null),
    async ({ bindingId, address, ...call }) => {
      // What failed once to be made may succeed at the next call: a database that was still starting.
      made ??= Promise.resolve(deps()).catch((error) => {
        made = undefined;
        throw error;
      });
      const ready = await made;
      // Asked at each call: a binding that the office took back ends its sessions at once.
      const { personId, wait } = await ready.store.admit({ bindingId, address, limits });
      if (wait > 0) return tooMany(wait, call.requestId);
      return execute({ ...call, personId }, ready, handlers);
    },
  );
}
