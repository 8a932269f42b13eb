import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '#core/contract/outputs';
import { gradeFile, gradeLine, openDepartment, type Staff, staffDepartment, TERM } from './department';

const LIN = '202405010101';
const ZHOU = '202405010102';
const XU = '202405020101';
const HEADINGS = {
  absences: '学号,姓名,学期,课程,学时,日期,是否请假',
  discipline: '学号,姓名,处分类别,性质,处分文号,处分日期,解除日期',
  warnings: '学号,姓名,学期,类型',
  referrals: '学号,姓名,报告人,事由,是否诊断会接受,学期',
};
const list = (kind: keyof typeof HEADINGS, ...rows: string[]) => [HEADINGS[kind], ...rows].join('\n');
const absence = (studentNo: string, hours: string, day: string, term = TERM) =>
  `${studentNo},,${term},遗传学,${hours},${day},`;

let department: Awaited<ReturnType<typeof openDepartment>>;
let staff: Staff;
beforeEach(async () => {
  department = await openDepartment();
  staff = await staffDepartment(department);
});
afterEach(() => department.database.close());

const passed = gradeLine(LIN, '林知远', 'SK01', '3', '85');
async function screen(): Promise<Output<'meeting.proposal'>[]> {
  const { screeningId } = await department.act(staff.office, 'screenings.run', {
    id: uuidv7(),
    term: TERM,
    kind: 'official',
  });
  const { items } = await department.act(staff.office, 'meeting.agenda', { screeningId, show: 'identified' });
  return Promise.all(
    items.map(({ proposalId }) => department.act(staff.leader, 'meeting.proposal', { proposalId })),
  );
}
const criteriaOf = async (studentNo: string) =>
  (await screen()).find(({ student }) => student.studentNo === studentNo)?.criteria;
const inForce = () =>
  department.database.query(
    `select kind, student_id, row_key, content_hash from xueye.listed_fact
     where superseded_by is null and not is_withdrawn order by 1, 2, 3`,
  );

describe('importing a list beside the grades', () => {
  it('takes each list for what it is by its headings, and meets its criterion', async () => {
    await department.importText('grades.csv', gradeFile(passed));
    expect(await criteriaOf(LIN)).toBeUndefined();
    for (const [kind, criterion, row] of [
      ['absences', 'truancy', absence(LIN, '10', '2026-04-07')],
      ['discipline', 'study-discipline', `${LIN},林知远,记过,考试作弊,学〔2026〕3号,2026-05-06,`],
      ['warnings', 'academic-warning', `${LIN},林知远,${TERM},学业预警`],
      ['referrals', 'referral', `${LIN},林知远,顾明澜,常通宵上网,是,${TERM}`],
    ] as const) {
      const view = await department.importText(`${kind}.csv`, list(kind, row));
      expect(view).toMatchObject({ kind, state: 'applied', counts: { new: 1, rejected: 0 }, students: 1 });
      expect((await criteriaOf(LIN))?.[criterion]).toBe('met');
    }
  });

  it('screens a student who stands in a list and has no grades', async () => {
    await department.importText('grades.csv', gradeFile(passed));
    await department.importText('旷课.csv', list('absences', absence(XU, '10', '2026-04-07')));
    expect(await criteriaOf(XU)).toMatchObject({ truancy: 'met', 'low-gpa': 'no-data', referral: 'no-data' });
  });

  it('says not met of a semester that a list covers, and no data of one that none does', async () => {
    await department.importText('grades.csv', gradeFile(gradeLine(LIN, '林知远', 'SK01', '16', '30')));
    await department.importText('早.csv', list('absences', absence(ZHOU, '12', '2025-11-04', '2025-2026-1')));
    expect((await criteriaOf(LIN))?.truancy).toBe('no-data');
    await department.importText('晚.csv', list('absences', absence(ZHOU, '9.5', '2026-04-07')));
    expect((await criteriaOf(LIN))?.truancy).toBe('not-met');
  });

  it('keeps the doubt that an unreadable row leaves until the corrected file comes', async () => {
    await department.importText('grades.csv', gradeFile(gradeLine(LIN, '林知远', 'SK01', '16', '30')));
    const bad = absence(LIN, '很多', '2026-04-07');
    const fine = absence(ZHOU, '2', '2026-04-07');
    const view = await department.importText('旷课.csv', list('absences', fine, bad));
    expect(view.counts).toMatchObject({ new: 1, rejected: 1 });
    expect((await criteriaOf(LIN))?.truancy).toBe('no-data');
    await department.importText('旷课.csv', list('absences', fine, absence(LIN, '3', '2026-04-07')));
    expect((await criteriaOf(LIN))?.truancy).toBe('not-met');
  });

  it('keeps a doubt against a later file of the name that neither names the student nor is of the semester', async () => {
    const bad = absence(LIN, '很多', '2026-04-07');
    await department.importText('grades.csv', gradeFile(gradeLine(LIN, '林知远', 'SK01', '16', '30')));
    await department.importText('旷课.csv', list('absences', absence(ZHOU, '2', '2026-04-07'), bad));
    await department.importText(
      '旷课.csv',
      list('absences', absence(ZHOU, '3', '2025-11-04', '2025-2026-1')),
    );
    expect((await criteriaOf(LIN))?.truancy).toBe('no-data');
    await department.importText('旷课.csv', list('absences', absence(ZHOU, '2', '2026-04-07')));
    expect((await criteriaOf(LIN))?.truancy).toBe('not-met');
  });

  it('clears a doubt about a list without semesters only where the later file names the student', async () => {
    const action = (studentNo: string, document: string) => `${studentNo},,记过,迟到,${document},2026-05-06,`;
    await department.importText('grades.csv', gradeFile(gradeLine(LIN, '林知远', 'SK01', '16', '30')));
    await department.importText('处分.csv', list('discipline', action(ZHOU, '学3号'), action(LIN, '')));
    await department.importText('处分.csv', list('discipline', action(ZHOU, '学3号'), action(XU, '学5号')));
    expect((await criteriaOf(LIN))?.['study-discipline']).toBe('no-data');
    await department.importText('处分.csv', list('discipline', action(LIN, '学4号')));
    expect((await criteriaOf(LIN))?.['study-discipline']).toBe('not-met');
  });

  it('clears a doubt whose semester could not be read only by a file of all semesters of the first', async () => {
    const unclear = `${LIN},,本学期,遗传学,2,2026-04-07,`;
    const both = [absence(ZHOU, '2', '2025-11-04', '2025-2026-1'), absence(ZHOU, '2', '2026-04-07')] as const;
    await department.importText('grades.csv', gradeFile(gradeLine(LIN, '林知远', 'SK01', '16', '30')));
    await department.importText('旷课.csv', list('absences', ...both, unclear));
    await department.importText('旷课.csv', list('absences', both[1]));
    expect((await criteriaOf(LIN))?.truancy).toBe('no-data');
    await department.importText('旷课.csv', list('absences', ...both));
    expect((await criteriaOf(LIN))?.truancy).toBe('not-met');
  });

  it('never lets an absence without a day replace one of another file', async () => {
    await department.importText('grades.csv', gradeFile(gradeLine(LIN, '林知远', 'SK01', '16', '30')));
    const april = await department.importText('4月.csv', list('absences', absence(LIN, '6', '')));
    const view = await department.importText(
      '5月.csv',
      list('absences', absence(LIN, '5', ''), absence(LIN, '4', '')),
    );
    expect(view.counts).toMatchObject({ new: 0, changed: 0, rejected: 2 });
    expect(view.rejected).toMatchObject([
      { row: 2, column: '日期', reason: expect.stringContaining('「4月.csv」里已有') },
      { row: 3, column: '日期', reason: expect.stringContaining('请写上日期') },
    ]);
    // 6 hours stand, and 9 more are in doubt.
    expect((await criteriaOf(LIN))?.truancy).toBe('no-data');
    await department.importText('5月.csv', list('absences', absence(LIN, '5', '2026-05-07')));
    expect((await criteriaOf(LIN))?.truancy).toBe('met');
    const corrected = await department.importText('4月.csv', list('absences', absence(LIN, '2', '')));
    expect(corrected.counts).toMatchObject({ new: 0, changed: 1, rejected: 0 });
    expect((await criteriaOf(LIN))?.truancy).toBe('not-met');
    expect(april.counts.new).toBe(1);
  });

  it('takes a further absence without a day from a file that repeats the first', async () => {
    await department.importText('4月.csv', list('absences', absence(LIN, '6', '')));
    const view = await department.importText(
      '4至5月.csv',
      list('absences', absence(LIN, '5', ''), absence(LIN, '6', '')),
    );
    expect(view.counts).toMatchObject({ new: 1, changed: 0, unchanged: 1, rejected: 0 });
    expect(await inForce()).toHaveLength(2);
  });

  it('takes a day added or left out in the same file for a correction, never for another absence', async () => {
    const days = async (...rows: string[]) =>
      (await department.importText('4月.csv', list('absences', ...rows))).counts;
    const hours = async () => (await inForce()).length;
    await days(absence(LIN, '6', ''), absence(LIN, '4', ''));
    expect(await days(absence(LIN, '6', ''), absence(LIN, '4', '2026-04-07'))).toMatchObject({
      new: 0,
      changed: 1,
      unchanged: 1,
    });
    expect(await days(absence(LIN, '6', ''), absence(LIN, '4', '2026-04-07'))).toMatchObject({
      unchanged: 2,
    });
    expect(await days(absence(LIN, '6', ''), absence(LIN, '4', '2026-04-08'))).toMatchObject({ new: 1 });
    expect(await hours()).toBe(3);
    expect(await days(absence(LIN, '6', ''), absence(LIN, '5', ''))).toMatchObject({ new: 0, changed: 1 });
    expect(await hours()).toBe(3);
  });

  it('turns away an unknown 学号 and a name that is another’s, and says what to do', async () => {
    const view = await department.preview(
      '预警.csv',
      list('warnings', `209900000000,无名氏,${TERM},学业预警`, `${LIN},周予安,${TERM},学业预警`),
    );
    expect(view.rejected.map(({ row, column }) => [row, column])).toEqual([
      [2, '学号'],
      [3, '姓名'],
    ]);
    expect(view.rejected[0]?.reason).toContain('先导入学生名册');
  });

  it('keeps the doubt about a student whom the roster learns of later, until the list comes again', async () => {
    const late = '202405010199';
    const warnings = list('warnings', `${LIN},,${TERM},学业预警`, `${late},,${TERM},学业预警`);
    const view = await department.importText('预警.csv', warnings);
    expect(view.counts).toMatchObject({ new: 1, rejected: 1 });
    await department.importText('grades.csv', gradeFile(gradeLine(late, '何以宁', 'SK01', '13', '30')));
    expect((await criteriaOf(late))?.['academic-warning']).toBe('no-data');
    await department.importText('预警.csv', warnings);
    expect((await criteriaOf(late))?.['academic-warning']).toBe('met');
  });

  it('supersedes a corrected row and keeps the old version', async () => {
    await department.importText('处分.csv', list('discipline', `${LIN},,记过,考试作弊,学3号,2026-05-06,`));
    const view = await department.importText(
      '处分二.csv',
      list('discipline', `${LIN},,记过,考试作弊,学3号,2026-05-06,2026-06-30`),
    );
    expect(view.counts).toMatchObject({ new: 0, changed: 1, unchanged: 0 });
    expect(await inForce()).toHaveLength(1);
    expect(await department.database.query('select 1 from xueye.listed_fact')).toHaveLength(2);
  });

  it('stays where a later file has one of its rows, whatever key that found', async () => {
    const [april, may] = [absence(LIN, '4', '2026-04-07'), absence(LIN, '6', '2026-05-07')];
    const first = await department.importText('4月.csv', list('absences', april));
    const second = await department.importText('5月.csv', list('absences', april, may));
    expect(second.counts).toMatchObject({ new: 1, unchanged: 1 });
    const undo = (importId: string) =>
      department.call(staff.office, 'imports.rollback', { importId, reason: '导错了' });
    const before = await department.contents();
    expect(await undo(first.importId)).toMatchObject({
      ok: false,
      error: { code: 'IMPORT_SUPERSEDED', message: expect.stringContaining('「5月.csv」里也有同样的行') },
    });
    expect(await department.contents()).toBe(before);
    expect(await undo(second.importId)).toMatchObject({ ok: true, data: { rollback: { withdrawn: 1 } } });
    expect(await undo(first.importId)).toMatchObject({ ok: true, data: { rollback: { withdrawn: 1 } } });
    expect(await inForce()).toEqual([]);
  });

  it('is taken back: the screening is as it was, and counts no longer name the file', async () => {
    await department.importText('grades.csv', gradeFile(gradeLine(LIN, '林知远', 'SK01', '16', '30')));
    await department.importText('一.csv', list('absences', absence(LIN, '4', '2026-04-07')));
    const before = [await inForce(), (await screen()).map(({ evidence }) => evidence)];
    const { importId } = await department.importText(
      '二.csv',
      list('absences', absence(LIN, '8', '2026-04-07'), absence(LIN, '8', '2026-04-14')),
    );
    expect((await criteriaOf(LIN))?.truancy).toBe('met');
    const reply = await department.call(staff.office, 'imports.rollback', { importId, reason: '导错了' });
    expect(reply).toMatchObject({ ok: true, data: { rollback: { restored: 1, withdrawn: 1 } } });
    expect([await inForce(), (await screen()).map(({ evidence }) => evidence)]).toEqual(before);
  });

  it('names every list in the screening’s sources', async () => {
    await department.importText('成绩.csv', gradeFile(passed));
    await department.importText('旷课.csv', list('absences', absence(XU, '10', '2026-04-07')));
    await department.importText('旧预警.csv', list('warnings', `${LIN},,2024-2025-2,学业预警`));
    const { files } = await department.act(staff.office, 'screenings.run', {
      id: uuidv7(),
      term: TERM,
      kind: 'preview',
    });
    expect(files).toEqual(['成绩.csv', '旷课.csv']);
  });

  it('keeps discipline out of the archive until it is asked for, and says who imported what', async () => {
    await department.importText('grades.csv', gradeFile(passed));
    const action = `${LIN},林知远,记过,考试作弊,学〔2026〕3号,2026-05-06,`;
    await department.importText('处分.csv', list('discipline', action));
    const [proposal] = await screen();
    if (!proposal) throw new Error('nobody was found');
    const { proposalId, student } = proposal;
    expect(proposal.evidence.find(({ criterion }) => criterion === 'study-discipline')?.facts).toMatchObject([
      { file: '处分.csv', row: 2, subject: expect.stringContaining('学〔2026〕3号') },
    ]);
    expect(proposal.sources.map(({ file, by }) => [file, by])).toEqual([
      ['grades.csv', '沈知礼'],
      ['处分.csv', '沈知礼'],
    ]);
    const decision = { id: uuidv7(), proposalId, outcome: 'confirm', difficulty: 'attitude' } as const;
    const rest = { causes: ['disciplined' as const], causeNote: '', reason: '' };
    await department.act(staff.leader, 'meeting.decide', { ...decision, ...rest });
    const archive = await department.act(staff.adviser, 'students.archive', { studentId: student.id });
    expect(JSON.stringify(archive)).not.toContain('3号');
    expect(archive.openCase?.sources).toEqual([]);
    const asked = { studentId: student.id, purpose: 'contact-parents' } as const;
    const sensitive = await department.act(staff.adviser, 'students.sensitive', asked);
    expect(sensitive.discipline).toMatchObject([{ file: '处分.csv', row: 2 }]);
    const refused = await department.call(staff.otherAdviser, 'students.sensitive', asked);
    expect(refused).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    const logged = await department.database.query(
      `select action from xueye.audit_event where detail ->> 'sensitive' = 'discipline' or action = 'students.sensitive'`,
    );
    expect(logged.map((event) => (event as { action: string }).action).sort()).toEqual([
      'meeting.proposal',
      'students.sensitive',
    ]);
  });

  it('may be done by the office alone, and a refusal writes nothing', async () => {
    const before = await department.contents();
    for (const person of [staff.adviser, staff.counselor, staff.leader, staff.teacher, staff.volunteer]) {
      const reply = await department.call(person, 'imports.upload', { fileName: '旷课.csv', size: 9 });
      expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    }
    expect(await department.contents()).toBe(before);
  });
});

describe('any list of absences', () => {
  const days = ['2026-04-07', '2026-04-08', ''];
  const row = fc
    .record({
      studentNo: fc.constantFrom(LIN, ZHOU, XU),
      hours: fc.integer({ min: 1, max: 6 }),
      day: fc.constantFrom(...days),
    })
    .map(({ studentNo, hours, day }) => absence(studentNo, String(hours), day));

  it('imported twice is imported once, in whatever order of its rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), fc.gen(), async (rows, g) => {
        const first = await department.importText('旷课.csv', list('absences', ...rows));
        const held = await inForce();
        const shuffled = g(() => fc.shuffledSubarray(rows, { minLength: rows.length }));
        const again = await department.importText('又.csv', list('absences', ...shuffled));
        expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: rows.length });
        expect(await inForce()).toEqual(held);
        // The later one holds the same rows: it goes first.
        for (const { importId } of [again, first]) {
          const undo = { importId, reason: '下一轮' };
          expect(await department.call(staff.office, 'imports.rollback', undo)).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 12 },
    );
  });
});
