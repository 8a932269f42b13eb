import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '#adapters/postgres/migrate';
import { pgliteDatabase } from '#adapters/postgres/pglite';
import { createStore } from '#adapters/postgres/store';
import { serveWire } from '../../../local/host/wire';
import { storeRoster, testDepartment } from '../../adapters/postgres/department';
import { runNode } from '../../support/run-node';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const ours = testDepartment('ours');

describe('office audit', () => {
  let pglite: PGlite;
  let wire: Awaited<ReturnType<typeof serveWire>>;
  let folder = '';
  beforeAll(async () => {
    pglite = await PGlite.create();
    const database = pgliteDatabase(pglite);
    await migrate(database);
    await storeRoster(database, ours);
    const store = createStore(database);
    for (let n = 0; n < 5; n++) {
      await store.transaction(ours.as('office'), ({ audit }) =>
        audit.record({
          action: 'students.archive',
          subject: { type: 'student', id: ours.ref('student', '1') },
        }),
      );
    }
    wire = await serveWire(pglite);
    folder = await mkdtemp(join(tmpdir(), 'audit-'));
  });
  afterAll(async () => {
    await wire?.close();
    await pglite?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const audit = (...args: readonly string[]) =>
    runNode(['--import', 'tsx', 'tools/office/index.ts', 'audit', ...args], {
      cwd: ROOT,
      env: { INIT_CWD: folder, DATABASE_URL: `postgres://postgres@127.0.0.1:${wire.port}/postgres` },
    });
  const forge = (script: string) =>
    pglite.exec(`alter table xueye.audit_event disable trigger all; alter table xueye.audit_head disable trigger all;
      ${script};
      alter table xueye.audit_event enable trigger all; alter table xueye.audit_head enable trigger all`);

  it('says that all is whole, anchors and exports it, and reads the export alone', async () => {
    expect(await audit('verify')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^「生命科学系」链完整：共 5 条，链头 [0-9a-f]{64}。\n$/),
    });
    expect(await audit('anchor', '--out', '锚.jsonl')).toMatchObject({ code: 0 });
    expect(await audit('export', '--out', '审计.jsonl')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('5 条'),
    });
    expect(await audit('export', '--out', '审计.jsonl')).toMatchObject({ code: 2 });
    expect(await audit('verify', '--file', '审计.jsonl', '--anchor', '锚.jsonl')).toMatchObject({ code: 0 });
    const anchored = await readFile(join(folder, '锚.jsonl'), 'utf8');
    expect(anchored.trim().split('\n')).toHaveLength(1);
  });

  it('names the event that a hand changed in the export', async () => {
    const lines = (await readFile(join(folder, '审计.jsonl'), 'utf8')).trim().split('\n');
    const third = JSON.parse(lines[3] ?? '');
    lines[3] = JSON.stringify({ ...third, role: 'leader' });
    await writeFile(join(folder, '改过.jsonl'), lines.join('\n'));
    const { code, stdout } = await audit('verify', '--file', '改过.jsonl', '--format', 'json');
    expect(code).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject([{ events: 5, findings: [{ kind: 'changed', seq: 3 }] }]);
  });

  it('sees by the anchor that the end was cut off and the head set back', async () => {
    await forge(`delete from xueye.audit_event where seq = 5;
      update xueye.audit_head set seq = 4, hash = (select hash from xueye.audit_event where seq = 4)`);
    expect(await audit('verify')).toMatchObject({ code: 0 });
    expect(await audit('verify', '--anchor', '锚.jsonl')).toMatchObject({
      code: 4,
      stdout: '「生命科学系」链不完整，现有 4 条：\n  原来的第 5 条被删去了。\n',
    });
  });

  it('names the event by the export where the whole rest was chained anew', async () => {
    await forge(`update xueye.audit_event set role = 'leader' where seq = 4;
      update xueye.audit_event e set hash = xueye.audit_hash(e) where seq = 4;
      update xueye.audit_head set hash = (select hash from xueye.audit_event where seq = 4)`);
    expect(await audit('verify')).toMatchObject({ code: 0 });
    const { code, stdout } = await audit('verify', '--anchor', '审计.jsonl');
    expect(code).toBe(4);
    expect(stdout).toContain('第 4 条与锚不符：其中有改动，并且重新连过链。');
  });

  it('misses no department that an anchor knows', async () => {
    await forge('delete from xueye.audit_event; delete from xueye.audit_head');
    expect(await audit('verify')).toMatchObject({ code: 0 });
    const { code, stdout } = await audit('verify', '--anchor', '锚.jsonl');
    expect({ code, stdout }).toEqual({
      code: 4,
      stdout: '「生命科学系」链不完整，现有 0 条：\n  原来的第 1 至 5 条被删去了。\n',
    });
  });

  it.each([
    [['look']],
    [['verify', '--anchor', '没有.jsonl']],
    [['export']],
    [['verify', '--format', 'xml']],
    [['verify', '--out']],
  ])('refuses %j', async (args) => {
    const { code, stderr } = await audit(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/[\u4e00-\u9fff]/);
  });
});
