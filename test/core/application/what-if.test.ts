import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Compared } from '#core/domain/what-if';
import { moveMatrix } from '#core/domain/what-if';
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

const STUDENTS = 1205;

describe('another rule on the same cohort', () => {
  let department: TestDepartment;
  let staff: Staff;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    const lines = Array.from({ length: STUDENTS }, (_, at) => {
      const studentNo = `2024060${String(at).padStart(5, '0')}`;
      const className = at % 2 === 0 ? '生物科学241' : '生物技术241';
      // One in a hundred fails; 13 credits, then 16, 26, 36.
      const credit = at % 100 === 0 ? String(13 + ((at / 100) % 4) * 8) : '2';
      return gradeLine(studentNo, `同学${at}`, 'SK01', credit, at % 100 === 0 ? '40' : '95', className);
    });
    await department.importText('成绩.csv', gradeFile(...lines));
  });
  afterAll(() => department.database.close());

  const all = async (input: { after?: string; draft?: unknown }) => {
    const rows: Compared[] = [];
    const first = await department.act(staff.office, 'policies.what-if', { term: TERM, ...input });
    rows.push(...first.rows);
    let compared = first.compared;
    let parts = 1;
    for (let cursor = first.nextCursor; cursor !== null; parts += 1) {
      const part = await department.act(staff.office, 'policies.what-if', { term: TERM, ...input, cursor });
      expect(part.loads).toBeNull();
      rows.push(...part.rows);
      compared += part.compared;
      cursor = part.nextCursor;
    }
    return { first, rows, compared, parts };
  };

  it('goes through everyone in parts, each student once', async () => {
    const { first, rows, compared, parts } = await all({ after: policy2025.version });
    expect([compared, parts]).toEqual([STUDENTS, 2]);
    // Those of the roster without a grade are in no list.
    expect(first.total).toBe(STUDENTS + 3);
    expect(new Set(rows.map(({ studentNo }) => studentNo)).size).toBe(rows.length);
    expect(first).toMatchObject({
      before: { version: policy2015.version },
      after: { version: policy2025.version },
    });
    // Everyone who fails has an average below 1.5 as well: under 15 credits they stay on watch.
    expect(moveMatrix(rows)).toEqual([
      { before: '3', after: '3', students: 3 },
      { before: '3', after: '2', students: 3 },
      { before: '2', after: '1', students: 3 },
      { before: '1', after: 'watch', students: 4 },
    ]);
    expect(first.staff).toContainEqual({
      className: '生物科学241',
      advisers: [{ id: staff.adviser, name: '顾明澜' }],
      counselors: [{ id: staff.counselor, name: '苏慕言' }],
    });
  });

  it('weighs an edit before it is saved, and writes nothing', async () => {
    const before = await department.contents();
    const draft = { ...policy2015, courses: { ...policy2015.courses, countedNatures: ['restricted'] } };
    const { rows } = await all({ draft });
    expect(moveMatrix(rows).every(({ after }) => after === 'watch')).toBe(true);
    const broken = await department.call(staff.office, 'policies.what-if', {
      term: TERM,
      draft: { ...draft, tiers: [] },
    });
    expect(broken).toMatchObject({
      ok: false,
      error: { code: 'POLICY_INVALID', message: expect.stringContaining('帮扶类型') },
    });
    expect(await department.contents()).toBe(before);
  });

  it('proposes what a screening under that rule proposes', async () => {
    const { rows } = await all({});
    const run = await department.act(staff.office, 'screenings.run', {
      id: uuidv7(),
      term: TERM,
      kind: 'official',
    });
    for (const tier of ['watch', 1, 2, 3] as const) {
      expect(rows.filter(({ after }) => after === String(tier)).length).toBe(run.tiers[tier]);
    }
  });
});
