import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootstrapDepartment } from '#adapters/postgres/bootstrap';
import type { CalendarChange } from '#core/domain/school-calendar';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

const FREE: CalendarChange = { kind: 'correct', day: '2026-09-21', as: 'free', note: '运动会' };

describe('the school calendar', () => {
  let department: TestDepartment;
  let staff: Staff;
  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '8', '45'),
        gradeLine('202405010101', '林知远', 'SK02', '6', '45'),
      ),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    const { items } = await department.act(staff.leader, 'meeting.agenda', {});
    await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: items[0]?.proposalId ?? '',
      outcome: 'confirm',
      difficulty: 'both',
      causes: [],
      causeNote: '',
      reason: '',
    });
  });
  afterAll(() => department.database.close());

  const show = (month?: string) =>
    department.act(staff.office, 'calendar.show', month === undefined ? {} : { month });
  const change = (given: CalendarChange) =>
    department.act(staff.office, 'calendar.change', { change: given });
  const kindOf = async (day: string) =>
    (await show(day.slice(0, 7))).days.find((held) => held.day === day)?.kind;

  it('shows this month, with the published holidays that nobody entered', async () => {
    const seen = await show();
    expect(seen.month).toBe('2026-09');
    expect(seen.canEdit).toBe(true);
    expect(seen.currentTerm).toBe('2026-2027-1');
    expect(seen.nextToEnter).toBe('2026-2027-2');
    expect(seen.missing[0]).toContain('2026-2027学年第2学期还没有录入');
    // 中秋 and its make-up Sunday: from the package alone.
    expect(await kindOf('2026-09-25')).toBe('free');
    expect(await kindOf('2026-09-20')).toBe('make-up');
    expect(seen.corrections).toEqual([]);
  });

  it('lets the leader read and not write', async () => {
    expect((await department.act(staff.leader, 'calendar.show', {})).canEdit).toBe(false);
    const before = await department.contents();
    for (const action of ['calendar.weigh', 'calendar.change'] as const) {
      const reply = await department.call(staff.leader, action, { change: FREE });
      expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    }
    expect(await department.contents()).toBe(before);
  });

  it('weighs a change without writing: the talks due that day move', async () => {
    const before = await department.contents();
    const effect = await department.act(staff.office, 'calendar.weigh', { change: FREE });
    // First talks of both sides and the call, due 7 days after the decision of 9月14日.
    expect(effect.moved).toBeGreaterThanOrEqual(3);
    expect(effect.earlier).toBe(0);
    expect(effect.examples[0]).toMatchObject({ name: '林知远', from: '2026-09-21', to: '2026-09-22' });
    expect(await department.contents()).toBe(before);
  });

  it('saves it, moves the due dates, says why, and logs it without the note', async () => {
    await change(FREE);
    const { items } = await department.act(staff.adviser, 'today.list', {});
    const first = items.find(({ kind }) => kind === 'first-talk');
    expect(first).toMatchObject({ dueOn: '2026-09-22' });
    expect(first?.because).toContain('运动会放假，顺延至9月22日');
    const events = await department.database.query<{ action: string; subject_id: string; detail: object }>(
      `select action, subject_id, detail from xueye.audit_event where action like 'calendar.%'`,
    );
    expect(events).toEqual([
      { action: 'calendar.correct', subject_id: '2026-09-21', detail: { as: 'free' } },
    ]);
  });

  it('refuses to correct it again, and takes it back as often as asked', async () => {
    await change({ ...FREE, note: '校庆' });
    expect((await show()).corrections).toEqual([{ day: FREE.day, as: 'free', note: '校庆' }]);
    const restore: CalendarChange = { kind: 'restore', day: '2026-09-21' };
    await change(restore);
    await change(restore);
    expect((await show()).corrections).toEqual([]);
    expect(await kindOf('2026-09-21')).toBe('teaching');
  });

  it('refuses an overlap in a sentence that names the other term, and writes nothing', async () => {
    const before = await department.contents();
    const reply = await department.call(staff.office, 'calendar.change', {
      change: {
        kind: 'save-term',
        term: '2026-2027-2',
        from: '2027-01-15',
        to: '2027-07-02',
        selection: null,
      },
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'TERM_OVERLAP', field: 'from' } });
    expect(reply.ok ? '' : reply.error.message).toContain('2026-2027学年第1学期');
    expect(await department.contents()).toBe(before);
  });

  it.each(['2026-02-30', '2026-13-01'])('refuses %s, which no calendar has', async (day) => {
    const reply = await department.call(staff.office, 'calendar.change', { change: { ...FREE, day } });
    expect(reply).toMatchObject({ ok: false });
  });

  it('takes a term with its 选课周, which gives the advice a date', async () => {
    const spring = { term: '2026-2027-2', from: '2027-03-01', to: '2027-07-02', selection: null };
    await change({ kind: 'save-term', ...spring });
    const autumn = { term: '2026-2027-1', from: '2026-08-31', to: '2027-01-15' };
    const selection = { from: '2026-12-21', to: '2026-12-25' };
    const seen = await change({ kind: 'save-term', ...autumn, selection });
    expect(seen.terms.find(({ term }) => term === autumn.term)).toEqual({ ...autumn, selection });
    expect(seen.nextToEnter).toBe('2027-2028-1');
    const { items } = await department.act(staff.adviser, 'students.list', {});
    const archive = await department.act(staff.adviser, 'students.archive', {
      studentId: items[0]?.studentId ?? '',
    });
    expect(archive.duties.find(({ kind }) => kind === 'course-advice')).toMatchObject({
      dueOn: '2026-12-18',
    });
    await change({ kind: 'remove-term', term: '2026-2027-2' });
    expect((await show()).terms.map(({ term }) => term)).toEqual([TERM, '2026-2027-1']);
  });

  it('keeps what the office entered when the department is set up again', async () => {
    await change(FREE);
    const before = await show();
    const [held] = await department.database.query<{ department_id: string }>(
      'select department_id from xueye.department',
    );
    await bootstrapDepartment(department.database, {
      department: { id: held?.department_id ?? '', name: '生命科学学院', shortName: '生科院' },
      policyId: '2015',
      officer: { ...department.officer, assignmentId: uuidv7() },
      calendar: {
        terms: [{ term: '2026-2027-1', from: '2026-09-07', to: '2027-01-08' }],
        holidays: ['2026-09-28'],
        makeupWorkdays: [],
      },
    });
    expect(await show()).toEqual(before);
    expect((await department.act(staff.office, 'session.me', {})).department.name).toBe('生命科学学院');
  });

  it('names areas and the first assignment by ids in the order of time', async () => {
    const rows = await department.database.query<{ id: string }>(
      'select id from xueye.area union all select id from xueye.assignment',
    );
    expect(rows.length).toBeGreaterThan(2);
    for (const { id } of rows) expect(id[14]).toBe('7');
  });
});
