import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDepartment, type Staff, staffDepartment, type TestDepartment } from './department';

let department: TestDepartment;
let staff: Staff;
beforeEach(async () => {
  department = await openDepartment();
  staff = await staffDepartment(department);
});
afterEach(() => department.database.close());

const LIST = '课程代码,课程名称,学分,课程性质\r\n';
const CLASS_20 =
  '选课课号,教师姓名,课程性质,课程名称,学号,姓名,学院,行政班,专业代码,专业名称,重修标记,平时成绩,期中成绩,期末成绩,实验成绩,总评成绩,折算成绩,补考成绩,补考成绩备注,重修成绩,绩点\r\n' +
  '(2025-2026-2)-SK01-05001-1,沈默然,必修课,遗传学,202405010101,林知远,生命科学学院,生科241,,,0,,,,,45,45,,,,0\r\n';

async function courses() {
  const [held] = await department.database.query<{ id: string }>(
    'select department_id as id from xueye.department',
  );
  return department.deps.store.transaction(
    { departmentId: held?.id ?? '', personId: staff.office, role: 'office', today: department.state.today },
    ({ courses: list }) => list.list(),
  );
}

describe('the course list', () => {
  it('is imported once, however often the same file comes; a blank cell leaves what is stored', async () => {
    const first = await department.importText(
      '目录.csv',
      `${LIST}SK01,遗传学,3.0,必修课\r\nSK02,实验,.5,\r\n`,
    );
    expect(first).toMatchObject({ kind: 'courses', layout: 'courses', counts: { new: 2, rejected: 0 } });
    const again = await department.preview('目录.csv', `${LIST}SK02,实验,0.50,\r\nSK01,遗传学,3,必修课\r\n`);
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
    const changed = await department.importText('新.csv', `${LIST}SK02,,1,限选\r\nSK01,,3,\r\n`);
    expect(changed.counts).toMatchObject({ new: 0, changed: 1, unchanged: 1 });
    expect(await courses()).toEqual([
      { code: 'SK01', name: '遗传学', credit: 300, nature: '必修课' },
      { code: 'SK02', name: '实验', credit: 100, nature: '限选' },
    ]);
  });

  it('rejects a row without credits, and a second one of a course that says something else', async () => {
    const view = await department.preview(
      '目录.csv',
      `${LIST}SK01,遗传学,3,必修\r\nSK02,实验,三,必修\r\n,实验,1,必修\r\nSK01,遗传学,4,必修\r\nSK01,遗传学,3.0,必修\r\n合计,,7,\r\n`,
    );
    expect(view.counts).toEqual({ new: 1, changed: 0, unchanged: 0, rejected: 3 });
    expect(view.rejected).toMatchObject([
      { row: 3, column: '学分', value: '三' },
      { row: 4, column: '课程代码' },
      { row: 5, column: '课程代码', reason: expect.stringContaining('第 2 行') },
    ]);
  });

  it('gives credits to exports without them, which are refused before', async () => {
    await expect(department.preview('教学班.csv', CLASS_20)).rejects.toThrow(
      /COURSE_LIST_MISSING.*请先导入课程目录/,
    );
    expect(await department.database.query(`select 1 from xueye.import_batch where kind = 'grades'`)).toEqual(
      [],
    );
    await department.importText('目录.csv', `${LIST}SK01,遗传学,3.5,必修课\r\n`);
    const { kind, counts } = await department.importText('教学班.csv', CLASS_20);
    expect({ kind, counts }).toMatchObject({ kind: 'grades', counts: { new: 1, rejected: 0 } });
    const [stored] = await department.database.query('select credit, course_code from xueye.grade_row');
    expect(stored).toEqual({ credit: 350, course_code: 'SK01' });
  });

  it('is as it was before an import that is taken back', async () => {
    await department.importText('一.csv', `${LIST}SK01,遗传学,3,必修课\r\n`);
    const before = await courses();
    const second = await department.importText('二.csv', `${LIST}SK01,遗传学,4,必修课\r\nSK02,实验,1,\r\n`);
    const view = await department.act(staff.office, 'imports.rollback', {
      importId: second.importId,
      reason: '导错了',
    });
    expect(view).toMatchObject({ state: 'rolled-back', rollback: { restored: 1, withdrawn: 1 } });
    expect(await courses()).toEqual(before);
  });

  it('is for the office alone', async () => {
    const before = await department.contents();
    await expect(
      department.preview('目录.csv', `${LIST}SK01,遗传学,3,必修课\r\n`, {}, staff.adviser),
    ).rejects.toThrow();
    expect(await department.contents()).toBe(before);
  });
});
