import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDepartment, type Staff, staffDepartment, type TestDepartment } from './department';

let department: TestDepartment;
let staff: Staff;
beforeEach(async () => {
  department = await openDepartment();
  staff = await staffDepartment(department);
});
afterEach(() => department.database.close());

const file = (headings: string, ...rows: string[]) => [headings, ...rows].join('\n');
const areas = (...rows: string[]) => file('责任区,班级,工号', ...rows);
const offerings = (...rows: string[]) => file('课程代码,课程名称,教师工号,教师姓名,班级,学期', ...rows);
const volunteers = (...rows: string[]) =>
  file('学号,姓名,班级,可帮扶课程,空闲时间,联系方式,开始日期', ...rows);
const query = (text: string) => department.database.query<Record<string, unknown>>(text);
/** Everything that these imports write. */
const held = async () =>
  JSON.stringify([
    await query('select * from xueye.area order by id'),
    await query('select * from xueye.class order by id'),
    await query('select * from xueye.person order by id'),
    await query('select * from xueye.assignment order by id'),
    await query('select * from xueye.teaching_offering order by id'),
    await query('select * from xueye.offering_class order by id'),
    await query('select * from xueye.volunteer order by id'),
  ]);
const undo = (importId: string) =>
  department.act(staff.office, 'imports.rollback', { importId, reason: '导错了' });
const said = ({ rejected }: { rejected: readonly { row: number; column: string; reason: string }[] }) =>
  rejected.map(({ row, column, reason }) => [row, column, reason]);

const SEATS = `select o.course_code, o.course_name, o.term, p.work_no, c.name
  from xueye.teaching_offering o
  join xueye.person p on p.id = o.teacher_id
  join xueye.offering_class s on s.offering_id = o.id and not s.is_withdrawn
  join xueye.class c on c.id = s.class_id order by 1, 3, 4, 5`;
const ROLES = `select p.work_no, p.name, a.role, area.name as area, a.first_day::text
  from xueye.assignment a join xueye.person p on p.id = a.person_id
  left join xueye.area on area.id = a.area_id
  where a.role in ('counselor', 'volunteer') order by 1, 4, 5`;
const AREAS = `select c.name, c.grade, a.name as area from xueye.class c
  left join xueye.area a on a.id = c.area_id order by 1`;

/** Each kind: a file that adds, and the same with a correction. */
const KINDS = [
  ['areas', areas('三区,生物科学241,T003'), areas('三区,生物科学241、生物技术241,T003')],
  [
    'offerings',
    offerings('SK01,遗传学,T006,柳知秋,生物科学241,2025-2026-2'),
    offerings('SK01,遗传学,T006,柳知秋,生物技术241,2025-2026-2'),
  ],
  [
    'volunteers',
    volunteers('0020230501,沈听澜,生物科学231,遗传学,周三晚,19900000007,2026-03-01'),
    volunteers('0020230501,沈听澜,生物科学231,遗传学、生物化学,,,2026-03-01'),
  ],
] as const;

describe.each(KINDS)('importing %s', (kind, first, corrected) => {
  it('is known by its headings; the same file twice changes nothing', async () => {
    const view = await department.importText('一.csv', first);
    expect(view).toMatchObject({ kind, state: 'applied', counts: { new: 1, changed: 0, rejected: 0 } });
    const before = await held();
    expect((await department.importText('一.csv', first)).counts).toMatchObject({ new: 0, unchanged: 1 });
    await department.act(staff.office, 'imports.apply', { importId: view.importId });
    expect(await held()).toBe(before);
  });

  it('shows what a correction changes, and takes both back from the top', async () => {
    const empty = await held();
    const one = await department.importText('一.csv', first);
    const between = await held();
    const two = await department.importText('二.csv', corrected);
    expect(two.counts).toMatchObject({ new: 0, changed: 1 });
    expect(two.changes[0]?.fields.length).toBeGreaterThan(0);
    expect(await held()).not.toBe(between);
    const refused = await department.call(staff.office, 'imports.rollback', {
      importId: one.importId,
      reason: '导错了',
    });
    expect(refused).toMatchObject({ error: { code: 'IMPORT_SUPERSEDED' } });
    await undo(two.importId);
    expect(await held()).toBe(between);
    await undo(one.importId);
    expect(await held()).toBe(empty);
  });

  it('writes nothing before it is applied, and is the office’s alone', async () => {
    const before = await held();
    const { importId } = await department.preview('一.csv', first);
    expect(await held()).toBe(before);
    for (const person of [staff.leader, staff.adviser]) {
      expect(await department.call(person, 'imports.apply', { importId })).toMatchObject({ ok: false });
    }
    expect(await held()).toBe(before);
  });
});

describe('areas', () => {
  it('moves the classes, keeps their grade, and gives the counselor from today on', async () => {
    await department.importText('一.csv', areas('三区,生物科学241、生物技术241,T003'));
    expect(await query(AREAS)).toMatchObject([
      { name: '生物技术241', grade: '2024', area: '三区' },
      { name: '生物科学241', grade: '2024', area: '三区' },
    ]);
    expect(await query(ROLES)).toContainEqual({
      work_no: 'T003',
      name: '苏慕言',
      role: 'counselor',
      area: '三区',
      first_day: '2026-09-14',
    });
  });

  it('leaves a counselor alone who has the area already', async () => {
    const before = await query(ROLES);
    const { counts } = await department.importText('一.csv', areas('一区,生物科学241,T003'));
    expect(counts).toMatchObject({ unchanged: 1, new: 0, changed: 0 });
    expect(await query(ROLES)).toEqual(before);
  });

  it('turns away what the lists do not know, and a class in two areas', async () => {
    const view = await department.importText(
      '一.csv',
      areas(
        '三区,生物科学241,',
        '四区,生物科学241,',
        '四区,生物科学249,',
        '五区,生物技术241,T999',
        ',生物技术241,',
      ),
    );
    expect(said(view)).toEqual([
      [3, '班级', expect.stringContaining('第 2 行已把它归入「三区」')],
      [4, '班级', expect.stringContaining('没有这个班级')],
      [5, '工号', expect.stringContaining('没有这个工号')],
      [6, '责任区', expect.stringContaining('责任区为空')],
    ]);
    expect(view.counts).toMatchObject({ new: 1, rejected: 4 });
  });
});

describe('offerings', () => {
  it('takes several classes from one cell or from several rows as one offering', async () => {
    await department.importText(
      '一.csv',
      offerings(
        'SK01,遗传学,T006,柳知秋,生物科学241、生物技术241,2025-2026-2',
        'SK02,有机化学,T006,,生物科学241,2025-2026学年第2学期',
        'SK02,有机化学,T006,,生物技术241,2025-2026学年第2学期',
      ),
    );
    const two = (code: string, name: string) =>
      ['生物技术241', '生物科学241'].map((held) => ({
        course_code: code,
        course_name: name,
        term: '2025-2026-2',
        work_no: 'T006',
        name: held,
      }));
    expect(await query(SEATS)).toEqual([...two('SK01', '遗传学'), ...two('SK02', '有机化学')]);
    expect(await query('select id from xueye.teaching_offering')).toHaveLength(2);
  });

  it('a class that the new file no longer names sits in it no longer; other offerings stay', async () => {
    await department.importText(
      '一.csv',
      offerings(
        'SK01,遗传学,T006,,生物科学241、生物技术241,2025-2026-2',
        'SK02,有机化学,T006,,生物科学241,2025-2026-2',
      ),
    );
    const view = await department.importText(
      '二.csv',
      offerings('SK01,遗传学,T006,,生物技术241,2025-2026-2'),
    );
    expect(view.changes[0]?.fields).toEqual([
      { label: '班级', from: '生物技术241、生物科学241', to: '生物技术241' },
    ]);
    expect(await query(SEATS)).toMatchObject([
      { course_code: 'SK01', name: '生物技术241' },
      { course_code: 'SK02', name: '生物科学241' },
    ]);
  });

  it('turns away an unknown class or teacher, a wrong name, and two names of one course', async () => {
    const view = await department.importText(
      '一.csv',
      offerings(
        'SK01,遗传学,T006,,生物科学241,2025-2026-2',
        'SK01,遗传,T006,,生物技术241,2025-2026-2',
        'SK03,动物学,T006,,生物科学249,2025-2026-2',
        'SK03,动物学,T999,,生物科学241,2025-2026-2',
        'SK03,动物学,T006,柳知夏,生物科学241,2025-2026-2',
        'SK03,动物学,T001,,生物科学241,2025-2026-2',
        'SK03,动物学,T006,,生物科学241,去年',
        'SK01,遗传学,T006,,生物科学241,2025-2026-2',
      ),
    );
    expect(said(view)).toEqual([
      [3, '课程名称', expect.stringContaining('第 2 行')],
      [4, '班级', expect.stringContaining('没有这个班级')],
      [5, '教师工号', expect.stringContaining('没有这个工号')],
      [6, '教师姓名', expect.stringContaining('「柳知秋」')],
      [7, '教师工号', expect.stringContaining('不是专业教师')],
      [8, '学期', expect.stringContaining('2017-2018-2')],
      [9, '课程代码', expect.stringContaining('与第 2 行重复')],
    ]);
    expect(await query(SEATS)).toHaveLength(1);
  });

  it('stands in the way of taking back the class that sits in it', async () => {
    const classes = await department.importText(
      '班.csv',
      '班级,年级,专业,责任区\n生物科学249,2024,生物科学,一区',
    );
    await department.importText('一.csv', offerings('SK01,遗传学,T006,,生物科学249,2025-2026-2'));
    const reply = await department.call(staff.office, 'imports.rollback', {
      importId: classes.importId,
      reason: '导错了',
    });
    expect(reply).toMatchObject({
      error: { code: 'IMPORT_REFERRED_TO', message: expect.stringContaining('教学班') },
    });
  });
});

describe('volunteers', () => {
  const row = '0020230501,沈听澜,生物科学231,遗传学、有机化学,周三晚,19900000007,2026-03-01';

  it('makes the person with the role, to whom a code can be given', async () => {
    await department.importText('一.csv', volunteers(row));
    expect(await query(ROLES)).toContainEqual({
      work_no: '0020230501',
      name: '沈听澜',
      role: 'volunteer',
      area: null,
      first_day: '2026-03-01',
    });
    expect(await query('select class_name, courses, free_time, contact from xueye.volunteer')).toEqual([
      {
        class_name: '生物科学231',
        courses: ['遗传学', '有机化学'],
        free_time: '周三晚',
        contact: '19900000007',
      },
    ]);
    const { items } = await department.act(staff.office, 'accounts.list', { search: '沈听澜' });
    const personId = items[0]?.personId ?? '';
    const { code } = await department.act(staff.office, 'accounts.issue-code', { personId });
    expect(code).toMatch(/^[2-9A-Z]{4}-/);
  });

  it('keeps what a blank cell leaves out, and the role that the staff list gave', async () => {
    await department.importText('一.csv', volunteers('T007,季子昂,,遗传学,周三晚,19900000007,2024-09-01'));
    const view = await department.importText(
      '二.csv',
      volunteers('T007,季子昂,,遗传学、生物化学,,,2024-09-01'),
    );
    expect(view.counts).toMatchObject({ changed: 1, new: 0 });
    expect(await query('select courses, free_time, contact from xueye.volunteer')).toEqual([
      { courses: ['遗传学', '生物化学'], free_time: '周三晚', contact: '19900000007' },
    ]);
    expect((await query(ROLES)).filter((held) => held.work_no === 'T007')).toHaveLength(1);
  });

  it('turns away a number that is a member of staff’s, and renames nobody', async () => {
    await department.importText('一.csv', volunteers(row));
    const before = await held();
    const view = await department.importText(
      '二.csv',
      volunteers('T001,何以宁,,遗传学,,,2026-03-01', 'T007,季子昂,,遗传学,,,2024-09-01'),
    );
    expect(said(view)).toEqual([[2, '学号', expect.stringMatching(/「顾明澜」.*「何以宁」/)]]);
    expect(view.counts).toMatchObject({ new: 1, rejected: 1 });
    await undo(view.importId);
    expect(await held()).toBe(before);
  });

  it('shows a volunteer’s corrected name as old → new', async () => {
    await department.importText('一.csv', volunteers(row));
    const view = await department.importText('二.csv', volunteers(row.replace('沈听澜', '沈听岚')));
    expect(view.counts).toMatchObject({ changed: 1, new: 0, rejected: 0 });
    expect(view.changes[0]?.fields).toEqual([{ label: '姓名', from: '沈听澜', to: '沈听岚' }]);
  });

  it('says that a contact changes, not what it says', async () => {
    await department.importText('一.csv', volunteers(row));
    const view = await department.preview('二.csv', volunteers(row.replace('19900000007', '19900000008')));
    expect(JSON.stringify(view.changes)).toContain('联系方式');
    expect(JSON.stringify(view.changes)).not.toContain('1990000000');
  });

  it('turns away a student of another name, a second row, and rows without a course or a day', async () => {
    const view = await department.importText(
      '一.csv',
      volunteers(
        row,
        row,
        '202405010101,林知遥,生物科学241,遗传学,,,2026-03-01',
        '0020230502,何以宁,,,,,2026-03-01',
        '0020230503,何以安,,遗传学,,,',
        '2.02E+11,何以晴,,遗传学,,,2026-03-01',
      ),
    );
    expect(said(view)).toEqual([
      [3, '学号', expect.stringContaining('与第 2 行重复')],
      [4, '姓名', expect.stringContaining('「林知远」')],
      [5, '可帮扶课程', expect.stringContaining('为空')],
      [6, '开始日期', expect.stringContaining('为空')],
      [7, '学号', expect.stringContaining('科学计数法')],
    ]);
    expect(view.counts).toMatchObject({ new: 1, rejected: 5 });
  });
});

describe('a list of classes with their areas', () => {
  it('is still a list of classes where nobody says otherwise, and a list of areas where somebody does', async () => {
    const text = '班级,责任区\n生物科学241,三区';
    expect((await department.preview('一.csv', text)).kind).toBe('classes');
    expect((await department.preview('一.csv', text, { kind: 'areas' })).kind).toBe('areas');
  });
});

describe('staff', () => {
  const people = (...rows: string[]) => file('工号,姓名,角色,范围,开始日期,结束日期', ...rows);

  it('shows another name as old → new, also where the row brings new work', async () => {
    const view = await department.preview('一.csv', people('T001,柳知秋,专业教师,,2026-03-01,'));
    expect(view.counts).toMatchObject({ new: 0, changed: 1, rejected: 0 });
    expect(view.changes[0]?.fields).toEqual([
      { label: '姓名', from: '顾明澜', to: '柳知秋' },
      { label: '开始日期', from: '（空）', to: '2026-03-01' },
    ]);
    const same = await department.preview('二.csv', people('T001,顾明澜,专业教师,,2026-03-01,'));
    expect(same.counts).toMatchObject({ new: 1, changed: 0 });
  });

  it('turns away two names under one 工号', async () => {
    const before = await held();
    const view = await department.preview(
      '一.csv',
      people('T901,何以宁,专业教师,,2026-03-01,', 'T901,何以安,组长,,2026-03-01,'),
    );
    expect(said(view)).toEqual([[3, '工号', expect.stringMatching(/「何以宁」.*「何以安」/)]]);
    expect(await held()).toBe(before);
  });
});
