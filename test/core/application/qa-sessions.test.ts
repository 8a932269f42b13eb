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

describe('集中答疑', () => {
  let department: TestDepartment;
  let staff: Staff;
  let lin: string;
  let xu: string;
  let offeringId: string;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '16', '45'),
        gradeLine('202405020101', '许星野', 'SK02', '16', '45', '生物技术241'),
      ),
    );
    await department.importText(
      '教学班.csv',
      '课程代码,课程名称,教师工号,教师姓名,班级,学期\nSK01,课程SK01,T006,柳知秋,生物科学241,2026-2027-1',
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    department.state.today = '2026-09-01';
    for (const { proposalId, student } of (await department.act(staff.leader, 'meeting.agenda', {})).items) {
      if (student.name === '林知远') lin = student.id;
      else xu = student.id;
      await department.act(staff.leader, 'meeting.decide', {
        id: uuidv7(),
        proposalId,
        outcome: 'confirm',
        difficulty: 'both',
        causes: [],
        causeNote: '',
        reason: '',
      });
    }
    offeringId = (await department.act(staff.teacher, 'focus.mine', {})).courses[0]?.offeringId ?? '';
  });
  afterAll(() => department.database.close());
  beforeEach(() => {
    department.state.today = '2026-09-14';
  });

  const announcement = (fields: Partial<Input<'qa.announce'>> = {}): Input<'qa.announce'> => ({
    id: uuidv7(),
    offeringId,
    heldOn: '2026-09-17',
    from: 1110,
    to: 1200,
    place: '生科楼 312',
    topic: '第三章习题',
    ...fields,
  });
  const report = (sessionId: string, fields: Partial<Input<'qa.report'>> = {}): Input<'qa.report'> => ({
    sessionId,
    outcome: 'held',
    came: [lin],
    others: 7,
    topics: '分离定律。',
    ...fields,
  });
  const qaOnToday = async (who: string) =>
    (await department.act(who, 'today.list', {})).items.filter(({ kind }) => kind === 'qa');

  it('tells the adviser of the students asked to it and nobody else; afterwards who came', async () => {
    const input = announcement();
    expect(await department.act(staff.teacher, 'qa.announce', input)).toMatchObject({ repeated: false });
    expect(await department.act(staff.teacher, 'qa.show', { sessionId: input.id })).toMatchObject({
      sessionId: input.id,
      standing: 'announced',
      teacherName: null,
      students: [{ name: '林知远', came: false }],
    });
    expect(await department.call(staff.otherAdviser, 'qa.show', { sessionId: input.id })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
    expect(await department.act(staff.teacher, 'qa.announce', input)).toMatchObject({ repeated: true });
    expect(await qaOnToday(staff.adviser)).toMatchObject([
      { title: '通知 1 名同学参加集中答疑：课程SK01', detail: '9月17日 18:30–20:00，生科楼 312' },
    ]);
    expect(await qaOnToday(staff.otherAdviser)).toEqual([]);
    expect((await department.act(staff.otherCounselor, 'qa.list', {})).items).toEqual([]);
    expect(await department.call(staff.teacher, 'qa.report', report(input.id))).toMatchObject({
      ok: false,
      error: { code: 'NOT_YET' },
    });

    department.state.today = '2026-09-18';
    expect(await qaOnToday(staff.teacher)).toMatchObject([
      { state: 'open', title: '课程SK01：记录集中答疑' },
    ]);
    await department.act(staff.teacher, 'qa.report', report(input.id));
    expect(await department.act(staff.teacher, 'qa.report', report(input.id, { came: [] }))).toMatchObject({
      repeated: true,
    });
    expect(await qaOnToday(staff.teacher)).toEqual([]);
    for (const who of [staff.counselor, staff.leader]) {
      expect((await department.act(who, 'qa.list', {})).items).toMatchObject([
        {
          standing: 'held',
          teacherName: '柳知秋',
          others: 7,
          students: [{ name: '林知远', came: true }],
        },
      ]);
    }
    const { timeline } = await department.act(
      staff.adviser,
      'students.archive',
      { studentId: lin },
      'adviser',
    );
    expect(timeline.filter(({ kind }) => kind === 'qa')).toMatchObject([
      { title: '集中答疑：课程SK01', detail: '来了。分离定律。', by: '柳知秋' },
    ]);
  });

  it('says that it was cancelled, and why', async () => {
    const input = announcement({ heldOn: '2026-09-30' });
    await department.act(staff.teacher, 'qa.announce', input);
    await department.act(
      staff.teacher,
      'qa.report',
      report(input.id, { outcome: 'cancelled', topics: '教室占用' }),
    );
    const [first] = (await department.act(staff.teacher, 'qa.list', {})).items;
    expect(first).toMatchObject({ standing: 'cancelled', others: 0, topics: '教室占用' });
    expect(first?.students.every(({ came }) => !came)).toBe(true);
  });

  it.each([
    ['without a place', { place: ' ' }, 'PLACE_MISSING'],
    ['that ends before it begins', { to: 1110 }, 'TIMES_INVALID'],
    ['in the far future', { heldOn: '2027-09-14' }, 'DAY_TOO_FAR'],
    ['of a course that is not one’s own', { offeringId: uuidv7() }, 'NOT_FOUND'],
  ] as const)('refuses a session %s and writes nothing', async (_what, fields, code) => {
    const before = await department.contents();
    const reply = await department.call(staff.teacher, 'qa.announce', announcement(fields));
    expect(reply).toMatchObject({ ok: false, error: { code } });
    expect(await department.contents()).toBe(before);
  });

  it('writes nobody down who is not to be looked after in the course', async () => {
    const input = announcement({ heldOn: '2026-09-14' });
    await department.act(staff.teacher, 'qa.announce', input);
    const wrong: readonly (readonly [Partial<Input<'qa.report'>>, string])[] = [
      [{ came: [xu] }, 'LIST_CHANGED'],
      [{ topics: '' }, 'TOPICS_MISSING'],
    ];
    for (const [fields, code] of wrong) {
      const reply = await department.call(staff.teacher, 'qa.report', report(input.id, fields));
      expect(reply).toMatchObject({ ok: false, error: { code } });
    }
  });
});
