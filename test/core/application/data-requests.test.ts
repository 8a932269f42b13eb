import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOfPerson } from '#adapters/postgres/person-export';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { openDepartment, type Staff, staffDepartment, type TestDepartment } from './department';

describe('requests about one’s own data', () => {
  let department: TestDepartment;
  let staff: Staff;
  const ask = (fields: object = {}) => ({
    id: uuidv7(),
    kind: 'correction' as const,
    field: 'name' as const,
    wanted: '柳知夏',
    reason: '登记时写错了',
    ...fields,
  });
  const answer = (requestId: string, fields: object = {}) => ({
    id: uuidv7(),
    requestId,
    outcome: 'accepted' as const,
    reason: '',
    value: '柳知夏',
    where: '',
    ...fields,
  });

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText('学生.csv', '学号,姓名,班级\n202405010101,林知远,生物科学241');
  });
  afterAll(() => department?.database.close());

  it('changes the roster with the answer, once, and the person sees from what to what', async () => {
    const request = ask();
    const mine = await department.act(staff.teacher, 'rights.ask', request);
    expect(mine.requests).toMatchObject([{ state: 'open', was: '柳知秋', dueOn: '2026-09-29' }]);
    await department.act(staff.teacher, 'rights.ask', request);
    const given = answer(request.id);
    await department.act(staff.office, 'rights.answer', given);
    await department.act(staff.office, 'rights.answer', given);
    expect(await department.call(staff.leader, 'rights.answer', answer(request.id))).toMatchObject({
      ok: false,
      error: { code: 'CONFLICT' },
    });
    const seen = await department.act(staff.teacher, 'rights.mine', {});
    expect(seen.name).toBe('柳知夏');
    expect(seen.requests).toMatchObject([{ state: 'accepted', answer: { value: '柳知夏' } }]);
    expect(
      await department.database.query(
        `select action from xueye.audit_event where action like 'rights.%' or action = 'roster.rename-person'
        order by seq`,
      ),
    ).toEqual(['rights.ask', 'roster.rename-person', 'rights.answer'].map((action) => ({ action })));
    const stored = await department.database.query<{ text: string }>(
      `select t::text as text from xueye.data_request t union all select t::text from xueye.data_request_answer t`,
    );
    expect(stored.filter(({ text }) => text.includes('柳知夏') || text.includes('写错'))).toEqual([]);
  });

  it('refuses with a reason only, never one’s own, and says where else it was changed', async () => {
    const own = ask({ field: 'role', wanted: '任期到七月' });
    await department.act(staff.office, 'rights.ask', own);
    expect(await department.call(staff.office, 'rights.answer', answer(own.id))).toMatchObject({
      error: { code: 'OWN_REQUEST' },
    });
    expect(
      await department.call(staff.leader, 'rights.answer', answer(own.id, { outcome: 'refused' })),
    ).toMatchObject({ error: { code: 'REASON_MISSING' } });
    expect(await department.call(staff.leader, 'rights.answer', answer(own.id))).toMatchObject({
      error: { code: 'WHERE_MISSING' },
    });
    await department.act(staff.office, 'rights.withdraw', { id: uuidv7(), requestId: own.id });
    expect(
      await department.call(staff.leader, 'rights.answer', answer(own.id, { where: '名册' })),
    ).toMatchObject({ error: { code: 'CONFLICT' } });
    const other = ask({ field: 'other' });
    await department.act(staff.adviser, 'rights.ask', other);
    expect(
      await department.call(staff.teacher, 'rights.withdraw', { id: uuidv7(), requestId: other.id }),
    ).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it('is overdue from the day after its last, and that stands on the office’s day', async () => {
    const titleOf = async () =>
      (await department.act(staff.office, 'today.list', { show: 'talks' })).items.find(
        ({ kind }) => kind === 'data-request',
      );
    department.state.today = '2026-09-29';
    expect(await titleOf()).toMatchObject({ state: 'open' });
    department.state.today = '2026-09-30';
    expect(await titleOf()).toMatchObject({ state: 'overdue' });
    department.state.today = '2026-09-14';
  });

  it('enters a student’s request by number and name, changes the class, and previews a deletion', async () => {
    const entered = {
      ...ask({ field: 'class', wanted: '生物技术241' }),
      studentNo: '202405010101',
      name: '林知远',
      identityCheck: 'student-card' as const,
    } as const;
    expect(
      await department.call(staff.office, 'rights.enter', { ...entered, name: '林知近' } as never),
    ).toMatchObject({ error: { code: 'NO_STUDENT' } });
    expect(await department.act(staff.office, 'rights.enter', entered as never)).toMatchObject({
      was: '生物科学241',
      isApplied: true,
    });
    await department.act(staff.office, 'rights.answer', answer(entered.id, { value: '生物技术241' }));
    const erase = { ...entered, id: uuidv7(), kind: 'erasure', field: null, wanted: '全部' } as const;
    const detail = await department.act(staff.office, 'rights.enter', erase as never);
    expect(detail.effect).toMatchObject({ barrier: null });
    const departmentId = (
      await department.database.query<{ id: string }>('select department_id as id from xueye.department')
    )[0]?.id;
    const copy = await copyOfPerson(
      department.database,
      departmentId ?? '',
      '202405010101',
      TEST_MASTER_KEYS,
    );
    expect(copy?.tables.data_request).toMatchObject([{ wanted: '生物技术241' }, { wanted: '全部' }]);
    expect(copy?.tables.student).toHaveLength(1);
  });
});
