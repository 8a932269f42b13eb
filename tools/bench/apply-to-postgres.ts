import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { v7 as uuidv7 } from 'uuid';
import { migrate } from '#adapters/postgres/migrate';
import { openPgDatabase } from '#adapters/postgres/pg';
import { createStore } from '#adapters/postgres/store';
import { execute } from '#core/application/execute';
import { importHandlers } from '#core/application/handlers-import';
import type { Deps } from '#core/application/ports';
import { gradeFile } from './grade-file-cache';
import { alternate, type Bench, median, ratioOf } from './measure';
import { withOwnDatabase } from './own-database';
import { hasher, NOW, type StagedImport, stageGradeFile, TODAY } from './staged-import';

const FULL = { rows: 2_000_000, students: 50_000, rounds: 3 };
const QUICK = { rows: 20_000, students: 500, rounds: 1 };
const AIM = 1.5;

/** Of the same columns, checks, indexes and references, empty; nothing refers to it but itself. */
const BARE_TABLE = `
  create table bare (like xueye.grade_row including all);
  alter table bare
    add foreign key (department_id) references xueye.department,
    add foreign key (department_id, student_id) references xueye.student,
    add foreign key (department_id, import_id) references xueye.import_batch,
    add foreign key (department_id, superseded_by) references bare deferrable initially deferred,
    add foreign key (department_id, rollback_id) references xueye.import_rollback deferrable initially deferred`;

/** As before the import was applied; the history's own triggers would refuse. */
const UNDONE = `
  set session_replication_role = replica;
  truncate xueye.grade_row, bare;
  update xueye.import_batch set state = 'previewed', settled_at = null;
  reset session_replication_role`;

/**
 * `imports.apply` of a previewed file, under row-level security, with roster check, superseding and audit,
 * against one bare COPY of the very rows it wrote into a table of the same shape.
 */
export const applyToPostgres: Bench = async ({ isQuick, cache, progress }) => {
  const url = process.env.DATABASE_URL;
  if (!url) {
    progress('没有设 DATABASE_URL（一台 PostgreSQL 服务器），跳过');
    return [];
  }
  const size = isQuick ? QUICK : FULL;
  const path = await gradeFile(cache, size.rows, size.students, progress);
  const copyPath = join(cache, `rows-${process.pid}.copy`);
  return withOwnDatabase(url, async (ownUrl) => {
    const database = openPgDatabase(ownUrl, { max: 2 });
    const client = new pg.Client({ connectionString: ownUrl });
    await client.connect();
    try {
      await migrate(database);
      progress('预览：读文件、存入待应用的行');
      const previewedAt = performance.now();
      const staged = await stageGradeFile(database, path, size);
      const previewMs = performance.now() - previewedAt;
      await client.query(BARE_TABLE);

      const apply = () => applyOnce(staged, createStore(database), size.rows);
      const checkpointed = async (run: () => Promise<void>) => {
        await client.query('checkpoint');
        const startedAt = performance.now();
        await run();
        return performance.now() - startedAt;
      };
      const copy = () => pipeline(createReadStream(copyPath), client.query(copyFrom('copy bare from stdin')));

      await apply();
      await pipeline(client.query(copyTo('copy xueye.grade_row to stdout')), createWriteStream(copyPath));
      const pairs = await alternate(
        size.rounds,
        () => checkpointed(apply),
        () => checkpointed(copy),
        async (round, pair) => {
          await requireSameRows(client, size.rows);
          progress(
            `第 ${round}/${size.rounds} 轮：${(pair.ours / 1000).toFixed(2)} s，COPY ${(pair.peer / 1000).toFixed(2)} s`,
          );
        },
        async () => {
          await client.query(UNDONE);
        },
      );
      return [
        {
          name: `应用导入（${size.rows.toLocaleString('en')} 行，PostgreSQL）`,
          ours: median(pairs.map(({ ours }) => ours)),
          peerName: '同样的行 COPY 进同样的表',
          peer: median(pairs.map(({ peer }) => peer)),
          ratio: ratioOf(pairs),
          aim: AIM,
          peakRss: process.resourceUsage().maxRSS / 1024,
          aimRss: null,
          note: `两张表逐行相同；列、检查、四个索引、外键都一样。另，预览（读文件、按学生编号、存行）用了 ${(previewMs / 1000).toFixed(1)} s，不在其中`,
        },
      ];
    } finally {
      await client.end();
      await database.close();
      rmSync(copyPath, { force: true });
    }
  });
};

async function applyOnce(
  { officerId, importId }: StagedImport,
  store: Deps['store'],
  rows: number,
): Promise<void> {
  const absent = async (): Promise<never> => {
    throw new Error('applying asks for no file');
  };
  const deps = {
    store,
    clock: { today: () => TODAY, now: () => NOW },
    ids: { next: () => uuidv7() },
    hasher,
    storage: { createUpload: absent, read: absent, write: absent, createDownload: absent },
    spreadsheets: { read: absent },
  } as unknown as Deps;
  const reply = await execute(
    {
      body: { action: 'imports.apply', input: { importId }, as: 'office' },
      personId: officerId,
      requestId: 'bench',
    },
    deps,
    importHandlers,
  );
  const written = reply.ok ? (reply.data as { counts: { new: number } }).counts.new : 0;
  if (written !== rows) throw new Error(`${written} rows were applied: ${JSON.stringify(reply)}`);
}

async function requireSameRows(client: pg.Client, rows: number): Promise<void> {
  const sum = async (table: string) => {
    const { rows: found } = await client.query(
      `select count(*)::integer as rows, bit_xor(hashtextextended(t::text, 0))::text as mixed from ${table} t`,
    );
    return found[0] as { rows: number; mixed: string };
  };
  const [ours, bare] = [await sum('xueye.grade_row'), await sum('bare')];
  if (ours.rows !== rows || ours.rows !== bare.rows || ours.mixed !== bare.mixed) {
    throw new Error(`the tables differ: ${JSON.stringify({ ours, bare })}`);
  }
}
