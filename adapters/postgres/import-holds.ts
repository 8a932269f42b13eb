import { sql } from 'kysely';
import type { ImportHolds } from '#core/application/ports';
import type { Context } from './context';

/** Names among a department's advisory locks; where both are taken, in this order. */
const VERSIONS = 1;
const DECISIONS = 2;

/** Two imports that append the same new key would both find nothing to supersede. */
export async function holdVersions({ db, actor }: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(${VERSIONS}, hashtext(${actor.departmentId}))`.execute(db);
}

export const importHolds = (context: Context): ImportHolds => {
  const { db, actor } = context;
  return {
    async toRead() {
      await sql`select pg_advisory_xact_lock_shared(${VERSIONS}, hashtext(${actor.departmentId}))`.execute(
        db,
      );
    },
    toApply: () => holdVersions(context),
    async toTakeBack() {
      await holdVersions(context);
      await sql`select pg_advisory_xact_lock(${DECISIONS}, hashtext(${actor.departmentId}))`.execute(db);
    },
    async toDecide() {
      await sql`select pg_advisory_xact_lock_shared(${DECISIONS}, hashtext(${actor.departmentId}))`.execute(
        db,
      );
    },
  };
};
