import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Database } from '#adapters/postgres/database';
import { migrate } from '#adapters/postgres/migrate';
import { openPgDatabase } from '#adapters/postgres/pg';
import { createStore } from '#adapters/postgres/store';
import type { Bench } from './measure';
import { withOwnDatabase } from './own-database';
import { addDepartment, addMessages, addPeople, NOW, TODAY } from './reminder-cases';
import { openCountingWechat } from './send-wechat';

const FULL = 100_000;
const QUICK = 3_000;
const SENDERS = 3;
/** The first is killed when so much has been delivered. */
const KILLED_AT = 0.3;
/** When the lease of a killed sender has run out. */
const LATER = '2026-10-19T00:00:00.000Z';
const CHILD = fileURLToPath(new URL('./send.child.ts', import.meta.url));

/** Three senders on one outbox, one of them killed in the middle: everybody gets one message, nobody two. */
export const send: Bench = async ({ isQuick, progress }) => {
  const url = process.env.DATABASE_URL;
  if (!url) {
    progress('没有设 DATABASE_URL（一台 PostgreSQL 服务器），跳过');
    return [];
  }
  const count = isQuick ? QUICK : FULL;
  return withOwnDatabase(url, async (ownUrl) => {
    const database = openPgDatabase(ownUrl, { max: 2 });
    const senders: ChildProcess[] = [];
    const wechat = await openCountingWechat(
      Array.from({ length: count }, (_, at) => `openid-${at + 1}`),
      (delivered) => {
        if (delivered === Math.floor(count * KILLED_AT)) senders[0]?.kill('SIGKILL');
        if (delivered % 10_000 === 0) progress(`送到 ${delivered.toLocaleString('en')} 条`);
      },
    );
    try {
      await migrate(database);
      const departmentId = await addDepartment(database);
      await addPeople(database, departmentId, count, 2);
      await addMessages(database, departmentId, count);
      await database.query('analyze');
      const run = (now: string) => {
        const child = spawn(process.execPath, ['--import', 'tsx', CHILD, ownUrl, wechat.origin, now], {
          stdio: ['ignore', 'inherit', 'inherit'],
        });
        return { child, ended: ended(child) };
      };
      const startedAt = performance.now();
      const started = Array.from({ length: SENDERS }, () => run(NOW));
      senders.push(...started.map(({ child }) => child));
      const [killed, ...others] = await Promise.all(started.map((one) => one.ended));
      if (killed !== 'SIGKILL' || others.some((end) => end !== 0))
        throw new Error(`发送进程的结束不对：${String([killed, ...others])}`);
      if ((await run(LATER).ended) !== 0) throw new Error('接着发的进程失败');
      const ms = performance.now() - startedAt;
      const held = await askPeople(database, departmentId, wechat.delivered);
      if ((await run(LATER).ended) !== 0) throw new Error('接着发的进程失败');
      const doubled = [...wechat.delivered.values()].filter((times) => times > 1).length;
      const lost = count - wechat.delivered.size;
      return [
        {
          name: `三个发送进程，杀掉一个（${count.toLocaleString('en')} 条）`,
          ours: ms,
          peerName: '漏掉和重复的条数',
          peer: lost + doubled,
          ratio: lost + doubled,
          aim: 0,
          peakRss: process.resourceUsage().maxRSS / 1024,
          aimRss: null,
          note: `送到 ${wechat.delivered.size.toLocaleString('en')} 条，重复 ${doubled} 条；被杀掉的留下 ${held.told + held.again} 条待人处理，其中 ${held.told} 条已经送到，${held.again} 条由人再发`,
        },
      ];
    } finally {
      for (const sender of senders) sender.kill('SIGKILL');
      await wechat.close();
      await database.close();
    }
  });
};

const ended = (child: ChildProcess): Promise<number | string | null> =>
  new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal ?? code));
  });

/** What the office does with what is held: asks, and has those sent again who have got none. */
async function askPeople(
  database: Database,
  departmentId: string,
  delivered: ReadonlyMap<string, number>,
): Promise<{ readonly told: number; readonly again: number }> {
  const held = await database.query<{ id: string; openid: string }>(
    `select message.id, identity.subject as openid from xueye.reminder_message message
    join xueye.identity on identity.department_id = message.department_id
      and identity.person_id = message.person_id
    where message.department_id = $1 and message.state = 'held'`,
    [departmentId],
  );
  const [officer] = await database.query<{ id: string }>(
    `select person_id as id from xueye.assignment where department_id = $1 and role = 'office'`,
    [departmentId],
  );
  const missing = held.filter(({ openid }) => !delivered.has(openid));
  const actor = { departmentId, personId: officer?.id ?? '', role: 'office', today: TODAY } as const;
  await createStore(database).transaction(actor, async ({ reminders }) => {
    for (const { id } of missing) await reminders.sendAgain(id);
  });
  return { told: held.length - missing.length, again: missing.length };
}
