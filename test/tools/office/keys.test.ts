import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMasterKeys } from '#adapters/postgres/master-keys';
import { migrate } from '#adapters/postgres/migrate';
import { openPgDatabase } from '#adapters/postgres/pg';
import { createStore } from '#adapters/postgres/store';
import { type LocalDatabase, openLocalDatabase } from '../../../local/host/database';
import { openMasterKey } from '../../../local/host/master-key';
import { storeRoster, testDepartment } from '../../adapters/postgres/department';
import { useOffice } from './office-command';

const held = testDepartment('keys');
const { officeWith } = useOffice();

describe('office keys', () => {
  let folder: string;
  let local: LocalDatabase;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keys-'));
    local = await openLocalDatabase(folder);
    const database = openPgDatabase(local.url, { max: 1 });
    await migrate(database);
    // With the key of the data directory, as the local host gives it to the functions.
    await storeRoster(database, held, readMasterKeys({ DATA_MASTER_KEY: openMasterKey(folder) }));
    await database.close();
  });
  afterAll(async () => {
    await local.close();
    await rm(folder, { recursive: true, force: true });
  });

  const keys = (args: readonly string[], env: Record<string, string>) =>
    officeWith({ DATABASE_URL: local.url, DATA_MASTER_KEY: '', ...env }, 'keys', ...args);
  const ofFile = () => ({ DATA_MASTER_KEY_FILE: join(folder, 'master.key') });

  it('finds a data directory’s key made once, for its owner alone', async () => {
    const file = join(folder, 'master.key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(openMasterKey(folder)).toBe(openMasterKey(folder));
  });

  it('says how the keys stand, moves on to a new one, and says so again', async () => {
    const first = await keys(['status'], ofFile());
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('「生命科学系」第 1 版数据密钥');
    expect(first.stdout).toContain('全部用这一版加密。');
    const turned = await keys(['rotate', '--department', '生命科学系'], ofFile());
    expect(turned).toMatchObject({ code: 0, stderr: '' });
    expect(turned.stdout).toContain('换到第 2 版数据密钥，重新加密 2 行');
    expect((await keys(['status'], ofFile())).stdout).toContain('第 2 版数据密钥，已销毁 1 个旧的');
    const database = openPgDatabase(local.url, { max: 1 });
    const store = createStore(database, readMasterKeys({ DATA_MASTER_KEY: openMasterKey(folder) }));
    const read = await store.transaction(held.as('office'), ({ roster }) =>
      roster.sensitive(held.ref('student', '1')),
    );
    await database.close();
    expect(read?.family).toBe('家庭1');
  });

  it('names the key that is missing, wrong or cut off, and none of its digits', async () => {
    const made = (await keys(['make'], {})).stdout.trim();
    expect(Buffer.from(made, 'base64')).toHaveLength(32);
    expect((await keys(['status'], { DATA_MASTER_KEY: made })).stdout).toContain('环境变量里没有这个主密钥');
    const wrong = await keys(['rotate'], { DATA_MASTER_KEY: made });
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toContain('数据主密钥不对');
    const missing = await keys(['rotate'], {});
    expect(missing.stderr).toContain('DATA_MASTER_KEY');
    const cut = await keys(['rotate'], { DATA_MASTER_KEY: made.slice(0, 20) });
    expect(cut.code).toBe(2);
    expect(cut.stderr).toContain('DATA_MASTER_KEY');
    expect(cut.stderr).not.toContain(made.slice(0, 20));
    const file = join(folder, 'none');
    expect((await keys(['status'], { DATA_MASTER_KEY_FILE: file })).code).toBe(2);
  });

  it('hands a person the copy of what is stored of them, whole or not at all', async () => {
    const { studentNo } = held.student('1');
    const person = (args: readonly string[], env: Record<string, string>) =>
      officeWith({ DATABASE_URL: local.url, DATA_MASTER_KEY: '', ...env }, 'person', ...args);
    const by = ['--by', 'office'] as const;
    const copied = await person(['export', '--number', studentNo, ...by], ofFile());
    expect(copied).toMatchObject({ code: 0, stderr: '' });
    const { tables, kind } = JSON.parse(copied.stdout);
    expect(kind).toBe('student');
    expect(tables.student).toEqual([expect.objectContaining({ student_no: studentNo })]);
    expect(tables.student_sensitive).toEqual([
      { student_id: held.ref('student', '1'), family: '家庭1', contact: '13800000001', guardians: null },
    ]);
    // Nobody else's.
    expect(copied.stdout).not.toContain(held.student('2').studentNo);
    expect(copied.stdout).not.toContain('家庭2');
    const staff = await person(['export', '--number', 'adviser1', ...by], ofFile());
    expect(JSON.parse(staff.stdout).tables).toMatchObject({
      person: [expect.objectContaining({ work_no: 'adviser1' })],
      assignment: [expect.objectContaining({ role: 'adviser' })],
    });
    for (const [args, env] of [
      [['export', '--number', studentNo, ...by], {}],
      [['export', '--number', studentNo.slice(1), ...by], ofFile()],
      [['export', '--number', studentNo], ofFile()],
      [['export', '--number', studentNo, '--by', 'nobody'], ofFile()],
      [['export', ...by], ofFile()],
      [['--number', studentNo], ofFile()],
    ] as const) {
      expect(await person(args, env)).toMatchObject({ code: 2, stdout: '' });
    }
  });

  it.each([
    [['turn']],
    [['status', 'rotate']],
    [[]],
    [['status', '--all']],
    [['status', '--department', '别系']],
  ])('refuses %o', async (args) => {
    expect(await keys(args, ofFile())).toMatchObject({ code: 2, stdout: '' });
  });
});
