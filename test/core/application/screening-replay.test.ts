import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policy2015, policy2025 } from '#core/policies/index';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

describe('a screening made again', () => {
  let department: TestDepartment;
  let staff: Staff;
  let screeningId: string;

  const run = async (kind: 'preview' | 'official' = 'official') =>
    (await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind })).screeningId;
  const replay = () => department.act(staff.leader, 'screenings.replay', { screeningId });

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '16', '45'),
        gradeLine('202405010102', '周予安', 'SK01', '13', '45'),
        gradeLine('202405020101', '许星野', 'SK01', '3', '85', '生物技术241'),
      ),
    );
    screeningId = await run();
  });
  afterAll(() => department.database.close());

  it('gives the same answers', async () => {
    expect(await replay()).toEqual({
      screeningId,
      policy: { id: '2015', version: policy2015.version },
      students: 3,
      isSame: true,
      differingCount: 0,
      differing: [],
    });
  });

  it('is not moved by later grades, a corrected one, a new student, a rollback or another rule', async () => {
    department.state.today = '2026-09-15';
    const { importId } = await department.importText(
      '更正.csv',
      gradeFile(
        // Corrected to a pass; a further fail; a student not seen before.
        gradeLine('202405010101', '林知远', 'SK01', '16', '75'),
        gradeLine('202405020101', '许星野', 'SK09', '30', '20', '生物技术241'),
        gradeLine('202405020102', '尹照微', 'SK09', '30', '20', '生物技术241'),
      ),
    );
    expect(await replay()).toMatchObject({ isSame: true, students: 3 });
    await department.act(staff.leader, 'policies.save-rules', {
      id: uuidv7(),
      seen: '',
      effectiveFrom: department.state.today,
      reason: '改按 2025 年通知',
      body: policy2025,
    });
    expect(await replay()).toMatchObject({ isSame: true, policy: { version: policy2015.version } });
    const second = await run('preview');
    const under2025 = await department.act(staff.leader, 'screenings.replay', { screeningId: second });
    expect(under2025).toMatchObject({
      isSame: true,
      students: 4,
      policy: { version: `${policy2025.version}-1` },
    });
    department.state.today = '2026-09-16';
    await department.act(staff.office, 'imports.rollback', { importId, reason: '文件有误' });
    expect(await replay()).toMatchObject({ isSame: true, students: 3 });
    const again = await department.act(staff.leader, 'screenings.replay', { screeningId: second });
    expect(again).toMatchObject({ isSame: true, students: 4 });
  });

  it('names the students whose stored answer the grades do not bear out', async () => {
    const { database } = department;
    await database.query('alter table xueye.proposal disable trigger append_only');
    const [held] = await database.query<{ id: string }>(
      `update xueye.proposal p set result = jsonb_set(p.result, '{tier}', '3')
       from xueye.student s where s.id = p.student_id and s.student_no = '202405010102'
         and p.screening_id = '${screeningId}' returning p.id`,
    );
    expect(held).toBeDefined();
    expect(await replay()).toMatchObject({
      isSame: false,
      differingCount: 1,
      differing: [
        {
          student: { studentNo: '202405010102', name: '周予安' },
          stored: { tier: 3, outstandingCredits: '13.00' },
          replayed: { tier: 1, outstandingCredits: '13.00' },
          parts: ['tier'],
        },
      ],
    });
    await database.query(
      `delete from xueye.proposal where screening_id = '${screeningId}' and id = '${held?.id}'`,
    );
    expect(await replay()).toMatchObject({
      differing: [{ student: { name: '周予安' }, stored: null, replayed: { tier: 1 }, parts: [] }],
    });
  });

  it('writes nothing and is refused to everyone outside the department’s roles', async () => {
    const before = await department.contents();
    await replay();
    for (const person of [staff.adviser, staff.counselor, staff.teacher, staff.volunteer]) {
      const reply = await department.call(person, 'screenings.replay', { screeningId });
      expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    }
    const absent = await department.call(staff.leader, 'screenings.replay', { screeningId: uuidv7() });
    expect(absent).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    expect(await department.contents()).toBe(before);
  });
});
