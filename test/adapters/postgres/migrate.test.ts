import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Database, queryAlone } from '#adapters/postgres/database';
import { type Migration, migrate, readMigrations } from '#adapters/postgres/migrate';
import { createStore } from '#adapters/postgres/store';
import { TEST_DRIVERS, type TestDatabase } from '../../support/database';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { storeRoster, TODAY, testDepartment } from './department';

const first: Migration = { name: '20260101000000_first.sql', sql: 'create table xueye.a (n integer);' };
const second: Migration = {
  name: '20260101000001_second.sql',
  sql: 'insert into xueye.a values (1);\ninsert into xueye.a values (2);\n',
};

const DEPARTMENT_ID = '0190a1b2-c3d4-7e8f-9a0b-000000000001';
const PERSON_ID = '0190a1b2-c3d4-7e8f-9a0b-000000000002';
const STUDENT_ID = '0190a1b2-c3d4-7e8f-9a0b-000000000003';
const FILE_ID = '0190a1b2-c3d4-7e8f-9a0b-000000000004';
const IMPORT_ID = '0190a1b2-c3d4-7e8f-9a0b-000000000005';
const SCREENING_ID = '0190a1b2-c3d4-7e8f-9a0b-000000000006';
/** A little of everything that a database of the first version may hold. */
const DEPARTMENT_IN_USE = `
  insert into xueye.department values ('${DEPARTMENT_ID}', '生命科学系', '生科系', '2015');
  insert into xueye.calendar_term values ('${DEPARTMENT_ID}', '2026-2027-1', '2026-09-01', '2027-01-15');
  insert into xueye.calendar_day values ('${DEPARTMENT_ID}', '2026-10-01', 'holiday');
  insert into xueye.person values ('${DEPARTMENT_ID}', '${PERSON_ID}', '05011', '许佩兰');
  insert into xueye.identity values
    ('wechat', 'openid-b', '${DEPARTMENT_ID}', '${PERSON_ID}'),
    ('wechat', 'openid-a', '${DEPARTMENT_ID}', '${PERSON_ID}');
  insert into xueye.student (department_id, id, student_no, name)
    values ('${DEPARTMENT_ID}', '${STUDENT_ID}', '202400000001', '学生1');
  insert into xueye.file_object (department_id, id, path, file_name, purpose, created_by, created_at)
    values ('${DEPARTMENT_ID}', '${FILE_ID}', 'a/b.csv', 'b.csv', 'import', '${PERSON_ID}', now());
  insert into xueye.import_batch (department_id, id, kind, file_name, file_id, sha256, layout, mapping, terms,
      state, rows_read, students, count_new, count_changed, count_unchanged, count_rejected,
      unknown_students, created_by, created_at, settled_at)
    values ('${DEPARTMENT_ID}', '${IMPORT_ID}', 'grades', 'b.csv', '${FILE_ID}', '${'a'.repeat(64)}',
      'zf_old_admin_bulk_20', '[]', '[]', 'applied', 1, 1, 1, 0, 0, 0, '[]', '${PERSON_ID}', now(), now());
  insert into xueye.import_row values ('${DEPARTMENT_ID}', '${IMPORT_ID}', 0, 2, 'new', '{}');
  insert into xueye.grade_row (department_id, id, student_id, import_id, row_key, content_hash, file_name,
      row_no, student_no, term, course_code, course_name, nature, credit, is_retake, is_minor, is_void)
    values ('${DEPARTMENT_ID}', '${SCREENING_ID}', '${STUDENT_ID}', '${IMPORT_ID}', 'key', 'hash', 'b.csv',
      2, '202400000001', '2025-2026-2', 'C1', '有机化学', '必修课', 400, false, false, false);
  insert into xueye.screening (department_id, id, term, kind, policy_id, policy_version, import_ids, file_names,
      students, identified, tier_watch, tier_1, tier_2, tier_3, ran_on, ran_at, ran_by)
    values ('${DEPARTMENT_ID}', '${SCREENING_ID}', '2025-2026-2', 'official', '2015', '2015.2', '[]', '[]',
      1, 1, 0, 1, 0, 0, '2026-09-14', now(), '${PERSON_ID}');
  insert into xueye.proposal (department_id, id, screening_id, student_id, standing, tier, outstanding, result)
    values ('${DEPARTMENT_ID}', '${FILE_ID}', '${SCREENING_ID}', '${STUDENT_ID}', 'identified', '1', 1200, '{}');
`;

describe.each(TEST_DRIVERS)('migrations on $name', (driver) => {
  let opened: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    opened = await driver.openEmpty();
    database = opened.database;
  });
  afterAll(() => opened?.drop());
  afterEach(() => database.query('drop schema if exists xueye cascade'));

  it('are applied once, in order, and again do nothing', async () => {
    const shipped = (await readMigrations()).map(({ name }) => name);
    expect(await migrate(database)).toEqual(shipped);
    expect(await migrate(database)).toEqual([]);
    const applied = await database.query<{ name: string }>(
      'select name from xueye.applied_migration order by name',
    );
    expect(applied.map(({ name }) => name)).toEqual(shipped);
  });

  it('add only what is new', async () => {
    expect(await migrate(database, [first])).toEqual([first.name]);
    expect(await migrate(database, [first, second])).toEqual([second.name]);
    expect(await database.query('select n from xueye.a order by n')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('take a department in use along, with what it holds', async () => {
    const shipped = await readMigrations();
    const before = shipped.filter(({ name }) => name < '20261124030000');
    await migrate(database, before);
    await database.transaction((tx) => tx.exec(DEPARTMENT_IN_USE));
    expect(await migrate(database)).toEqual(shipped.slice(before.length).map(({ name }) => name));
    // Bound by hand from two accounts: one is left.
    expect(await database.query('select subject from xueye.identity')).toEqual([{ subject: 'openid-a' }]);
    const store = createStore(database, TEST_MASTER_KEYS);
    expect(await store.findIdentity('wechat', 'openid-a')).toMatchObject({ personId: PERSON_ID });
    const [{ count } = { count: 0 }] = await database.query<{ count: number }>(
      'select count(*) as count from xueye.grade_row where superseded_by is null and not is_withdrawn',
    );
    expect(count).toBe(1);
    expect(await database.query('select standing, revision from xueye.proposal')).toEqual([
      { standing: 'identified', revision: 1 },
    ]);
  });

  it('refuse one that changed after it was applied, and apply nothing', async () => {
    await migrate(database, [first]);
    const changed = { ...first, sql: `${first.sql} -- changed` };
    await expect(migrate(database, [changed, second])).rejects.toThrow(/20260101000000_first\.sql.*changed/);
    expect(await database.query('select n from xueye.a')).toEqual([]);
  });

  it('take other line ends for no change', async () => {
    await migrate(database, [first, second]);
    const checkedOut = { ...second, sql: second.sql.replaceAll('\n', '\r\n') };
    expect(await migrate(database, [first, checkedOut])).toEqual([]);
  });

  it('refuse a database that is newer than the program', async () => {
    await migrate(database, [first, second]);
    await expect(migrate(database, [first])).rejects.toThrow(/20260101000001_second\.sql/);
  });

  it('leave nothing of one that fails, and keep those before it', async () => {
    const failing = { ...second, sql: 'insert into xueye.a values (1); select 1 / 0;' };
    await expect(migrate(database, [first, failing])).rejects.toMatchObject({ code: '22012' });
    expect(await database.query('select n from xueye.a')).toEqual([]);
    expect(await migrate(database, [first, second])).toEqual([second.name]);
  });

  it('run once where two processes start together', async () => {
    const both = await Promise.all([migrate(database, [first, second]), migrate(database, [first, second])]);
    expect(both.flat().sort()).toEqual([first.name, second.name]);
    expect(await database.query('select count(*) as n from xueye.a')).toEqual([{ n: 2 }]);
  });

  it('work for an owner who is no superuser', async () => {
    const role = `xueye_owner_${Math.random().toString(36).slice(2)}`;
    const [session] = await database.query<{ owner: string; database: string }>(
      'select quote_ident(session_user) as owner, quote_ident(current_database()) as database',
    );
    // On a server the application's role may be there already, made by another database.
    await database.query(
      `do $$ begin create role xueye_app nologin; exception when duplicate_object then null; end $$`,
    );
    await database.query(`create role ${role} createrole`);
    await database.query(`grant xueye_app to ${role} with admin option`);
    await database.query(`grant create on database ${session?.database} to ${role}`);
    await database.query('create schema xueye');
    await database.query(`alter schema xueye owner to ${role}`);
    const transaction: Database['transaction'] = (work) =>
      database.transaction(async (tx) => {
        await tx.query(`select set_config('role', $1, true)`, [role]);
        return work(tx);
      });
    const asOwner: Database = { ...database, transaction, query: queryAlone(transaction) };
    expect(await migrate(asOwner)).toHaveLength((await readMigrations()).length);
    const owners = await database.query(
      `select distinct tableowner as owner from pg_tables where schemaname = 'xueye'`,
    );
    expect(owners).toEqual([{ owner: role }]);

    const department = testDepartment('ours');
    await storeRoster(asOwner, department);
    const store = createStore(asOwner, TEST_MASTER_KEYS);
    const person = await store.findPerson(department.ref('person', 'adviser1'), TODAY);
    expect(person?.assignments.map(({ role }) => role)).toEqual(['adviser']);
    const seen = await store.transaction(department.as('adviser1'), ({ roster }) => roster.countStudents({}));
    expect(seen).toBe(2);
    await database.query(`drop owned by ${role}`);
    await database.query(`drop role ${role}`);
  });
});

describe('migration files', () => {
  it('have names that CloudBase’s command takes, without two of one time', async () => {
    const names = (await readMigrations()).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name).toMatch(/^\d{14}_[a-z0-9_]+\.sql$/);
    expect(new Set(names.map((name) => name.slice(0, 14))).size).toBe(names.length);
  });

  it('with another name are refused, not skipped', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
    await writeFile(path.join(folder, '2026_first.sql'), 'select 1');
    await expect(readMigrations(pathToFileURL(`${folder}/`))).rejects.toThrow('2026_first.sql');
    await rm(folder, { recursive: true });
  });
});
