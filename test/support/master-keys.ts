import { type MasterKeys, makeMasterKey, readMasterKeys } from '#adapters/postgres/master-keys';

/** A master key of this run of the tests. */
export const TEST_MASTER_KEYS: MasterKeys = readMasterKeys({ DATA_MASTER_KEY: makeMasterKey() });
