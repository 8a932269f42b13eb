import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ActionName, Input } from '#core/contract/actions';
import { sayChanges, sayEvent } from '#core/domain/audit-sentence';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

let department: TestDepartment;
let staff: Staff;
let classId: string;
let otherClassId: string;
let areas: { one: string; two: string };
const reason = '学期初调整';

beforeEach(async () => {
  department = await openDepartment();
  staff = await staffDepartment(department);
  const scopes = await department.act(staff.office, 'roster.scopes', {});
  const idOf = (name: string) =>
    [...scopes.classes, ...scopes.areas].find((one) => one.name === name)?.id ?? '';
  classId = idOf('生物科学241');
  otherClassId = idOf('生物技术241');
  areas = { one: idOf('一区'), two: idOf('二区') };
  return () => department.database.close();
});

const refused = async <A extends ActionName>(action: A, input: Input<A>, by = staff.office) => {
  const before = await department.contents();
  const reply = await department.call(by, action, input);
  expect(await department.contents()).toBe(before);
  return reply.ok ? null : reply.error;
};
const tenureOf = async (personId: string) => {
  const { tenures } = await department.act(staff.office, 'roster.person', { personId });
  const first = tenures.find((held) => held.personId === personId);
  if (!first) throw new Error('no tenure');
  return first;
};
const assign = (given: Partial<Input<'roster.assign'>>): Input<'roster.assign'> => ({
  id: uuidv7(),
  personId: staff.teacher,
  role: 'adviser',
  classId: otherClassId,
  areaId: null,
  firstDay: '2026-09-14',
  lastDay: null,
  reason,
  ...given,
});
const handOver = (given: Partial<Input<'roster.hand-over'>> = {}): Input<'roster.hand-over'> => ({
  id: uuidv7(),
  classId,
  personId: staff.teacher,
  firstDay: '2026-09-14',
  reason,
  ...given,
});
/** Two open cases of the class, decided on the day. */
async function openCases(): Promise<string> {
  await department.importText('成绩.csv', gradeFile(gradeLine('202405010101', '林知远', 'SK01', '16', '45')));
  await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
  const { items } = await department.act(staff.leader, 'meeting.agenda', {});
  const { caseId } = await department.act(staff.leader, 'meeting.decide', {
    id: uuidv7(),
    proposalId: items[0]?.proposalId ?? '',
    outcome: 'confirm',
    difficulty: 'both',
    causes: [],
    causeNote: '',
    reason: '',
  });
  return caseId ?? '';
}

describe('people', () => {
  it('are found by name and number, by role and by what became of them', async () => {
    const names = async (input: Input<'roster.people'>) =>
      (await department.act(staff.leader, 'roster.people', input)).items.map(({ name }) => name);
    expect(await names({ search: '顾' })).toEqual(['顾明澜']);
    expect(await names({ search: 'T00', role: 'adviser' })).toEqual(['顾明澜', '贺兰亭']);
    expect(await names({ state: 'none' })).toEqual(['白临川']);
    await department.act(staff.office, 'roster.leave', {
      id: uuidv7(),
      personId: staff.formerAdviser,
      lastDay: '2026-09-14',
      reason: '调离',
    });
    expect(await names({ state: 'none' })).toEqual([]);
    expect(await names({ state: 'left' })).toEqual(['白临川']);
  });

  it('come with the file that brought them', async () => {
    expect(await tenureOf(staff.adviser)).toMatchObject({ source: 'staff.csv', state: 'in-force' });
    await department.act(staff.office, 'roster.assign', assign({ role: 'office', classId: null }));
    expect(await tenureOf(staff.teacher)).toMatchObject({ role: 'office', source: null });
  });

  it('are added once, whatever is retried, and never under a number that is taken', async () => {
    const input = { id: uuidv7(), name: '叶知秋', workNo: ' Ｔ１００ ' };
    const added = await department.act(staff.office, 'roster.add-person', input);
    expect(added.person).toMatchObject({ name: '叶知秋', workNo: 'T100', roles: [] });
    const before = await department.contents();
    await department.act(staff.office, 'roster.add-person', input);
    expect(await department.contents()).toBe(before);
    expect(await refused('roster.add-person', { ...input, id: uuidv7() })).toMatchObject({
      code: 'WORK_NO_TAKEN',
      field: 'workNo',
    });
  });

  it('whose number was wrong: an open code for the wrong one ends', async () => {
    await department.act(staff.office, 'accounts.issue-code', { personId: staff.teacher });
    await department.act(staff.office, 'roster.rename-person', {
      personId: staff.teacher,
      name: '柳知秋',
      workNo: 'T106',
      reason: '工号写错',
    });
    const { items } = await department.act(staff.office, 'accounts.list', { search: '柳知秋' });
    expect(items).toMatchObject([{ workNo: 'T106', codeExpiresOn: null }]);
  });
});

describe('a role', () => {
  it('is given, ended and corrected with a reason, and all of it is shown', async () => {
    const input = assign({ role: 'counselor', classId: null, areaId: areas.two });
    await department.act(staff.office, 'roster.assign', input);
    const before = await department.contents();
    await department.act(staff.office, 'roster.assign', input);
    expect(await department.contents()).toBe(before);
    expect(await department.act(staff.teacher, 'students.list', {}, 'counselor')).toMatchObject({
      classes: [{ name: '生物技术241' }],
    });
    await department.act(staff.office, 'roster.end', {
      id: uuidv7(),
      tenureId: input.id,
      lastDay: '2026-09-30',
      reason: '借调结束',
    });
    const shown = await department.act(staff.office, 'roster.correct', {
      id: uuidv7(),
      tenureId: input.id,
      firstDay: '2026-09-15',
      lastDay: '2026-10-15',
      isVoid: false,
      reason: '日期写错',
    });
    expect(shown.tenures.filter(({ role }) => role === 'counselor')).toMatchObject([
      { firstDay: '2026-09-15', lastDay: '2026-10-15', state: 'coming' },
      { firstDay: '2026-09-14', state: 'void' },
    ]);
    expect(shown.history.map(({ kind }) => kind).sort()).toEqual(['ended', 'given', 'given', 'voided']);
    expect(shown.history.map((change) => change.reason)).toContain('日期写错');
  });

  it('given by mistake is voided, and can be given anew', async () => {
    const input = assign({ role: 'leader', classId: null });
    await department.act(staff.office, 'roster.assign', input);
    await department.act(staff.office, 'roster.correct', {
      id: uuidv7(),
      tenureId: input.id,
      firstDay: input.firstDay,
      lastDay: null,
      isVoid: true,
      reason: '选错人',
    });
    expect(await department.call(staff.teacher, 'today.list', {}, 'leader')).toMatchObject({
      error: { code: 'ROLE_ENDED' },
    });
    await department.act(staff.office, 'roster.assign', { ...input, id: uuidv7() });
    expect(await department.call(staff.teacher, 'today.list', {}, 'leader')).toMatchObject({ ok: true });
  });

  it.each([
    [
      'DAYS_REVERSED',
      () => assign({ personId: staff.leader, firstDay: '2026-09-14', lastDay: '2026-09-13' }),
    ],
    ['SCOPE_MISSING', () => assign({ classId: null })],
    ['SCOPE_MISSING', () => assign({ role: 'counselor', classId: null })],
    ['ADVISER_OVERLAP', () => assign({})],
    ['ALREADY_HELD', () => assign({ personId: staff.otherAdviser, firstDay: '2027-09-01' })],
    ['NOT_FOUND', () => assign({ personId: uuidv7() })],
    ['NOT_FOUND', () => assign({ classId: uuidv7() })],
    ['INVALID_INPUT', () => assign({ reason: '  ' })],
  ])('is refused with %s', async (code, input) => {
    expect(await refused('roster.assign', input())).toMatchObject({ code });
  });

  it('of the last officer cannot be ended, voided or left', async () => {
    const { tenureId, firstDay } = await tenureOf(staff.office);
    const id = uuidv7();
    expect(await refused('roster.end', { id, tenureId, lastDay: '2026-12-31', reason })).toMatchObject({
      code: 'OFFICE_NEEDED',
    });
    expect(
      await refused('roster.correct', { id, tenureId, firstDay, lastDay: null, isVoid: true, reason }),
    ).toMatchObject({ code: 'OFFICE_NEEDED' });
    const leaving = { id, personId: staff.office, lastDay: '2026-09-14', reason };
    expect(await refused('roster.leave', leaving)).toMatchObject({ code: 'LEAVE_SELF' });
    await department.act(staff.office, 'roster.assign', assign({ role: 'office', classId: null }));
    const left = await department.act(staff.teacher, 'roster.leave', leaving, 'office');
    expect(left.person).toMatchObject({ roles: [{ role: 'office' }], leftOn: '2026-09-14' });
    department.state.today = '2026-09-15';
    expect(await department.call(staff.office, 'today.list', {})).toMatchObject({
      error: { code: 'NO_ROLE' },
    });
  });
});

describe('who leaves', () => {
  it('loses every assignment and every session, and what was written stays', async () => {
    const caseId = await openCases();
    const bindingId = uuidv7();
    await department.database.query(
      `insert into xueye.identity (provider, subject, department_id, person_id, binding_id, bound_at)
      select 'wechat', 'o', department_id, id, '${bindingId}', now() from xueye.person where id = '${staff.adviser}'`,
    );
    expect(await department.boundPerson(bindingId)).toBe(staff.adviser);
    const input = { id: uuidv7(), personId: staff.adviser, lastDay: '2026-09-13', reason: '离职' };
    const left = await department.act(staff.office, 'roster.leave', input);
    expect(left.person).toMatchObject({ leftOn: '2026-09-13', isBound: false, roles: [] });
    expect(await department.boundPerson(bindingId)).toBeNull();
    expect(await department.call(staff.adviser, 'talks.form', { caseId })).toMatchObject({
      error: { code: 'NO_ROLE' },
    });
    // The class without an adviser is said to the leader and to the office.
    for (const by of [staff.leader, staff.office]) {
      const { items } = await department.act(by, 'today.list', {});
      expect(items.find(({ kind }) => kind === 'exception')).toMatchObject({
        title: '生物科学241',
        target: { page: 'class', classId },
      });
    }
    const shown = await department.act(staff.leader, 'roster.class', { classId });
    expect(shown.problems).toEqual(['没有在任的班主任，班主任的谈话无人承担。']);
  });
});

it('what the office did is told in sentences, with what it was before', async () => {
  const { tenureId } = await tenureOf(staff.otherAdviser);
  await department.act(staff.office, 'roster.hand-over', handOver());
  const given = await tenureOf(staff.teacher);
  await department.act(staff.office, 'roster.correct', {
    id: uuidv7(),
    tenureId: given.tenureId,
    firstDay: given.firstDay,
    lastDay: null,
    isVoid: true,
    reason,
  });
  await department.act(staff.office, 'roster.correct', {
    id: uuidv7(),
    tenureId,
    firstDay: '2024-09-01',
    lastDay: '2026-12-31',
    isVoid: false,
    reason,
  });
  await department.act(staff.office, 'roster.stand-in', {
    id: uuidv7(),
    tenureIds: [(await tenureOf(staff.counselor)).tenureId],
    personId: staff.otherAdviser,
    firstDay: '2026-09-14',
    lastDay: '2026-09-20',
    reason,
  });
  const personId = uuidv7();
  await department.act(staff.office, 'roster.add-person', { id: personId, name: '叶知秋', workNo: 'T100' });
  await department.act(staff.office, 'roster.rename-person', {
    personId,
    name: '叶知秋',
    workNo: 'T101',
    reason,
  });
  await department.act(staff.office, 'roster.leave', {
    id: uuidv7(),
    personId,
    lastDay: '2026-09-14',
    reason,
  });
  await department.act(staff.office, 'roster.add-area', { id: uuidv7(), name: '三区' });
  await department.act(staff.office, 'roster.add-class', {
    id: uuidv7(),
    name: '生物科学251',
    grade: null,
    major: null,
    areaId: null,
  });
  await department.act(staff.office, 'roster.move-class', { classId, areaId: areas.two, reason });
  const { items } = await department.act(staff.leader, 'audit.list', { group: 'people' });
  const told = items
    .filter(({ action }) => action.startsWith('roster.'))
    .map((event) => [sayEvent(event), ...sayChanges(event.changes)].join('；'))
    .reverse();
  expect(told).toEqual([
    '结束了顾明澜的班主任身份；结束日期：无 → 2026-09-13',
    '给柳知秋登记了班主任身份，9月14日起',
    '作废了柳知秋的班主任身份；结束日期：无 → 2026-09-13',
    '更正了贺兰亭的班主任身份的日期；结束日期：无 → 2026-12-31',
    '给贺兰亭登记了辅导员代办，9月14日起；结束日期：无 → 2026-09-20',
    '把叶知秋登记到名册',
    '更正了叶知秋的姓名或工号；工号：T100 → T101',
    '给叶知秋办理了离开，最后一天9月14日',
    '新增了责任区三区',
    '新增了班级生物科学251',
    '把生物科学241换了责任区；责任区：一区 → 二区',
  ]);
});

describe('a class', () => {
  it('handed over passes its open duties on with three days, and keeps what was late with the former', async () => {
    await openCases();
    // The first talk was due a week after the 14th, a Monday.
    department.state.today = '2026-09-24';
    const before = await department.act(staff.leader, 'today.list', {});
    expect(before.items.find(({ kind }) => kind === 'overdue-person')?.title).toContain('顾明澜');
    const input = handOver({ firstDay: '2026-09-24' });
    await department.act(staff.office, 'roster.hand-over', input);
    const once = await department.contents();
    await department.act(staff.office, 'roster.hand-over', input);
    expect(await department.contents()).toBe(once);

    const mine = await department.act(staff.teacher, 'today.list', {}, 'adviser');
    const talk = mine.items.find(({ kind }) => kind === 'first-talk');
    // 24 + 3 days is a Sunday: the next teaching day.
    expect(talk).toMatchObject({ dueOn: '2026-09-28', state: 'open' });
    expect(talk?.because).toContain('换人接手');
    expect(await department.call(staff.adviser, 'today.list', {}, 'adviser')).toMatchObject({
      error: { code: 'NO_ROLE' },
    });
    // The counselor's own talk is as late as it was.
    const theirs = await department.act(staff.counselor, 'today.list', {});
    expect(theirs.items.find(({ kind }) => kind === 'first-talk')).toMatchObject({ state: 'overdue' });

    const sheet = await department.act(staff.teacher, 'roster.handover-sheet', { classId }, 'adviser');
    expect(sheet).toMatchObject({
      handedOverOn: '2026-09-24',
      former: ['顾明澜'],
      present: ['柳知秋'],
      // The call to the parents was as late.
      overdueBefore: 2,
    });
    const first = sheet.students[0]?.duties.find(({ kind }) => kind === 'first-talk');
    expect(first).toMatchObject({ dueOn: '2026-09-28', lateBefore: 2 });
  });

  it('keeps a due date that is later than the three days', async () => {
    await openCases();
    await department.act(staff.office, 'roster.hand-over', handOver({ firstDay: '2026-09-15' }));
    department.state.today = '2026-09-15';
    const { items } = await department.act(staff.teacher, 'today.list', {}, 'adviser');
    expect(items.find(({ kind }) => kind === 'first-talk')).toMatchObject({ dueOn: '2026-09-21' });
  });

  it.each([
    ['ALREADY_HELD', () => handOver({ personId: staff.adviser })],
    ['NOT_FOUND', () => handOver({ classId: uuidv7() })],
    ['NOT_FOUND', () => handOver({ personId: uuidv7() })],
  ])('is not handed over: %s', async (code, input) => {
    expect(await refused('roster.hand-over', input())).toMatchObject({ code });
  });

  it('handed over twice in a day was never the one’s in between', async () => {
    await department.act(staff.office, 'roster.hand-over', handOver());
    const shown = await department.act(
      staff.office,
      'roster.hand-over',
      handOver({ personId: staff.otherAdviser }),
    );
    expect(shown.advisers).toEqual(['贺兰亭']);
    expect(shown.tenures.find(({ personId }) => personId === staff.teacher)?.state).toBe('void');
  });

  it('moved to another area passes to its counselor, with the days of a handover', async () => {
    await openCases();
    department.state.today = '2026-09-24';
    const shown = await department.act(staff.office, 'roster.move-class', {
      classId,
      areaId: areas.two,
      reason: '责任区调整',
    });
    expect(shown).toMatchObject({
      counselors: ['程以宁'],
      moves: [{ on: '2026-09-24', from: '一区', to: '二区', by: '沈知礼', reason: '责任区调整' }],
    });
    const { items } = await department.act(staff.otherCounselor, 'today.list', {});
    expect(items.find(({ kind }) => kind === 'first-talk')).toMatchObject({ dueOn: '2026-09-28' });
  });

  it('and an area without anybody say so', async () => {
    const { id } = { id: uuidv7() };
    const areaId = uuidv7();
    await department.act(staff.office, 'roster.add-area', { id: areaId, name: '三区' });
    const added = await department.act(staff.office, 'roster.add-class', {
      id,
      name: '生物科学251',
      grade: '2025',
      major: ' ',
      areaId,
    });
    expect(added.problems).toEqual(['没有在任的班主任，班主任的谈话无人承担。', '三区没有在任的辅导员。']);
    const { areas: all } = await department.act(staff.leader, 'roster.areas', {});
    expect(all.find((area) => area.areaId === areaId)?.problems).toHaveLength(1);
    expect(await refused('roster.add-area', { id: uuidv7(), name: '三区' })).toMatchObject({
      code: 'AREA_EXISTS',
    });
    expect(
      await refused('roster.add-class', {
        id: uuidv7(),
        name: '生物科学251',
        grade: null,
        major: null,
        areaId,
      }),
    ).toMatchObject({ code: 'CLASS_EXISTS' });
  });
});

describe('someone who stands in', () => {
  const standIn = async (
    given: Partial<Input<'roster.stand-in'>> = {},
  ): Promise<Input<'roster.stand-in'>> => ({
    id: uuidv7(),
    tenureIds: [(await tenureOf(staff.adviser)).tenureId],
    personId: staff.teacher,
    firstDay: '2026-09-21',
    lastDay: '2026-09-25',
    reason: '出差',
    ...given,
  });

  it('sees and does the work while it lasts, in their own name; the absent one still sees', async () => {
    const caseId = await openCases();
    const input = await standIn();
    await department.act(staff.leader, 'roster.stand-in', input);
    const once = await department.contents();
    await department.act(staff.leader, 'roster.stand-in', input);
    expect(await department.contents()).toBe(once);
    expect(await department.call(staff.teacher, 'talks.form', { caseId }, 'adviser')).toMatchObject({
      error: { code: 'ROLE_ENDED' },
    });
    department.state.today = '2026-09-22';
    const { items } = await department.act(staff.teacher, 'today.list', {}, 'adviser');
    const talk = items.find(({ kind }) => kind === 'first-talk');
    expect(talk?.detail).toContain('代顾明澜');
    // Standing in is no handover: the date stays.
    expect(talk).toMatchObject({ dueOn: '2026-09-21', state: 'overdue' });
    expect(await department.act(staff.teacher, 'session.me', {}, 'adviser')).toMatchObject({
      roles: [{ role: 'adviser', scope: '生物科学241（代顾明澜）' }, { role: 'teacher' }],
    });
    const late = (await department.act(staff.leader, 'today.list', {})).items.map(({ title }) => title);
    expect(late.some((title) => title.startsWith('柳知秋（班主任）逾期'))).toBe(true);
    expect(late.some((title) => title.startsWith('顾明澜（班主任）'))).toBe(false);

    const talkId = uuidv7();
    await department.act(
      staff.teacher,
      'talks.file',
      {
        id: talkId,
        caseId,
        heldOn: '2026-09-22',
        mode: 'in-person',
        place: '',
        duration: null,
        attended: true,
        jointWith: null,
        family: '',
        contact: '',
        problems: '缺课较多。',
        assessment: '需要关注。',
        parentsContacted: null,
        needsAttention: null,
        psychologicalReferral: null,
      },
      'adviser',
    );
    const seen = await department.act(staff.adviser, 'talks.view', { talkId });
    expect(JSON.stringify(seen)).toContain('柳知秋');
    const { items: found } = await department.act(staff.adviser, 'students.list', {});
    const archive = await department.act(staff.adviser, 'students.archive', {
      studentId: found[0]?.studentId ?? '',
    });
    expect(archive.advisers).toEqual(['顾明澜', '柳知秋（代顾明澜）']);

    department.state.today = '2026-09-26';
    expect(await department.call(staff.teacher, 'talks.view', { talkId }, 'adviser')).toMatchObject({
      error: { code: 'ROLE_ENDED' },
    });
  });

  it('is sent back early', async () => {
    const shown = await department.act(staff.office, 'roster.stand-in', await standIn());
    const acting = shown.tenures.find(({ actingFor }) => actingFor !== null);
    department.state.today = '2026-09-23';
    const back = await department.act(staff.leader, 'roster.end-stand-in', {
      id: uuidv7(),
      tenureId: acting?.tenureId ?? '',
      lastDay: '2026-09-22',
      reason: '提前回来',
    });
    expect(back.tenures.find(({ actingFor }) => actingFor !== null)).toMatchObject({
      lastDay: '2026-09-22',
      state: 'over',
    });
    const own = await tenureOf(staff.adviser);
    expect(
      await refused('roster.end-stand-in', {
        id: uuidv7(),
        tenureId: own.tenureId,
        lastDay: '2026-09-22',
        reason,
      }),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['STAND_IN_SELF', async () => standIn({ personId: staff.adviser })],
    ['STAND_IN_NOT_STAFF', async () => standIn({ personId: staff.volunteer })],
    ['STAND_IN_NOT_STAFF', async () => standIn({ personId: staff.formerAdviser })],
    ['STAND_IN_ROLE', async () => standIn({ tenureIds: [(await tenureOf(staff.office)).tenureId] })],
    ['STAND_IN_OUTSIDE', async () => standIn({ firstDay: '2023-09-01', lastDay: '2023-09-05' })],
    ['STAND_IN_LONG', async () => standIn({ lastDay: '2028-09-01' })],
    ['DAYS_REVERSED', async () => standIn({ lastDay: '2026-09-20' })],
    ['NOT_FOUND', async () => standIn({ tenureIds: [uuidv7()] })],
  ])('is refused with %s', async (code, input) => {
    expect(await refused('roster.stand-in', await input(), staff.leader)).toMatchObject({
      code,
    });
  });

  it('does not pass on what was passed to them', async () => {
    const shown = await department.act(staff.office, 'roster.stand-in', await standIn());
    const acting = shown.tenures.find(({ actingFor }) => actingFor !== null)?.tenureId ?? '';
    const again = await standIn({ tenureIds: [acting], personId: staff.leader });
    expect(await refused('roster.stand-in', again)).toMatchObject({ code: 'STAND_IN_TWICE' });
  });
});
