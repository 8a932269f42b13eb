import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#core/contract/actions';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

const offerings = (...rows: string[]) =>
  ['课程代码,课程名称,教师工号,教师姓名,班级,学期', ...rows].join('\n');

describe('课堂重点关注', () => {
  let department: TestDepartment;
  let staff: Staff;
  let ids: Record<string, string>;
  let offering: Record<string, string>;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '16', '45'),
        gradeLine('202405010101', '林知远', 'SK02', '3', '88'),
        gradeLine('202405010102', '周予安', 'SK02', '13', '45'),
        gradeLine('202405020101', '许星野', 'SK01', '16', '45', '生物技术241'),
      ),
    );
    await department.importText(
      'staff.csv',
      '工号,姓名,角色,范围,开始日期,结束日期\nT009,裴清越,专业教师,,2024-09-01,',
    );
    await department.importText(
      '教学班.csv',
      offerings(
        'SK01,课程SK01,T006,柳知秋,生物科学241,2026-2027-1',
        'SK02,课程SK02,T006,柳知秋,生物技术241,2026-2027-1',
        'SK01,课程SK01,T006,柳知秋,生物科学241,2025-2026-2',
        'SK01,课程SK01,T009,裴清越,生物技术241,2026-2027-1',
      ),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    department.state.today = '2026-06-15';
    for (const { proposalId } of (await department.act(staff.leader, 'meeting.agenda', {})).items) {
      await department.act(staff.leader, 'meeting.decide', {
        id: uuidv7(),
        proposalId,
        outcome: 'confirm',
        difficulty: 'both',
        causes: ['poverty'],
        causeNote: '',
        reason: '',
      });
    }
    const byName = async (sql: string) =>
      Object.fromEntries(
        (await department.database.query<{ key: string; id: string }>(sql)).map(({ key, id }) => [key, id]),
      );
    ids = await byName('select name as key, id from xueye.student');
    offering = await byName(
      `select person.work_no || ' ' || course_code || ' ' || term as key, offering.id
       from xueye.teaching_offering offering join xueye.person on person.id = teacher_id`,
    );
  });
  afterAll(() => department.database.close());
  beforeEach(() => {
    department.state.today = '2026-09-14';
  });

  const own = (key: string) => offering[`T006 ${key} 2026-2027-1`] ?? '';
  const mine = async () => (await department.act(staff.teacher, 'focus.mine', {})).courses;
  const lesson = (fields: Partial<Input<'focus.lesson'>> = {}): Input<'focus.lesson'> => ({
    id: uuidv7(),
    offeringId: own('SK01'),
    heldOn: '2026-09-14',
    exceptions: [],
    ...fields,
  });
  const note = (fields: Partial<Input<'focus.note'>> = {}): Input<'focus.note'> => ({
    id: uuidv7(),
    offeringId: own('SK01'),
    studentId: ids.林知远 ?? '',
    text: '到课正常，作业偏慢。',
    ...fields,
  });

  it('names who failed the course: of the class, or retaking it; not who sits in a colleague’s', async () => {
    const courses = await mine();
    expect(
      courses.map(({ courseName, students }) => [
        courseName,
        students.map(({ isRetake, name }) => `${name}${isRetake ? ' 重修' : ''}`),
      ]),
    ).toEqual([
      ['课程SK01', ['林知远']],
      ['课程SK02', ['周予安 重修']],
    ]);
  });

  it('tells a teacher no tier, no cause and no number', async () => {
    const text = JSON.stringify([await mine(), await department.act(staff.teacher, 'today.list', {})]);
    for (const secret of ['一级', '二级', '三级', 'tier', 'poverty', '贫困', '16.00', '"45"', 'caseId":"'])
      expect(text).not.toContain(secret);
  });

  it('names the teacher who owes a note to the leader, by person, until it is written', async () => {
    department.state.today = '2026-10-26';
    const late = async () => {
      const { items } = await department.act(staff.leader, 'today.list', {});
      return items.filter(({ title }) => title.includes('专业教师'));
    };
    const [of6, of9] = await Promise.all(
      ['T006', 'T009'].map(async (workNo) => {
        const [row] = await department.database.query<{ id: string }>(
          'select id from xueye.person where work_no = $1',
          [workNo],
        );
        return row?.id ?? '';
      }),
    );
    expect((await late()).map(({ target, title }) => [title, target])).toEqual([
      ['柳知秋（专业教师）逾期 2 项', { page: 'person', personId: of6 }],
      ['裴清越（专业教师）逾期 1 项', { page: 'person', personId: of9 }],
    ]);
    const { people } = await department.act(staff.leader, 'oversight.show', {});
    expect(people.filter(({ role }) => role === '专业教师')).toMatchObject([
      { personId: of6, name: '柳知秋', overdue: 2 },
      { personId: of9, name: '裴清越', overdue: 1 },
    ]);
    const rows = await department.act(staff.leader, 'oversight.rows', {
      section: 'overdue',
      ...(of6 === undefined ? {} : { personId: of6 }),
    });
    expect(
      rows.items.map(({ detail, owners, title }) => [title, detail.includes('柳知秋（专业教师）'), owners]),
    ).toEqual(
      expect.arrayContaining([
        ['林知远 · 课堂重点关注', true, []],
        ['周予安 · 课堂重点关注', true, []],
      ]),
    );
    await department.act(staff.teacher, 'focus.note', note());
    expect((await late())[0]?.title).toBe('柳知秋（专业教师）逾期 1 项');
    // Nobody below the department is told who teaches whom, and nobody is asked for a course without a teacher.
    await department.database.query(
      `update xueye.assignment set last_day = '2026-10-01' where role = 'teacher'`,
    );
    expect(await late()).toEqual([]);
    expect(
      (await department.act(staff.leader, 'oversight.show', {})).people.some(
        ({ role }) => role === '专业教师',
      ),
    ).toBe(false);
    await department.database.query(`update xueye.assignment set last_day = null where role = 'teacher'`);
    await department.database.query('alter table xueye.focus_note disable trigger user');
    await department.database.query('delete from xueye.focus_note');
    await department.database.query('alter table xueye.focus_note enable trigger user');
  });

  it('marks a lesson for all at once, who is not named as fine, and once however often sent', async () => {
    const input = lesson({
      exceptions: [
        { studentId: ids.林知远 ?? '', attendance: 'absent', answer: 'not-asked', homework: 'missing' },
      ],
    });
    expect(await department.act(staff.teacher, 'focus.lesson', input)).toMatchObject({ repeated: false });
    expect(await department.act(staff.teacher, 'focus.lesson', input)).toMatchObject({ repeated: true });
    const [course] = await mine();
    expect(course?.lastLessonOn).toBe('2026-09-14');
    expect(course?.students[0]?.lessons).toBe('记了 1 次课：缺勤 1 次，作业未交 1 次');
    // The same day again corrects it.
    await department.act(staff.teacher, 'focus.lesson', lesson());
    expect((await mine())[0]?.students[0]?.lessons).toMatch(/^记了 1 次课/);
  });

  it.each([
    [
      'a colleague’s course',
      () => lesson({ offeringId: offering['T009 SK01 2026-2027-1'] ?? '' }),
      'NOT_FOUND',
    ],
    [
      'last term’s course',
      () => lesson({ offeringId: offering['T006 SK01 2025-2026-2'] ?? '' }),
      'NOT_FOUND',
    ],
    ['tomorrow', () => lesson({ heldOn: '2026-09-15' }), 'HELD_IN_FUTURE'],
    [
      'a student of another course',
      () =>
        lesson({
          exceptions: [{ studentId: ids.周予安 ?? '', attendance: 'late', answer: 'good', homework: 'fine' }],
        }),
      'LIST_CHANGED',
    ],
  ] as const)('refuses a lesson of %s and writes nothing', async (_what, input, code) => {
    const before = await department.contents();
    const reply = await department.call(staff.teacher, 'focus.lesson', input());
    expect(reply).toMatchObject({ ok: false, error: { code } });
    expect(await department.contents()).toBe(before);
  });

  it.each([
    ['another student', () => note({ studentId: ids.许星野 ?? '' }), 'LIST_CHANGED'],
    ['nothing', () => note({ text: '  ' }), 'NOTE_MISSING'],
    ['too much', () => note({ text: '长'.repeat(301) }), 'NOTE_TOO_LONG'],
  ] as const)('refuses a note of %s', async (_what, input, code) => {
    const reply = await department.call(staff.teacher, 'focus.note', input());
    expect(reply).toMatchObject({ ok: false, error: { code } });
  });

  it('asks for a note a month, and a note closes it for teacher, adviser and archive alike', async () => {
    department.state.today = '2026-10-09';
    const dueBefore = (await mine())[0]?.students[0]?.due;
    expect(dueBefore).toMatchObject({ dueOn: '2026-09-30', state: 'overdue' });
    const todo = async () =>
      (await department.act(staff.teacher, 'today.list', {})).items.filter(
        ({ kind }) => kind === 'focus-note',
      );
    expect((await todo())[0]).toMatchObject({ state: 'overdue', student: { name: '林知远' } });
    const archive = () =>
      department.act(staff.adviser, 'students.archive', { studentId: ids.林知远 ?? '' }, 'adviser');
    const duty = async () => (await archive()).duties.find(({ kind }) => kind === 'focus-note');
    // Counted from the decision; the teacher’s from the first day of the semester.
    expect(await duty()).toMatchObject({ state: 'overdue' });

    const input = note();
    await department.act(staff.teacher, 'focus.note', input);
    expect(await department.act(staff.teacher, 'focus.note', input)).toMatchObject({ repeated: true });
    const dueAfter = (await mine())[0]?.students[0]?.due;
    expect(dueAfter).toMatchObject({ dueOn: '2026-11-09', state: 'upcoming' });
    expect(await duty()).toMatchObject({ dueOn: '2026-11-09', state: 'upcoming' });
    const { timeline } = await archive();
    expect(timeline.filter(({ kind }) => kind.startsWith('focus'))).toEqual([
      expect.objectContaining({ kind: 'focus-note', detail: '到课正常，作业偏慢。', by: '柳知秋' }),
      expect.objectContaining({ kind: 'focus-lessons', title: '9月的课：课程SK01' }),
    ]);
    expect((await mine())[0]?.students[0]?.lessons).toBe('');
  });

  it('opens a referral of a student of one’s own course, and of no other', async () => {
    const open = (name: string) =>
      department.call(staff.teacher, 'referrals.form', { studentId: ids[name] ?? '' });
    expect(await open('林知远')).toMatchObject({ ok: true, data: { student: { name: '林知远' } } });
    expect(await open('许星野')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    const filed = await department.act(staff.teacher, 'referrals.file', {
      id: uuidv7(),
      student: { studentId: ids.林知远 ?? '' },
      causes: [],
      causeNote: '厌学',
      seen: '连续三次没有来上课。',
      photoIds: [],
    });
    expect(filed.repeated).toBe(false);
  });
});
