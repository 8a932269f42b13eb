import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rotateDataKey } from '#adapters/postgres/key-runs';
import type { ImportKind } from '#core/application/ports';
import { screenStudent } from '#core/domain/screening';
import { policy2015 } from '#core/policies/index';
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

const LIN = '202405010101';
const ZHOU = '202405010102';
const line = (studentNo: string, code: string, score: string, credit = '8') =>
  gradeLine(studentNo, studentNo === LIN ? '林知远' : '周予安', code, credit, score);

let department: TestDepartment;
let staff: Staff;
beforeEach(async () => {
  department = await openDepartment();
  staff = await staffDepartment(department);
});
afterEach(() => department.database.close());

const rollBack = (importId: string, reason = '导错了学期') =>
  department.call(staff.office, 'imports.rollback', { importId, reason });
const undone = async (importId: string) => {
  const reply = await rollBack(importId);
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.data;
};

const officeKey = () => ({
  departmentId: '',
  personId: staff.office,
  role: 'office' as const,
  today: department.state.today,
});

/** What is in force: grades but for their ids, the files behind them, and what screening makes of it. */
async function inForce(): Promise<unknown> {
  const [held] = await department.database.query<{ id: string }>(
    'select department_id as id from xueye.department',
  );
  return department.deps.store.transaction(
    { ...officeKey(), departmentId: held?.id ?? '' },
    async ({ grades, imports }) => {
      const students: unknown[] = [];
      for await (const { student, rows } of grades.byStudent()) {
        students.push({
          rows: rows.map(({ id: _id, ...row }) => row),
          result: screenStudent(
            {
              studentNo: student.studentNo,
              name: student.name,
              term: TERM,
              rows: rows.map(({ grade }) => grade),
            },
            policy2015,
          ),
        });
      }
      return { students, sources: await grades.importSources(), terms: await imports.termsWithGrades() };
    },
  );
}

const roster = async () => ({
  classes: await department.database.query(
    'select c.name, c.grade, c.major, a.name as area from xueye.class c left join xueye.area a on a.id = c.area_id order by c.name',
  ),
  students: await department.database.query('select * from xueye.student order by id'),
  sensitive: await department.database.query('select * from xueye.student_sensitive order by student_id'),
  people: await department.database.query('select * from xueye.person order by id'),
  assignments: await department.database.query('select * from xueye.assignment order by id'),
});

describe('taking a grade import back', () => {
  it('leaves what is in force as it was, row by row and in the screening', async () => {
    await department.importText('一.csv', gradeFile(line(LIN, 'SK01', '45'), line(LIN, 'SK02', '50')));
    const before = await inForce();
    const second = await department.importText(
      '二.csv',
      gradeFile(line(LIN, 'SK01', '85'), line(LIN, 'SK02', '50'), line(ZHOU, 'SK01', '30')),
    );
    expect(await inForce()).not.toEqual(before);
    const view = await undone(second.importId);
    expect(view).toMatchObject({
      state: 'rolled-back',
      rollback: { by: '沈知礼', reason: '导错了学期', restored: 1, withdrawn: 1 },
    });
    expect(await inForce()).toEqual(before);
  });

  it('takes back once, however often it is asked', async () => {
    const { importId } = await department.importText('一.csv', gradeFile(line(LIN, 'SK01', '45')));
    const first = await undone(importId);
    const before = await department.contents();
    expect(await undone(importId)).toEqual(first);
    expect(await department.contents()).toBe(before);
  });

  it('can tell what was in force on an earlier day', async () => {
    await department.importText('一.csv', gradeFile(line(LIN, 'SK01', '45')));
    department.state.today = '2026-09-20';
    const { importId } = await department.importText('二.csv', gradeFile(line(LIN, 'SK01', '85')));
    department.state.today = '2026-09-27';
    await undone(importId);
    const versions = await department.database.query<{ score: string; from: string }>(
      `select g.score, coalesce(r.rolled_back_at, b.settled_at)::date::text as from
       from xueye.grade_row g
       join xueye.import_batch b on b.id = g.import_id
       left join xueye.import_rollback r on r.id = g.rollback_id
       order by 2`,
    );
    expect(versions).toEqual([
      { score: '45', from: '2026-09-14' },
      { score: '85', from: '2026-09-20' },
      { score: '45', from: '2026-09-27' },
    ]);
  });

  it('lets the same file come in again as new', async () => {
    const text = gradeFile(line(LIN, 'SK01', '45'));
    const first = await department.importText('一.csv', text);
    const held = await inForce();
    await undone(first.importId);
    const again = await department.importText('一.csv', text);
    expect(again.counts).toEqual({ new: 1, changed: 0, unchanged: 0, rejected: 0 });
    const strip = (state: unknown) => JSON.stringify(state).replaceAll(/[0-9a-f-]{36}/g, '');
    expect(strip(await inForce())).toBe(strip(held));
    expect(await department.call(staff.office, 'imports.apply', { importId: first.importId })).toMatchObject({
      error: { code: 'IMPORT_ROLLED_BACK' },
    });
  });

  it('names the later file that changed the same rows, and goes through after that one', async () => {
    const first = await department.importText('一.csv', gradeFile(line(LIN, 'SK01', '45')));
    const second = await department.importText('二.csv', gradeFile(line(LIN, 'SK01', '85')));
    const before = await department.contents();
    expect(await rollBack(first.importId)).toMatchObject({
      ok: false,
      error: { code: 'IMPORT_SUPERSEDED', message: expect.stringContaining('请先撤销「二.csv」') },
    });
    expect(await department.contents()).toBe(before);
    await undone(second.importId);
    await undone(first.importId);
    expect(await inForce()).toEqual({ students: [], sources: [], terms: [] });
  });

  it('stays where a later file has one of its rows, until that one is taken back', async () => {
    const september = line(LIN, 'SK01', '45');
    const first = await department.importText('9月.csv', gradeFile(september, line(ZHOU, 'SK01', '50')));
    const second = await department.importText('10月.csv', gradeFile(line(LIN, 'SK02', '40'), september));
    expect(second.counts).toMatchObject({ new: 1, changed: 0, unchanged: 1 });
    const before = await department.contents();
    expect(await rollBack(first.importId)).toMatchObject({
      ok: false,
      error: {
        code: 'IMPORT_SUPERSEDED',
        message: '不能撤销：后来导入的「10月.csv」里也有同样的行。请先撤销「10月.csv」，再撤销这一份。',
      },
    });
    expect(await department.contents()).toBe(before);
    expect(await undone(second.importId)).toMatchObject({ rollback: { restored: 0, withdrawn: 1 } });
    expect(await undone(first.importId)).toMatchObject({ rollback: { restored: 0, withdrawn: 2 } });
  });

  it('takes a file back that only repeats another, and leaves that in force', async () => {
    const text = gradeFile(line(LIN, 'SK01', '45'));
    const first = await department.importText('一.csv', text);
    const held = await inForce();
    const same = await department.importText('又一.csv', text);
    expect(same.counts).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
    expect(await rollBack(first.importId)).toMatchObject({
      error: { message: expect.stringContaining('「又一.csv」里也有') },
    });
    expect(await undone(same.importId)).toMatchObject({ rollback: { restored: 0, withdrawn: 0 } });
    expect(await inForce()).toEqual(held);
    await undone(first.importId);
    expect(await inForce()).toEqual({ students: [], sources: [], terms: [] });
  });

  it('is not kept by an earlier file with the same rows, nor by one with others of the same course', async () => {
    await department.importText('一.csv', gradeFile(line(LIN, 'SK01', '45')));
    await department.importText('二.csv', gradeFile(line(LIN, 'SK02', '45')));
    const third = await department.importText('三.csv', gradeFile(line(LIN, 'SK01', '85')));
    await department.importText('四.csv', gradeFile(line(LIN, 'SK02', '45'), line(ZHOU, 'SK01', '85')));
    expect(await undone(third.importId)).toMatchObject({ rollback: { restored: 1, withdrawn: 0 } });
    const rows = await department.database.query(
      `select distinct g.row_key, g.score from xueye.grade_row g join xueye.student s on s.id = g.student_id
       where s.student_no = $1 and g.course_code like '%SK01%' and g.superseded_by is null and not g.is_withdrawn`,
      [LIN],
    );
    expect(rows).toMatchObject([{ score: '45' }]);
  });

  it('refuses where a meeting has decided on it, with the screening and the number', async () => {
    const { importId } = await department.importText(
      '一.csv',
      gradeFile(line(LIN, 'SK01', '45'), line(LIN, 'SK02', '40')),
    );
    const id = uuidv7();
    await department.act(staff.office, 'screenings.run', { id, term: TERM, kind: 'official' });
    const agenda = await department.act(staff.leader, 'meeting.agenda', { screeningId: id });
    await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: agenda.items[0]?.proposalId ?? '',
      outcome: 'confirm',
      difficulty: 'both',
      causes: [],
      causeNote: '',
      reason: '',
    });
    const before = await department.contents();
    const reply = await rollBack(importId);
    expect(reply).toMatchObject({ ok: false, error: { code: 'IMPORT_DECIDED_ON' } });
    expect(reply.ok ? '' : reply.error.message).toContain(
      '2025-2026学年第2学期的正式筛查（9月14日）作出 1 项认定',
    );
    expect(await department.contents()).toBe(before);
  });

  it('asks for a reason, and for an import that brought something', async () => {
    const text = gradeFile(line(LIN, 'SK01', '45'));
    const { importId } = await department.importText('一.csv', text);
    const empty = await department.importText('坏.csv', gradeFile(line(LIN, 'SK03', '？')));
    expect(empty.counts).toEqual({ new: 0, changed: 0, unchanged: 0, rejected: 1 });
    const waiting = await department.preview('二.csv', gradeFile(line(LIN, 'SK02', '45')));
    const before = await department.contents();
    expect(await rollBack(importId, '  ')).toMatchObject({
      error: { code: 'REASON_MISSING', field: 'reason' },
    });
    expect(await rollBack(empty.importId)).toMatchObject({ error: { code: 'IMPORT_CHANGED_NOTHING' } });
    expect(await rollBack(waiting.importId)).toMatchObject({ error: { code: 'IMPORT_NOT_APPLIED' } });
    expect(await department.contents()).toBe(before);
  });

  it('is written to the audit, without the reason’s text', async () => {
    const { importId } = await department.importText('一.csv', gradeFile(line(LIN, 'SK01', '45')));
    await undone(importId);
    const [event] = await department.database.query<{ event: string }>(
      `select t::text as event from xueye.audit_event t where action = 'imports.rollback'`,
    );
    expect(event?.event).toContain(importId);
    expect(event?.event).not.toContain('导错了学期');
  });

  it('undoes any pile of imports from the top, whatever they changed', async () => {
    const rows = fc.uniqueArray(
      fc.record({
        who: fc.constantFrom(LIN, ZHOU),
        code: fc.constantFrom('SK01', 'SK02', 'SK03'),
        score: fc.constantFrom('45', '59', '60', '缺考'),
      }),
      { minLength: 1, maxLength: 5, selector: ({ who, code }) => `${who}${code}` },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(rows, { minLength: 1, maxLength: 3 }), async (files) => {
        const pile: { importId: string; before: unknown }[] = [];
        for (const [at, file] of files.entries()) {
          const before = await inForce();
          const text = gradeFile(...file.map(({ who, code, score }) => line(who, code, score)));
          const { importId } = await department.importText(`${at}.csv`, text);
          pile.push({ importId, before });
        }
        for (const { importId, before } of pile.reverse()) {
          await undone(importId);
          expect(await inForce()).toEqual(before);
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe('taking a roster import back', () => {
  it('restores changed fields and takes new people back', async () => {
    const before = await roster();
    const { importId } = await department.importText(
      '更正.csv',
      [
        '学号,姓名,性别,籍贯,班级,家庭,联系方式,家长',
        `${LIN},林知遥,男,浙江绍兴,生物技术241,城镇,,`,
        '202405010199,宋时微,女,浙江台州,生物科学241,城镇,19900000009,',
      ].join('\n'),
    );
    expect(await roster()).not.toEqual(before);
    expect(await undone(importId)).toMatchObject({ state: 'rolled-back' });
    expect(await roster()).toEqual(before);
  });

  it('restores what a new data key has sealed anew meanwhile', async () => {
    const [held] = await department.database.query<{ id: string }>(
      'select department_id as id from xueye.department',
    );
    const departmentId = held?.id ?? '';
    const sensitive = () =>
      department.deps.store.transaction({ ...officeKey(), departmentId }, async ({ roster: known }) => {
        const students = await known.studentsByNo([LIN, ZHOU]);
        return known.sensitiveOf([...students.values()].map(({ id }) => id));
      });
    const names = '学号,姓名,班级,家庭,联系方式,家长';
    await department.importText(
      '甲.csv',
      `${names}\n${LIN},林知远,生物科学241,农村,19900000001,父亲 19900000002`,
    );
    const before = await sensitive();
    const { importId } = await department.importText(
      '乙.csv',
      `${names}\n${LIN},林知远,生物科学241,城镇,19900000003,\n${ZHOU},周予安,生物科学241,城镇,,`,
    );
    expect(await sensitive()).not.toEqual(before);
    expect(await rotateDataKey(department.database, departmentId, TEST_MASTER_KEYS)).toMatchObject({
      version: 2,
    });
    expect(await undone(importId)).toMatchObject({ state: 'rolled-back' });
    expect((await sensitive()).get([...before.keys()][0] ?? '')).toEqual([...before.values()][0]);
    expect(await rotateDataKey(department.database, departmentId, TEST_MASTER_KEYS)).toMatchObject({
      version: 3,
    });
  });

  it('restores classes, areas, staff and their assignments', async () => {
    const before = await roster();
    const classes = await department.importText(
      'classes.csv',
      '班级,年级,专业,责任区\n生物科学241,2024,生物科学,三区\n生物科学243,2024,生物科学,三区',
    );
    const people = await department.importText(
      'staff.csv',
      '工号,姓名,角色,范围,开始日期,结束日期\nT001,顾明岚,班主任,生物科学241,2024-09-01,2026-12-31\nT019,闻人语,班主任,生物科学243,2026-09-01,',
    );
    expect(await rollBack(classes.importId)).toMatchObject({
      error: { code: 'IMPORT_REFERRED_TO', message: expect.stringContaining('班级「生物科学243」') },
    });
    await undone(people.importId);
    await undone(classes.importId);
    expect(await roster()).toEqual(before);
  });

  it('refuses to take back a student who has grades, and says so', async () => {
    const { importId } = await department.importText(
      '新生.csv',
      '学号,姓名,班级\n202405010199,宋时微,生物科学241',
    );
    await department.importText('一.csv', gradeFile(gradeLine('202405010199', '宋时微', 'SK01', '8', '45')));
    const before = await department.contents();
    expect(await rollBack(importId)).toMatchObject({
      error: { code: 'IMPORT_REFERRED_TO', message: expect.stringMatching(/学生「宋时微」.*成绩/) },
    });
    expect(await department.contents()).toBe(before);
  });

  it('names the later file that changed the same person', async () => {
    const first = await department.importText('甲.csv', `学号,姓名,班级\n${LIN},林知遥,生物科学241`);
    await department.importText('乙.csv', `学号,姓名,班级\n${LIN},林知远,生物科学241`);
    expect(await rollBack(first.importId)).toMatchObject({
      error: { code: 'IMPORT_SUPERSEDED', message: expect.stringContaining('「乙.csv」') },
    });
  });

  const LISTS: Readonly<Record<string, { first: string; same: string; other: string }>> = {
    classes: {
      first: '班级,年级,专业,责任区\n生物科学241,2024,生物学,一区',
      same: '班级,责任区\n生物科学241,一区\n生物科学249,一区',
      other: '班级,责任区\n生物科学248,一区',
    },
    students: {
      first: `学号,姓名,班级,家庭\n${LIN},林知远,生物科学241,城镇`,
      same: `学号,姓名,班级\n${LIN},林知远,生物科学241`,
      other: `学号,姓名,班级\n${ZHOU},周予安,生物科学241`,
    },
    staff: {
      first: '工号,姓名,角色,范围,开始日期,结束日期\nT041,闻人语,班主任,生物科学241,2026-09-01,',
      same: '工号,姓名,角色,范围,开始日期,结束日期\nT041,闻人语,班主任,生物科学241,2026-09-01,',
      other: '工号,姓名,角色,范围,开始日期,结束日期\nT042,闻人言,班主任,生物科学241,2026-09-01,',
    },
    areas: {
      first: '责任区,班级,工号\n九区,生物科学241,T003',
      same: '责任区,班级,工号\n九区,生物科学241,',
      other: '责任区,班级,工号\n八区,生物技术241,',
    },
    offerings: {
      first: '课程代码,课程名称,教师工号,教师姓名,班级,学期\nSK01,遗传学,T006,,生物科学241,2025-2026-2',
      same: '课程代码,课程名称,教师工号,教师姓名,班级,学期\nSK01,遗传学,T006,,生物科学241,2025-2026-2',
      other: '课程代码,课程名称,教师工号,教师姓名,班级,学期\nSK02,生理学,T006,,生物科学241,2025-2026-2',
    },
    volunteers: {
      first: '学号,姓名,可帮扶课程,开始日期\n0020230501,沈听澜,遗传学,2026-03-01',
      same: '学号,姓名,可帮扶课程,开始日期\n0020230501,沈听澜,遗传学,2026-03-01',
      other: '学号,姓名,可帮扶课程,开始日期\n0020230502,沈听雨,遗传学,2026-03-01',
    },
    courses: {
      first: '课程代码,课程名称,学分,课程性质\nSK01,遗传学,3,必修课',
      same: '课程代码,课程名称,学分,课程性质\nSK01,,3,\nSK09,,1,',
      other: '课程代码,课程名称,学分,课程性质\nSK02,生理学,3,必修课',
    },
  };
  it.each(Object.keys(LISTS))('gives way to a later list that repeats its rows: %s', async (kind) => {
    const { first, same, other } = LISTS[kind] as (typeof LISTS)[string];
    const importAs = async (fileName: string, text: string) => {
      const { importId } = await department.preview(fileName, text, { kind: kind as ImportKind });
      return department.act(staff.office, 'imports.apply', { importId });
    };
    const one = await importAs('一.csv', first);
    expect(one.counts.new + one.counts.changed).toBeGreaterThan(0);
    const two = await importAs('二.csv', same);
    expect(two.counts.unchanged).toBe(1);
    const before = await department.contents();
    expect(await rollBack(one.importId)).toMatchObject({
      ok: false,
      error: { code: 'IMPORT_SUPERSEDED', message: expect.stringContaining('「二.csv」里也有同样的行') },
    });
    expect(await department.contents()).toBe(before);
    await undone(two.importId);
    await importAs('三.csv', other);
    expect(await undone(one.importId)).toMatchObject({ state: 'rolled-back' });
  });

  it('names the later course list that changed the same course', async () => {
    const headings = '课程代码,课程名称,学分,课程性质';
    const first = await department.importText('一.csv', `${headings}\nSK01,遗传学,3,必修课`);
    await department.importText('二.csv', `${headings}\nSK01,,4,`);
    expect(await rollBack(first.importId)).toMatchObject({
      error: { code: 'IMPORT_SUPERSEDED', message: expect.stringContaining('「二.csv」又改过') },
    });
  });

  it('keeps what a list of classes has no column for', async () => {
    await department.importText('班.csv', '班级,年级,专业,责任区\n生物科学241,2024,生物学,一区');
    const before = (await roster()).classes;
    const view = await department.importText('又.csv', '班级,责任区\n生物科学241,一区');
    expect(view.counts).toMatchObject({ changed: 0, unchanged: 1 });
    expect((await roster()).classes).toEqual(before);
    const moved = await department.importText('移.csv', '班级,责任区\n生物科学241,二区');
    expect(moved.changes[0]?.fields.map(({ label }) => label)).toEqual(['责任区']);
    expect((await roster()).classes).toContainEqual({
      name: '生物科学241',
      grade: '2024',
      major: '生物学',
      area: '二区',
    });
  });

  it('refuses where the person was changed by hand since', async () => {
    const { importId } = await department.importText('甲.csv', `学号,姓名,班级\n${LIN},林知遥,生物科学241`);
    await department.database.query(`update xueye.student set gender = '女' where student_no = $1`, [LIN]);
    expect(await rollBack(importId)).toMatchObject({
      error: { code: 'IMPORT_CHANGED_SINCE', message: expect.stringContaining('「林知遥」') },
    });
  });

  it('is not to be had past the application', async () => {
    const { importId } = await department.importText('甲.csv', `学号,姓名,班级\n${LIN},林知遥,生物科学241`);
    const [held] = await department.database.query<{ id: string }>(
      'select department_id as id from xueye.department',
    );
    for (const [personId, role] of [
      [staff.leader, 'leader'],
      [staff.adviser, 'adviser'],
      [staff.adviser, 'office'],
    ] as const) {
      const key = { departmentId: held?.id ?? '', personId, role, today: department.state.today };
      const attempt = department.deps.store.transaction(key, ({ importRollbacks }) =>
        importRollbacks.rollBackRoster(importId),
      );
      await expect(attempt).rejects.toMatchObject({ code: '42501' });
    }
  });
});
