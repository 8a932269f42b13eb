import { caseRepository } from '#adapters/postgres/cases';
import { enterAs } from '#adapters/postgres/context';
import { migrate } from '#adapters/postgres/migrate';
import { openPgDatabase } from '#adapters/postgres/pg';
import { createStore } from '#adapters/postgres/store';
import { reachOf, requireAccess } from '#core/application/access';
import type { Actor } from '#core/application/ports';
import type { Role } from '#core/domain/role';
import { alternate, type Bench, type Measurement, median, ratioOf } from './measure';
import { withOwnDatabase } from './own-database';
import { addCases, addDepartment, TODAY } from './reminder-cases';

/** One counselor's area: everyone who may see cases sees the same ones, so both sides read the same rows. */
const FULL = { cases: 1_000, rounds: 15 };
const QUICK = { cases: 60, rounds: 2 };
const AIM = 1.3;

/** The caseload through the gate and row-level security against the same query of the tables' owner. */
export const walls: Bench = async ({ isQuick, progress }) => {
  const url = process.env.DATABASE_URL;
  if (!url) {
    progress('没有设 DATABASE_URL（一台 PostgreSQL 服务器），跳过');
    return [];
  }
  const { cases, rounds } = isQuick ? QUICK : FULL;
  return withOwnDatabase(url, async (ownUrl) => {
    const database = openPgDatabase(ownUrl, { max: 2 });
    try {
      await migrate(database);
      const departmentId = await addDepartment(database);
      await addCases(database, departmentId, cases);
      await database.query(
        `insert into xueye.assignment (department_id, id, person_id, role, first_day)
        select department_id, gen_random_uuid(), person_id, 'leader', first_day from xueye.assignment
        where department_id = $1 and role = 'office' limit 1`,
        [departmentId],
      );
      await database.query('analyze');
      const store = createStore(database);
      const measure = async (role: Role, label: string): Promise<Measurement> => {
        const [held] = await database.query<{ id: string }>(
          'select person_id as id from xueye.assignment where department_id = $1 and role = $2 limit 1',
          [departmentId, role],
        );
        const known = await store.findPerson(held?.id ?? '', TODAY);
        if (!known) throw new Error(`nobody is ${role}`);
        const actor: Actor = {
          departmentId,
          personId: known.person.id,
          name: known.person.name,
          workNo: known.person.workNo,
          role,
          reach: reachOf(role, known.assignments),
          today: TODAY,
        };
        const timed = async (work: () => Promise<number>) => {
          const startedAt = performance.now();
          const found = await work();
          if (found !== cases) throw new Error(`读到 ${found} 个案卷，应为 ${cases}`);
          return performance.now() - startedAt;
        };
        const ours = () =>
          timed(() =>
            store.transaction(actor, async (repositories) => {
              requireAccess(actor, 'students.list');
              return (await repositories.cases.open({})).length;
            }),
          );
        const bare = () =>
          timed(() =>
            database.transaction(async (tx) => {
              const context = await enterAs(tx, actor);
              // The owner again: no policy stands before any table.
              await tx.query(`select set_config('role', 'none', true)`);
              return (await caseRepository(context).open({})).length;
            }),
          );
        await ours();
        await bare();
        const pairs = await alternate(rounds, ours, bare, (round, pair) =>
          progress(
            `${label}，第 ${round}/${rounds} 轮：${pair.ours.toFixed(1)} ms，不设墙 ${pair.peer.toFixed(1)} ms`,
          ),
        );
        return {
          name: `在办学生的查询（${label}，${cases.toLocaleString('en')} 个案卷）`,
          ours: median(pairs.map((pair) => pair.ours)),
          peerName: '同样的查询，以表的所有者、不设行级权限',
          peer: median(pairs.map((pair) => pair.peer)),
          ratio: ratioOf(pairs),
          aim: AIM,
          peakRss: process.resourceUsage().maxRSS / 1024,
          aimRss: null,
          note: '',
        };
      };
      return [await measure('counselor', '辅导员'), await measure('leader', '组长')];
    } finally {
      await database.close();
    }
  });
};
