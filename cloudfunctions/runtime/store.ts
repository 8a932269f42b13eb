import type { Store } from '#core/application/ports';
import { sharedDatabase } from './database';

/** The repositories of this instance, and the keys of what is sealed. */
export async function sharedStore(): Promise<Store> {
  const [database, { createStore }, { readMasterKeys }] = await Promise.all([
    sharedDatabase(),
    import('#adapters/postgres/store'),
    import('#adapters/postgres/master-keys'),
  ]);
  // A function without the key, as `auth` is, reads nothing that is sealed.
  return createStore(database, readMasterKeys(process.env));
}
