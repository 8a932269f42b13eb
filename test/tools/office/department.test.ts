import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Registration, registerDepartment } from '#adapters/postgres/register-department';
import { createStore } from '#adapters/postgres/store';
import { activationSecret } from '#core/domain/activation-code';
import { openTestDatabase, TEST_DRIVERS, type TestDatabase } from '../../support/database';
import { runNode } from '../../support/run-node';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CODE = '23456789ABCD';
const TODAY = '2026-09-14';

const registration = (fields: Partial<Registration> = {}): Registration => ({
  departmentId: uuidv7(),
  name: '生命科学系',
  shortName: '生科系',
  policyId: '2015',
  officer: { id: uuidv7(), workNo: '05011', name: '许佩兰' },
  assignmentId: uuidv7(),
  code: {
    id: uuidv7(),
    hash: createHash('sha256').update(activationSecret('05011', CODE)).digest('hex'),
    issuedAt: '2026-09-14T02:00:00.000Z',
    expiresAt: '2026-09-21T15:59:59.999Z',
  },
  today: TODAY,
  ...fields,
});

describe.each(TEST_DRIVERS)('a fresh deployment on $name', (driver) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openTestDatabase(driver);
  });
  afterAll(() => opened?.drop());

  const activate = (codeHash: string) =>
    createStore(opened.database).activate({
      provider: 'wechat',
      subject: 'openid',
      workNo: '05011',
      codeHash,
      bindingId: uuidv7(),
      at: '2026-09-14T03:00:00.000Z',
      today: TODAY,
    });

  it('gets its department, and an officer who can sign in and lead on', async () => {
    const first = registration();
    expect(await registerDepartment(opened.database, first)).toEqual({ isNew: true });
    const again = registration({
      code: { ...registration().code, hash: createHash('sha256').update('new').digest('hex') },
    });
    expect(await registerDepartment(opened.database, again)).toEqual({ isNew: false });
    expect(await activate(first.code.hash)).toBe('wrong');
    expect(await activate(again.code.hash)).toBe('bound');
    const person = await createStore(opened.database).findPerson(first.officer.id, TODAY);
    expect(person).toMatchObject({ person: { name: '许佩兰' }, assignments: [{ role: 'office' }] });
  });

  it('hands authority out once', async () => {
    await expect(registerDepartment(opened.database, registration())).rejects.toMatchObject({
      code: 'ALREADY_BOUND',
    });
    const other = registration({ officer: { id: uuidv7(), workNo: '99999', name: '别人' } });
    await expect(registerDepartment(opened.database, other)).rejects.toMatchObject({ code: 'OFFICE_EXISTS' });
    const people = await opened.database.query('select work_no from xueye.person');
    expect(people).toEqual([{ work_no: '05011' }]);
  });
});

it('a database without the tables is told from the migrations', async () => {
  const [driver] = TEST_DRIVERS;
  if (!driver) throw new Error('no driver');
  const empty = await driver.openEmpty();
  await expect(registerDepartment(empty.database, registration())).rejects.toMatchObject({
    code: 'SCHEMA_MISSING',
  });
  await empty.drop();
});

describe('the command', () => {
  const office = (args: readonly string[], env: Record<string, string> = {}) =>
    runNode(['--import', 'tsx', 'tools/office/index.ts', 'department', ...args], { cwd: ROOT, env });
  const ALL = [
    '--name',
    '生命科学系',
    '--short-name',
    '生科系',
    '--officer-no',
    '05011',
    '--officer-name',
    '许佩兰',
  ];

  it.each([
    [[], '缺少 --name'],
    [[...ALL.slice(0, 4)], '缺少 --officer-no'],
    [[...ALL, '--policy', '1999'], '没有政策「1999」'],
    [[...ALL, '--nothing'], '选项不对'],
  ])('refuses %o', async (args, sentence) => {
    const { code, stdout, stderr } = await office(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });

  it('says so where no database answers', async () => {
    const { code, stderr } = await office(ALL, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(code).toBe(2);
    expect(stderr).toContain('连不上数据库');
  });

  it('explains itself', async () => {
    const { code, stdout } = await office(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('department --name');
  });
});
