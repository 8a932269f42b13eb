import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOfPerson } from '#adapters/postgres/person-export';
import type { Input } from '#core/contract/actions';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

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

  /** As the office writes it down for a student who came. */
  const enterFor =
    (studentNo: string, name: string) =>
    (fields: Partial<Input<'rights.enter'>>): Input<'rights.enter'> => ({
      ...{ id: uuidv7(), kind: 'correction', field: 'other', wanted: 'x', reason: '' },
      ...{ studentNo, name, identityCheck: 'student-card' },
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

  it('corrects what the roster keeps of a student, and the audit says from what to what', async () => {
    const enter = enterFor('202405010102', '周予安');
    for (const [field, value] of [
      ['gender', '男'],
      ['native-place', '浙江温州'],
      ['contact', '19900000099'],
      ['family', '随祖父母生活'],
    ] as const) {
      const request = enter({ field, wanted: value });
      await department.act(staff.office, 'rights.enter', request);
      await department.act(staff.office, 'rights.answer', answer(request.id, { value }));
    }
    const events = await department.database.query<{ changes: object; student: string }>(
      `select changes, subject_id as student from xueye.audit_event
      where action = 'rights.answer' order by seq desc limit 4`,
    );
    expect(events.map(({ changes }) => changes).reverse()).toEqual([
      { gender: ['女', '男'] },
      { nativePlace: ['浙江宁波', '浙江温州'] },
      { contact: ['held', 'other'] },
      { family: ['held', 'other'] },
    ]);
    const studentId = events[0]?.student ?? '';
    expect(
      await department.act(staff.office, 'students.sensitive', { studentId, purpose: 'contact-parents' }),
    ).toMatchObject({ contact: '19900000099', family: '随祖父母生活' });
    expect(
      await department.database.query(
        'select name, gender, native_place from xueye.student where id = $1 and class_id is not null',
        [studentId],
      ),
    ).toEqual([{ name: '周予安', gender: '男', native_place: '浙江温州' }]);
    const nowhere = enter({ field: 'class', wanted: '生物科学249' });
    await department.act(staff.office, 'rights.enter', nowhere);
    expect(
      await department.call(staff.office, 'rights.answer', answer(nowhere.id, { value: '生物科学249' })),
    ).toMatchObject({ error: { code: 'NO_CLASS', field: 'value' } });
    expect(await department.act(staff.office, 'rights.show', { requestId: nowhere.id })).toMatchObject({
      state: 'open',
    });
  });

  it('corrects a work number and a volunteer’s contact, which a teacher has none of', async () => {
    await department.importText(
      '志愿者.csv',
      '学号,姓名,班级,可帮扶课程,空闲时间,联系方式,开始日期\nT007,季子昂,,课程SK01,周三,19900000032,2026-09-01',
    );
    const contact = ask({ field: 'contact', wanted: '19900000077' });
    expect((await department.act(staff.volunteer, 'rights.ask', contact)).requests).toMatchObject([
      { was: '19900000032' },
    ]);
    await department.act(staff.office, 'rights.answer', answer(contact.id, { value: '19900000077' }));
    expect((await department.act(staff.volunteer, 'rights.mine', {})).volunteer).toMatchObject({
      contact: '19900000077',
      freeTime: '周三',
    });
    const number = ask({ field: 'work-no', wanted: 'T016' });
    await department.act(staff.teacher, 'rights.ask', number);
    expect(
      await department.call(staff.office, 'rights.answer', answer(number.id, { value: 'T005' })),
    ).toMatchObject({ error: { code: 'WORK_NO_TAKEN' } });
    await department.act(staff.office, 'rights.answer', answer(number.id, { value: 'T016' }));
    expect(await department.act(staff.teacher, 'rights.mine', {})).toMatchObject({ workNo: 'T016' });
    expect(
      await department.database.query(
        `select action, changes from xueye.audit_event order by seq desc limit 2`,
      ),
    ).toMatchObject([
      { action: 'rights.answer' },
      { action: 'roster.rename-person', changes: { workNo: ['T006', 'T016'] } },
    ]);
    const none = ask({ field: 'contact', wanted: '19900000078' });
    await department.act(staff.teacher, 'rights.ask', none);
    expect(await department.act(staff.office, 'rights.show', { requestId: none.id })).toMatchObject({
      isApplied: false,
    });
  });

  it('lets a leader accept what the office has changed in the roster, and says so', async () => {
    const request = ask({ field: 'name', wanted: '顾明岚' });
    await department.act(staff.adviser, 'rights.ask', request);
    expect(await department.act(staff.leader, 'rights.show', { requestId: request.id })).toMatchObject({
      isApplied: false,
      can: { answer: true },
    });
    expect(
      await department.call(staff.leader, 'rights.answer', answer(request.id, { value: '顾明岚' })),
    ).toMatchObject({
      error: { code: 'WHERE_MISSING', message: expect.stringContaining('名册只有系学工办能改') },
    });
    const said = answer(request.id, { value: '顾明岚', where: '系学工办已在名册里改好' });
    expect(await department.act(staff.leader, 'rights.answer', said)).toMatchObject({
      state: 'accepted',
      answer: { where: '系学工办已在名册里改好' },
    });
    expect((await department.act(staff.adviser, 'rights.mine', {})).name).toBe('顾明澜');
  });

  it('bars a deletion while somebody is helped, and for as long as the file is kept', async () => {
    const erase = enterFor('202405010102', '周予安')({ kind: 'erasure', field: null, wanted: '全部' });
    await department.act(staff.office, 'rights.enter', erase);
    await department.importText(
      '成绩.csv',
      gradeFile(gradeLine('202405010102', '周予安', 'SK01', '16', '45')),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    const { items } = await department.act(staff.leader, 'meeting.agenda', {});
    await department.act(staff.leader, 'meeting.decide', {
      ...{ id: uuidv7(), proposalId: items[0]?.proposalId ?? '', outcome: 'confirm', difficulty: 'both' },
      ...{ causes: [], causeNote: '', reason: '' },
    });
    const accept = () =>
      department.call(staff.office, 'rights.answer', answer(erase.id, { value: '', where: '匿名' }));
    expect(await accept()).toMatchObject({
      error: { code: 'ERASE_BARRED', message: expect.stringContaining('还在帮扶或结对中') },
    });
    await department.database.query(
      `update xueye.support_case set status = 'closed', closed_on = '2026-09-14', close_reason = 'x'`,
    );
    expect(await accept()).toMatchObject({
      error: { code: 'ERASE_BARRED', message: expect.stringContaining('档案保存 3 年') },
    });
    expect((await department.act(staff.office, 'rights.show', { requestId: erase.id })).effect).toMatchObject(
      { barrier: expect.stringContaining('只能停止使用') },
    );
    const lastDay = '2029-09-13';
    department.state.today = lastDay;
    expect(await accept()).toMatchObject({ error: { code: 'ERASE_BARRED' } });
    department.state.today = '2029-09-14';
    expect(await accept()).toMatchObject({ ok: true, data: { state: 'accepted' } });
    department.state.today = '2026-09-14';
  });
});
