import { v7 as uuidv7 } from 'uuid';
import { bootstrapDepartment } from '#adapters/postgres/bootstrap';
import type { Database } from '#adapters/postgres/database';

/** Monday, six weeks into the semester. */
export const TODAY = '2026-10-19';
export const NOW = '2026-10-18T23:30:00.000Z';

const TERMS = [{ term: '2026-2027-1', from: '2026-08-31', to: '2027-01-15', selection: null }];

/** An id of its own for each number and kind, made by the server. */
const id = (kind: string, number: string) => `md5('${kind}' || (${number})::text)::uuid`;

/** An empty department with its calendar. @returns its id */
export async function addDepartment(database: Database): Promise<string> {
  const departmentId = uuidv7();
  await bootstrapDepartment(database, {
    department: { id: departmentId, name: '生命科学系', shortName: '生科系' },
    policyId: '2015',
    officer: { id: uuidv7(), name: '沈知礼', workNo: 'X001', assignmentId: uuidv7() },
    calendar: { terms: TERMS, holidays: [], makeupWorkdays: [] },
  });
  return departmentId;
}

/** People with an account and `credits` each, with owner's rights. */
export async function addPeople(database: Database, departmentId: string, count: number, credits: number) {
  await database.query(
    `insert into xueye.person (department_id, id, work_no, name)
    select $1, ${id('person', 'n')}, 'P' || n, '职员' || n from generate_series(1, $2::integer) n`,
    [departmentId, count],
  );
  await database.query(
    `insert into xueye.identity (provider, subject, department_id, person_id, binding_id)
    select 'wechat', 'openid-' || n, $1, ${id('person', 'n')}, gen_random_uuid() from generate_series(1, $2::integer) n`,
    [departmentId, count],
  );
  await database.query(
    `insert into xueye.reminder_credit (department_id, person_id, template, credits)
    select $1, ${id('person', 'n')}, 'duties', $3 from generate_series(1, $2::integer) n`,
    [departmentId, count, credits],
  );
}

/** What waits in the outbox: one digest for each of `count` people. */
export async function addMessages(database: Database, departmentId: string, count: number) {
  await database.query(
    `insert into xueye.reminder_message (department_id, id, person_id, day, talks, others, overdue, run_at)
    select $1, gen_random_uuid(), ${id('person', 'n')}, $3, 1 + n % 9, 0, 0, $4 from generate_series(1, $2::integer) n`,
    [departmentId, count, TODAY, NOW],
  );
}

const OF_A_CLASS = 20;
const CLASSES_OF_AN_ADVISER = 5;
const CLASSES_OF_AN_AREA = 50;

/**
 * `count` open cases with their owners: twenty in a class, five classes an adviser, fifty an area and its
 * counselor. Decided on Monday 10-12, so that the first talks are due today; every third student has
 * talked with the adviser.
 */
export async function addCases(database: Database, departmentId: string, count: number): Promise<void> {
  const classes = Math.ceil(count / OF_A_CLASS);
  const areas = Math.ceil(classes / CLASSES_OF_AN_AREA);
  const advisers = Math.ceil(classes / CLASSES_OF_AN_ADVISER);
  await addPeople(database, departmentId, advisers + areas, 0);
  const run = (statement: string, rows: number) => database.query(statement, [departmentId, rows]);
  const series = (n = '$2::integer') => `from generate_series(1, ${n}) n`;
  await run(
    `insert into xueye.area (department_id, id, name) select $1, ${id('area', 'n')}, '责任区' || n ${series()}`,
    areas,
  );
  await run(
    `insert into xueye.class (department_id, id, name, area_id)
    select $1, ${id('class', 'n')}, '班' || n, ${id('area', `(n - 1) / ${CLASSES_OF_AN_AREA} + 1`)} ${series()}`,
    classes,
  );
  await run(
    `insert into xueye.assignment (department_id, id, person_id, role, class_id, first_day)
    select $1, ${id('adviser', 'n')}, ${id('person', `(n - 1) / ${CLASSES_OF_AN_ADVISER} + 1`)}, 'adviser',
      ${id('class', 'n')}, '2026-08-31' ${series()}`,
    classes,
  );
  await run(
    `insert into xueye.assignment (department_id, id, person_id, role, area_id, first_day)
    select $1, ${id('counselor', 'n')}, ${id('person', `n + ${advisers}`)}, 'counselor', ${id('area', 'n')},
      '2026-08-31' ${series()}`,
    areas,
  );
  await run(
    `insert into xueye.student (department_id, id, student_no, name, class_id)
    select $1, ${id('student', 'n')}, (2024000000 + n)::text, '学生' || n,
      ${id('class', `(n - 1) / ${OF_A_CLASS} + 1`)} ${series()}`,
    count,
  );
  await addSupport(run, series, count);
  await database.query('analyze');
}

async function addSupport(
  run: (statement: string, rows: number) => Promise<unknown>,
  series: () => string,
  count: number,
): Promise<void> {
  await run(
    `insert into xueye.screening (department_id, id, term, kind, policy_id, policy_version, import_ids, file_names,
      students, identified, tier_watch, tier_1, tier_2, tier_3, ran_on, ran_at, ran_by)
    select $1, ${id('screening', '1')}, '2025-2026-2', 'official', '2015', '1', '[]', '[]', $2, $2, 0, 0, $2, 0,
      '2026-10-12', '2026-10-12T01:00:00Z', ${id('person', '1')}`,
    count,
  );
  await run(
    `insert into xueye.proposal (department_id, id, screening_id, student_id, standing, tier, outstanding, result)
    select $1, ${id('proposal', 'n')}, ${id('screening', '1')}, ${id('student', 'n')}, 'identified', '2', 1600, '{}'
    ${series()}`,
    count,
  );
  await run(
    `insert into xueye.support_case (department_id, id, student_id, term, tier, status, opened_on, proposal_id,
      outstanding)
    select $1, ${id('case', 'n')}, ${id('student', 'n')}, '2026-2027-1', '2', 'open', '2026-10-12',
      ${id('proposal', 'n')}, 1600 ${series()}`,
    count,
  );
  await run(
    `insert into xueye.decision (department_id, id, proposal_id, student_id, ordinal, case_id, outcome, tier,
      difficulty, causes, cause_note, reason, decided_on, decided_at, decided_by)
    select $1, ${id('decision', 'n')}, ${id('proposal', 'n')}, ${id('student', 'n')}, 1, ${id('case', 'n')}, 'confirm',
      '2', 'both', '[]', '', '', '2026-10-12', '2026-10-12T02:00:00Z', ${id('person', '1')} ${series()}`,
    count,
  );
  await run(
    `insert into xueye.talk_record (department_id, id, case_id, student_id, held_on, mode, place, attended, family,
      contact, problems, assessment, author_id, author_role, filed_on, filed_at)
    select $1, ${id('talk', 'n')}, ${id('case', 'n')}, ${id('student', 'n')}, '2026-10-14', 'in-person', '', true, '', '',
      '', '', ${id('person', '1')}, 'adviser', '2026-10-14', '2026-10-14T08:00:00Z' ${series()} where n % 3 = 0`,
    count,
  );
}
