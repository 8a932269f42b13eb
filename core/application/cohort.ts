import type { Policy } from '../domain/policy';
import type { ScreeningInput } from '../domain/screening';
import type { GradeRepository, LocalDate, Student } from './ports';
import { gatherFacts } from './screening-facts';
import type { UseCaseDeps } from './use-case';

/** A student with all that the rule is asked about. */
export interface CohortStudent {
  readonly student: Student;
  readonly input: ScreeningInput;
}

export interface Cohort {
  /** By 学号, each once. */
  readonly students: AsyncIterable<CohortStudent>;
  /** The imported lists beside the grades that it rests on. */
  readonly sources: readonly { readonly id: string; readonly fileName: string }[];
}

/**
 * Everyone to be screened for a semester as the data stands now: whoever has grades or stands in a
 * list. Without a grade, what rests on grades has no data.
 *
 * @param after 学号 after which to begin
 */
export async function openCohort(
  term: string,
  rules: { readonly policy: Policy; readonly today: LocalDate },
  deps: UseCaseDeps,
  after = '',
): Promise<Cohort> {
  const facts = await gatherFacts(term, rules, deps);
  const named = [...facts.students.values()].filter((studentNo) => studentNo > after).sort();
  const listed = await deps.roster.studentsByNo(named);
  const bare = (studentNo: string): readonly CohortStudent[] => {
    const student = listed.get(studentNo);
    if (!student) return [];
    const { name } = student;
    return [{ student, input: { studentNo, name, term, rows: [], facts: facts.of(student.id) } }];
  };
  async function* students(): AsyncIterable<CohortStudent> {
    let next = 0;
    for await (const { student, input } of withGrades(term, deps.grades.byStudent(after))) {
      for (; next < named.length && (named[next] as string) <= student.studentNo; next += 1) {
        if (named[next] !== student.studentNo) yield* bare(named[next] as string);
      }
      yield { student, input: { ...input, facts: facts.of(student.id) } };
    }
    for (; next < named.length; next += 1) yield* bare(named[next] as string);
  }
  return { students: students(), sources: facts.sources };
}

/** A student's grades as the rule takes them. */
export async function* withGrades(
  term: string,
  students: ReturnType<GradeRepository['byStudent']>,
): AsyncIterable<CohortStudent> {
  for await (const { student, rows } of students) {
    const { studentNo, name } = student;
    yield { student, input: { studentNo, name, term, rows: rows.map(({ grade }) => grade) } };
  }
}
