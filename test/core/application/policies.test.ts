import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '#core/domain/policy';
import { policy2015, policy2025 } from '#core/policies/index';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

type Body = { -readonly [K in keyof Policy]: Policy[K] };
const edited = (change: (body: Body) => void, from: Policy = policy2015): Body => {
  const body = JSON.parse(JSON.stringify(from)) as Body;
  change(body);
  return body;
};
const withCodes = (...codes: readonly string[]) =>
  edited((body) => {
    body.courses = { ...body.courses, repeatableCodes: codes };
  });

describe('the department’s own versions of the rule', () => {
  let department: TestDepartment;
  let staff: Staff;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
  });
  afterAll(() => department.database.close());

  const input = (
    body: unknown,
    seen: string,
    fields: { effectiveFrom?: string; reason?: string; id?: string } = {},
  ) => ({
    id: uuidv7(),
    seen,
    effectiveFrom: department.state.today,
    reason: '按教务处本学期的课程表',
    body,
    ...fields,
  });

  it('applies the shipped rule until a version is made', async () => {
    const shown = await department.act(staff.office, 'policies.show', {});
    expect(shown.policy).toEqual(policy2015);
    expect(shown).toMatchObject({
      newest: '',
      upcoming: [],
      inForce: { version: policy2015.version },
      can: { editTables: true, editRules: false },
    });
    expect(shown.versions.map(({ version }) => version)).toEqual([policy2015.version, policy2025.version]);
    expect((await department.act(staff.leader, 'policies.show', {})).can.editRules).toBe(true);
  });

  it.each<[string, unknown, string, RegExp]>([
    [
      'a substitution without its code',
      edited((body) => {
        body.courses = { ...body.courses, substitutions: [{ code: 'A1', by: ' ' }] };
      }),
      'POLICY_INVALID',
      /课程替代第 1 行的替代课程代码」应为文字/,
    ],
    [
      'a course that replaces itself in a circle',
      edited((body) => {
        body.courses = {
          ...body.courses,
          substitutions: [
            { code: 'A1', by: 'B1' },
            { code: 'B1', by: 'A1' },
          ],
        };
      }),
      'POLICY_INVALID',
      /课程替代第 1 行」.*成了一圈/,
    ],
    [
      'the same code twice',
      withCodes('TY1', 'TY1'),
      'POLICY_INVALID',
      /可重复课程代码第 2 行」与前面的一行重复/,
    ],
    [
      'a level that is a mark as well',
      edited((body) => {
        body.grading = { ...body.grading, marks: { ...body.grading.marks, 优秀: 'passed' } };
      }),
      'POLICY_INVALID',
      /标记的优秀」已是等级成绩/,
    ],
    ['nothing at all', null, 'POLICY_INVALID', /整份办法」应为一组设置/],
    [
      'a threshold moved by the office',
      edited((body) => {
        body.nearMissWithin = 400;
      }),
      'FORBIDDEN',
      /接近认定线的学分.*组长/,
    ],
    ['another rule chosen by the office', policy2025, 'FORBIDDEN', /组长/],
    [
      'an unknown family',
      edited((body) => {
        body.id = '2019';
      }),
      'POLICY_UNKNOWN',
      /2019/,
    ],
    ['no change', policy2015, 'POLICY_UNCHANGED', /没有改动/],
  ])('refuses %s and writes nothing', async (_what, body, code, sentence) => {
    const before = await department.contents();
    const reply = await department.call(staff.office, 'policies.save', input(body, ''));
    expect(reply).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(sentence) } });
    expect(await department.contents()).toBe(before);
  });

  it.each([
    ['no reason', { reason: ' ' }, 'REASON_MISSING'],
    ['a day gone by', { effectiveFrom: '2026-09-13' }, 'POLICY_DATE'],
  ])('refuses %s', async (_what, fields, code) => {
    const reply = await department.call(staff.office, 'policies.save', input(withCodes('TY1'), '', fields));
    expect(reply).toMatchObject({ ok: false, error: { code } });
  });

  it('makes a version of each save, once for each id, in force on its day', async () => {
    const first = input(withCodes('TY170002'), '');
    const saved = await department.act(staff.office, 'policies.save', first);
    expect(saved).toMatchObject({ version: `${policy2015.version}-1`, repeated: false });
    expect(await department.act(staff.office, 'policies.save', first)).toMatchObject({
      version: saved.version,
      repeated: true,
    });
    const later = input(withCodes('TY170002', 'TY170003'), saved.version, { effectiveFrom: '2026-10-01' });
    await department.act(staff.leader, 'policies.save', later);
    const shown = await department.act(staff.office, 'policies.show', {});
    expect(shown.inForce.version).toBe(saved.version);
    expect(shown.upcoming).toMatchObject([
      { version: `${policy2015.version}-2`, effectiveFrom: '2026-10-01' },
    ]);
    department.state.today = '2026-10-01';
    expect((await department.act(staff.office, 'policies.show', {})).policy.courses.repeatableCodes).toEqual([
      'TY170002',
      'TY170003',
    ]);
    department.state.today = '2026-09-14';
  });

  it('refuses an edit of a version that is no longer the last', async () => {
    const reply = await department.call(
      staff.office,
      'policies.save',
      input(withCodes('X'), `${policy2015.version}-1`),
    );
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'POLICY_MOVED', message: expect.stringContaining('陆承钧') },
    });
  });

  it('tells each version’s differences, its maker and its reason', async () => {
    const { items } = await department.act(staff.leader, 'policies.history', {});
    expect(items.map(({ version, isInForce, by }) => [version, isInForce, by])).toEqual([
      [`${policy2015.version}-2`, false, '陆承钧'],
      [`${policy2015.version}-1`, true, '沈知礼'],
    ]);
    expect(items[0]?.differences).toEqual([
      { section: 'repeatables', label: '代码 TY170003', before: null, after: '可重复' },
    ]);
  });

  it('lets the leader move a threshold and choose the rule of 2025, and screens by it', async () => {
    await department.importText(
      '成绩.csv',
      gradeFile(gradeLine('202405010101', '林知远', 'SK01', '16', '45')),
    );
    const run = () =>
      department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'preview' });
    const before = await run();
    expect([before.policy.version, before.tiers[2]]).toEqual([`${policy2015.version}-1`, 1]);
    const chosen = await department.act(
      staff.leader,
      'policies.save-rules',
      input(policy2025, `${policy2015.version}-2`, { reason: '系里决定按 2025 年通知执行' }),
    );
    expect(chosen.version).toBe(`${policy2025.version}-3`);
    const after = await run();
    expect([after.policy.version, after.tiers[1], after.tiers[2]]).toEqual([chosen.version, 1, 0]);
    const [latest] = (await department.act(staff.leader, 'policies.history', {})).items;
    expect(latest?.differences).toContainEqual({
      section: 'rules',
      label: '一级的起点学分',
      before: '12.00',
      after: '15.00',
    });
  });

  it('keeps every version as it was', async () => {
    const shown = await department.act(staff.office, 'policies.show', { version: `${policy2015.version}-1` });
    expect(shown.policy).toEqual({
      ...withCodes('TY170002'),
      version: `${policy2015.version}-1`,
      effectiveFrom: '2026-09-14',
    });
    const missing = await department.call(staff.office, 'policies.show', { version: '2015.2-9' });
    expect(missing).toMatchObject({ ok: false, error: { code: 'POLICY_UNKNOWN' } });
    await expect(
      department.database.query('update xueye.policy_version set reason = reason'),
    ).rejects.toThrow(/append-only/);
  });

  it('holds for a teacher and an adviser as well, who see no office', async () => {
    for (const person of [staff.teacher, staff.adviser]) {
      expect(await department.call(person, 'today.list', {})).toMatchObject({ ok: true });
    }
  });
});

describe('tables edited while a later version waits', () => {
  let department: TestDepartment;
  let staff: Staff;
  const LATER = '2026-10-01';
  const LATEST = '2027-01-01';

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    for (const [effectiveFrom, within] of [
      [LATER, 200],
      [LATEST, 250],
    ] as const) {
      const body = edited((policy) => {
        policy.nearMissWithin = within;
      });
      await save('policies.save-rules', body, { effectiveFrom });
    }
  });
  afterAll(() => department.database.close());

  const input = async (body: unknown, fields: { effectiveFrom?: string }) => ({
    id: uuidv7(),
    seen: (await department.act(staff.leader, 'policies.show', {})).newest,
    effectiveFrom: department.state.today,
    reason: '课程表有误',
    body,
    ...fields,
  });
  const save = async (
    action: 'policies.save' | 'policies.save-rules',
    body: unknown,
    fields: { effectiveFrom?: string } = {},
  ) => {
    const by = action === 'policies.save' ? staff.office : staff.leader;
    return department.act(by, action, await input(body, fields));
  };
  const inForceOn = async (day: string) => {
    department.state.today = day;
    const { policy } = await department.act(staff.office, 'policies.show', {});
    department.state.today = '2026-09-14';
    return policy;
  };

  it('stay when each later version begins, with its own rules, and are listed and audited', async () => {
    await save('policies.save', withCodes('TY1'));
    for (const [day, within] of [
      ['2026-09-30', policy2015.nearMissWithin],
      [LATER, 200],
      [LATEST, 250],
    ] as const) {
      const { courses, nearMissWithin } = await inForceOn(day);
      expect([courses.repeatableCodes, nearMissWithin]).toEqual([['TY1'], within]);
    }
    const { items } = await department.act(staff.leader, 'policies.history', {});
    expect(items.slice(0, 3).map(({ version, effectiveFrom }) => [version, effectiveFrom])).toEqual([
      [`${policy2015.version}-5`, LATEST],
      [`${policy2015.version}-4`, LATER],
      [`${policy2015.version}-3`, '2026-09-14'],
    ]);
    for (const item of items.slice(0, 3)) {
      expect(item.differences).toEqual([
        { section: 'repeatables', label: '代码 TY1', before: null, after: '可重复' },
      ]);
    }
    expect(items[0]?.reason).toBe(`课程表有误（对照表随 ${policy2015.version}-3 一并修改）`);
    const audited = await department.database.query(
      "select 1 from xueye.audit_event where action = 'policies.save'",
    );
    expect(audited.length).toBe(5);
    const { upcoming } = await department.act(staff.office, 'policies.show', {});
    expect(upcoming.map(({ version }) => version)).toEqual([
      `${policy2015.version}-4`,
      `${policy2015.version}-5`,
    ]);
  });

  it('are refused where a later version’s were edited apart, until it has the same change', async () => {
    const later = (...codes: readonly string[]) =>
      edited(
        (body) => {
          body.nearMissWithin = 250;
        },
        withCodes(...codes) as Policy,
      );
    await save('policies.save', later('TY1', 'TY9'), { effectiveFrom: LATEST });
    const today = await input(withCodes('TY1', 'TY2'), {});
    const before = await department.contents();
    expect(await department.call(staff.office, 'policies.save', today)).toMatchObject({
      ok: false,
      error: { code: 'POLICY_LATER', message: expect.stringContaining('2027年1月1日') },
    });
    expect(await department.contents()).toBe(before);
    await save('policies.save', later('TY1', 'TY2', 'TY9'), { effectiveFrom: LATEST });
    await save('policies.save', withCodes('TY1', 'TY2'));
    expect((await inForceOn('2026-09-14')).courses.repeatableCodes).toEqual(['TY1', 'TY2']);
    expect((await inForceOn(LATER)).courses.repeatableCodes).toEqual(['TY1', 'TY2']);
    expect((await inForceOn(LATEST)).courses.repeatableCodes).toEqual(['TY1', 'TY2', 'TY9']);
  });

  it('leave a later version alone where the rules are saved with them', async () => {
    const { newest } = await department.act(staff.leader, 'policies.show', {});
    const body = edited(
      (policy) => {
        policy.nearMissWithin = 100;
      },
      withCodes('TY1', 'TY2', 'TY3') as Policy,
    );
    const { version } = await save('policies.save-rules', body);
    expect((await department.act(staff.leader, 'policies.show', {})).newest).toBe(version);
    expect(version).not.toBe(newest);
    expect((await inForceOn(LATER)).courses.repeatableCodes).toEqual(['TY1', 'TY2']);
  });
});
