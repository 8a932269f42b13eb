import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bindIdentity, bootstrapDepartment } from '#adapters/postgres/bootstrap';
import { migrate } from '#adapters/postgres/migrate';
import { openPgDatabase } from '#adapters/postgres/pg';
import { PRIVACY_GUIDE } from '#core/domain/privacy-guide';
import { demoCalendar } from '../../local/demo/calendar';
import { type Host, startHost } from '../../local/host/host';
import { buildFunctions } from '../../tools/build/functions';

export const ENV_ID = 'env-test';
export const PUBLISHABLE_KEY = 'publishable';
export const OFFICER = { id: '0190a1b2-c3d4-7e8f-9a0b-1c2d3e4f5a6b', name: '许佩兰', workNo: '05011' };
export const OFFICER_BINDING = '0190a1b2-c3d4-7e8f-9a0b-1c2d3e4f5b01';
export const OFFICER_OPENID = 'openid-officer';

export interface BuiltHost {
  readonly host: Host;
  readonly functionsDir: string;
  /** What the functions wrote to their console. */
  readonly logged: string[];
  close(): Promise<void>;
}

/** The real functions, built as for the cloud, on a throw-away department with one officer. */
export async function openBuiltHost(): Promise<BuiltHost> {
  const folder = mkdtempSync(path.join(tmpdir(), 'built-'));
  const functionsDir = path.join(folder, 'functions');
  await buildFunctions(path.resolve(import.meta.dirname, '../..'), functionsDir);
  const logged: string[] = [];
  const log = (line: unknown) => void logged.push(String(line));
  const host = await startHost({
    dataDir: path.join(folder, 'data'),
    functionsDir,
    envId: ENV_ID,
    publishableKey: PUBLISHABLE_KEY,
    console: { log, warn: log, error: log },
  });
  const database = openPgDatabase(host.databaseUrl(), { max: 1 });
  const departmentId = '0190a1b2-c3d4-7e8f-9a0b-000000000001';
  await migrate(database);
  await bootstrapDepartment(database, {
    department: { id: departmentId, name: '生命科学系', shortName: '生科系' },
    policyId: '2015',
    officer: { ...OFFICER, assignmentId: '0190a1b2-c3d4-7e8f-9a0b-1c2d3e4f5a6c' },
    calendar: demoCalendar(),
  });
  await bindIdentity(database, {
    departmentId,
    provider: 'wechat',
    subject: OFFICER_OPENID,
    personId: OFFICER.id,
    bindingId: OFFICER_BINDING,
  });
  await database.query(
    `insert into xueye.consent (department_id, id, person_id, kind, version, answer, on_day)
    values ($1, $2, $2, 'guide', $3, 'given', '2026-02-26')`,
    [departmentId, OFFICER.id, PRIVACY_GUIDE.version],
  );
  await database.close();
  return {
    host,
    functionsDir,
    logged,
    async close() {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
