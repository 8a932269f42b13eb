import { createAnimation } from '../animation';
import { unsupported } from '../faults';
import { USER_DATA_PATH } from '../files';
import type { Navigation } from '../navigation';
import type { Caller } from '../space';
import { files } from './files';
import { interaction } from './interaction';
import { navigationApi } from './navigation';
import { network } from './network';
import { storage } from './storage';
import { system } from './system';

/** There is no such thing here, and code that looks first may see that. */
const UNDEFINED = new Set(['cloud', 'qy', 'then', 'toJSON']);

/**
 * `wx`, as far as this runtime goes. A call of anything else is reported and thrown, by name; looking
 * whether it is there, as libraries do before they call, is answered with a function that does so.
 */
export function createWx(navigation: Navigation): Record<string, unknown> {
  const page = (): Caller => {
    const caller = navigation.top()?.caller;
    if (!caller) throw new Error('no page');
    return caller;
  };
  const offered: Record<string, unknown> = {
    env: { USER_DATA_PATH },
    ...storage,
    ...network,
    ...files,
    ...interaction,
    ...system,
    ...navigationApi(navigation),
    createAnimation,
    createSelectorQuery: () => page().createSelectorQuery(),
    createIntersectionObserver: (component: Caller | undefined, options?: object) =>
      (component ?? page()).createIntersectionObserver(options),
    canIUse: (schema: unknown) => typeof schema === 'string' && (schema.split('.')[0] ?? '') in offered,
  };
  return new Proxy(offered, {
    get(known, name) {
      if (typeof name !== 'string' || name in known || UNDEFINED.has(name)) return Reflect.get(known, name);
      return () => {
        throw unsupported(`wx.${name}`);
      };
    },
    set(_known, name) {
      throw new Error(`wx.${String(name)} 不能改写`);
    },
  });
}
