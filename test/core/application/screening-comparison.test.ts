import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
let preview: string;
let official: string;

const run = async (kind: 'preview' | 'official', term = TERM) =>
  (await department.act(staff.office, 'screenings.run', { id: uuidv7(), term, kind })).screeningId;
/** 学号 ending, credits failed before the make-up examinations and after them. */
const COHORT: readonly (readonly [no: string, before: string, after: string])[] = [
  ['1', '8', '16'],
  ['2', '16', '0'],
  ['3', '12', '15'],
  ['4', '25', '24.5'],
  ['5', '13', '14'],
  ['6', '10', '2'],
];
const file = (at: 1 | 2) =>
  gradeFile(
    ...COHORT.flatMap((row) => [
      gradeLine(
        `20240501010${row[0]}`,
        `同学${row[0]}`,
        'SK01',
        row[at] === '0' ? '1' : row[at],
        row[at] === '0' ? '90' : '40',
      ),
      ...['SK02', 'SK03', 'SK04'].map((code) =>
        gradeLine(`20240501010${row[0]}`, `同学${row[0]}`, code, '30', '95'),
      ),
    ]),
  );

beforeAll(async () => {
  department = await openDepartment();
  staff = await staffDepartment(department);
  await department.database.query(`update xueye.student set name = '同学' || right(student_no, 1)`);
  await department.importText('补考前.csv', file(1));
  preview = await run('preview');
  department.state.today = '2026-09-20';
  await department.importText('补考后.csv', file(2));
  official = await run('official');
});
afterAll(() => department.database.close());

it.each([
  ['new', [['1', null, 2, '16.00']]],
  ['cleared', [['2', 2, null, null]]],
  ['up', [['3', 1, 2, '15.00']]],
  ['down', [['4', 3, 2, '24.50']]],
  ['same', [['5', 1, 1, '14.00']]],
] as const)('lists who is %s', async (show, rows) => {
  const compared = await department.act(staff.leader, 'screenings.compare', {
    before: preview,
    after: official,
    show,
  });
  expect(compared.counts).toEqual({ new: 1, cleared: 1, up: 1, down: 1, same: 1 });
  expect(
    compared.items.map(({ student, before, after }) => [
      student.studentNo.slice(-1),
      before?.tier ?? null,
      after?.tier ?? null,
      after?.outstandingCredits ?? null,
    ]),
  ).toEqual(rows);
});

it('refuses what is absent, and everyone outside the department’s roles', async () => {
  const absent = await department.call(staff.leader, 'screenings.compare', {
    before: preview,
    after: uuidv7(),
  });
  expect(absent).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  const adviser = await department.call(staff.adviser, 'screenings.compare', {
    before: preview,
    after: official,
  });
  expect(adviser).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
});
