import PgBoss from 'pg-boss';
import type { Database } from '#adapters/postgres/database';
import { migrate } from '#adapters/postgres/migrate';
import { openPgDatabase } from '#adapters/postgres/pg';
import { createTimerStore } from '#adapters/postgres/timer-store';
import { type SweepReport, sweepReminders } from '#core/application/sweep-reminders';
import { type Bench, type Measurement, median, ratioOf } from './measure';
import { withOwnDatabase } from './own-database';
import { addCases, addDepartment, NOW, TODAY } from './reminder-cases';

const FULL = { cases: 100_000, rounds: 3 };
const QUICK = { cases: 2_000, rounds: 1 };
/** Jobs in one statement of the peer; more at once were no faster. */
const JOBS_AT_ONCE = 1000;

const clock = { today: () => TODAY, now: () => NOW };

/** The tables' own triggers would refuse. */
const emptied = (tables: string) => `
  set session_replication_role = replica;
  truncate ${tables} cascade;
  reset session_replication_role`;
/** As before the day's sweep. */
const UNDONE = emptied(
  'xueye.reminder_told, xueye.reminder_message, xueye.reminder_sweep, xueye.reminder_page',
);
/** The ledger stays, the sweep has to go through every case again. */
const FORGOTTEN = emptied('xueye.reminder_message, xueye.reminder_sweep, xueye.reminder_page');

/** A day's sweep of 100,000 open cases against pg-boss that is given as many jobs; then the sweep again. */
export const sweep: Bench = async ({ isQuick, progress }) => {
  const url = process.env.DATABASE_URL;
  if (!url) {
    progress('没有设 DATABASE_URL（一台 PostgreSQL 服务器），跳过');
    return [];
  }
  const { cases, rounds } = isQuick ? QUICK : FULL;
  return withOwnDatabase(url, async (ownUrl) => {
    const database = openPgDatabase(ownUrl, { max: 2 });
    const boss = new PgBoss({ connectionString: ownUrl, supervise: false, schedule: false });
    try {
      await migrate(database);
      const departmentId = await addDepartment(database);
      await addCases(database, departmentId, cases);
      await boss.start();
      await boss.createQueue('duties');
      return await measure({ database, boss, cases, rounds, progress });
    } finally {
      await boss.stop({ graceful: false }).catch(() => undefined);
      await database.close();
    }
  });
};

async function measure({
  database,
  boss,
  cases,
  rounds,
  progress,
}: {
  readonly database: Database;
  readonly boss: PgBoss;
  readonly cases: number;
  readonly rounds: number;
  readonly progress: (text: string) => void;
}): Promise<readonly Measurement[]> {
  const store = createTimerStore(database);
  const run = async () => {
    await database.query('checkpoint');
    const startedAt = performance.now();
    const report = await sweepReminders({ store, clock }, () => false);
    return { ms: performance.now() - startedAt, report };
  };
  const queue = async () => {
    await database.query('truncate pgboss.job');
    await database.query('checkpoint');
    const startedAt = performance.now();
    await insertJobs(boss, cases);
    return performance.now() - startedAt;
  };
  const pairs: { ours: number; peer: number; again: number; anew: number }[] = [];
  let first: SweepReport | null = null;
  for (let round = 1; round <= rounds; round++) {
    await database.transaction((tx) => tx.exec(UNDONE));
    const peerFirst = round % 2 === 0 ? await queue() : null;
    const { ms, report } = await run();
    requireWhole(report, cases);
    const peer = peerFirst ?? (await queue());
    const again = await run();
    requireNothing(again.report);
    await database.transaction((tx) => tx.exec(FORGOTTEN));
    const anew = await run();
    if (anew.report.stages > 0) throw new Error('再推算一遍写了台账');
    first = report;
    pairs.push({ ours: ms, peer, again: again.ms, anew: anew.ms });
    progress(
      `第 ${round}/${rounds} 轮：${(ms / 1000).toFixed(2)} s，pg-boss ${(peer / 1000).toFixed(2)} s；再跑一次 ${again.ms.toFixed(0)} ms，忘了进度重推 ${(anew.ms / 1000).toFixed(2)} s`,
    );
  }
  const named = cases.toLocaleString('en');
  const common = { peakRss: process.resourceUsage().maxRSS / 1024, aimRss: null };
  return [
    {
      ...common,
      name: `每日推算（${named} 个案卷）`,
      ours: median(pairs.map(({ ours }) => ours)),
      peerName: `pg-boss 存入 ${named} 个任务`,
      peer: median(pairs.map(({ peer }) => peer)),
      ratio: ratioOf(pairs),
      aim: 1,
      note: `读案卷、推算、写 ${first?.stages.toLocaleString('en')} 行台账和 ${first?.digests.toLocaleString('en')} 条消息；pg-boss 每次 ${JOBS_AT_ONCE} 个，一个连接`,
    },
    {
      ...common,
      name: '同一天再推算，不写一行',
      ours: median(pairs.map(({ again }) => again)),
      peerName: '第一次推算',
      peer: median(pairs.map(({ ours }) => ours)),
      ratio: ratioOf(pairs.map(({ again, ours }) => ({ ours: again, peer: ours }))),
      aim: 1 / 3,
      note: `进度丢失、全部案卷重推一遍而台账一行不增，用了第一次的 ${ratioOf(pairs.map(({ anew, ours }) => ({ ours: anew, peer: ours }))).toFixed(2)} 倍`,
    },
  ];
}

async function insertJobs(boss: PgBoss, count: number): Promise<void> {
  for (let from = 0; from < count; from += JOBS_AT_ONCE) {
    const jobs = Array.from({ length: Math.min(JOBS_AT_ONCE, count - from) }, (_, at) => ({
      name: 'duties',
      data: { caseId: from + at, kind: 'first-talk', role: 'adviser', dueOn: TODAY, stage: 'day' },
      singletonKey: `${from + at}`,
    }));
    await boss.insert(jobs);
  }
}

function requireWhole(report: SweepReport, cases: number): void {
  // Of each case at least one first talk is due.
  if (!report.isFinished || report.cases !== cases || report.stages < cases || report.digests === 0)
    throw new Error(`没有推算完：${JSON.stringify(report)}`);
}

function requireNothing(report: SweepReport): void {
  if (report.stages + report.digests + report.cases > 0) throw new Error(`又写了：${JSON.stringify(report)}`);
}
