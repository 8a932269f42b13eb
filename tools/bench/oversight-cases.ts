import type { Database } from '#adapters/postgres/database';
import { addCases } from './reminder-cases';

const id = (kind: string, number: string) => `md5('${kind}' || (${number})::text)::uuid`;

/**
 * A large department after some years: `open` open cases among `students` students, three closed cases
 * for each open one, talks, plans and letters of all of them, and a year of volunteers' sessions.
 */
export async function addYears(
  database: Database,
  departmentId: string,
  { open, students }: { readonly open: number; readonly students: number },
): Promise<void> {
  await addCases(database, departmentId, open);
  const run = (statement: string, rows: number) => database.query(statement, [departmentId, rows]);
  const series = (from = 1) => `from generate_series(${from}, $2::integer) n`;
  // The rest of the students, in the classes of those who are helped.
  await run(
    `insert into xueye.student (department_id, id, student_no, name, class_id)
    select $1, ${id('student', 'n')}, (2024000000 + n)::text, '学生' || n, ${id('class', `(n - 1) % ${Math.ceil(open / 20)} + 1`)}
    ${series(open + 1)}`,
    students,
  );
  // Closed cases of earlier semesters, of others than those who are helped now.
  await run(
    `insert into xueye.proposal (department_id, id, screening_id, student_id, standing, tier, outstanding, result)
    select $1, ${id('proposal', 'n')}, ${id('screening', '1')}, ${id('student', 'n')}, 'identified', '2', 1600, '{}'
    ${series(open + 1)}`,
    4 * open,
  );
  await run(
    `insert into xueye.support_case (department_id, id, student_id, term, tier, status, opened_on, closed_on,
      close_reason, proposal_id, outstanding)
    select $1, ${id('case', 'n')}, ${id('student', 'n')}, '2024-2025-1', '2', 'closed', '2025-03-10', '2025-09-10', '已补考通过',
      ${id('proposal', 'n')}, 1600 ${series(open + 1)}`,
    4 * open,
  );
  await run(
    `insert into xueye.decision (department_id, id, proposal_id, student_id, ordinal, case_id, outcome, tier,
      difficulty, causes, cause_note, reason, decided_on, decided_at, decided_by)
    select $1, ${id('decision', 'n')}, ${id('proposal', 'n')}, ${id('student', 'n')}, 1, ${id('case', 'n')}, 'confirm',
      '2', 'both', '[]', '', '', '2025-03-10', '2025-03-10T02:00:00Z', ${id('person', '1')} ${series(open + 1)}`,
    4 * open,
  );
  // Six talks of each closed case; of every third open one there is a first talk.
  await run(
    `insert into xueye.talk_record (department_id, id, case_id, student_id, held_on, mode, place, attended, family,
      contact, problems, assessment, author_id, author_role, filed_on, filed_at)
    select $1, md5('old-talk' || k || '-' || n)::uuid, ${id('case', 'n')}, ${id('student', 'n')},
      date '2025-03-17' + 14 * k, 'in-person', '', true, '', '', '', '', ${id('person', '1')}, 'adviser',
      date '2025-03-17' + 14 * k, '2025-03-17T08:00:00Z'::timestamptz + make_interval(days => 14 * k)
    ${series(open + 1)}, generate_series(0, 5) k`,
    4 * open,
  );
  await database.query('analyze');
}
