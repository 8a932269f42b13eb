import { NO_FACTS, type ScreeningFacts } from './screening-facts';

/** Facts of a cohort as they were handed to the rule: whoever a list names has an entry of their own. */
export interface FrozenFacts {
  /** Of everyone else: which lists there were. */
  readonly unlisted: ScreeningFacts;
  readonly students: Readonly<Record<string, ScreeningFacts>>;
}

export const NO_FROZEN_FACTS: FrozenFacts = { unlisted: NO_FACTS, students: {} };

/** Keeps facts one student after the other; those without a row of their own share one entry. */
export function createFactFreezer() {
  let unlisted: ScreeningFacts = NO_FACTS;
  const students = new Map<string, ScreeningFacts>();
  return {
    add(studentNo: string, facts: ScreeningFacts = NO_FACTS): void {
      if (isListed(facts)) students.set(studentNo, facts);
      else unlisted = facts;
    },
    done: (): FrozenFacts => ({ unlisted, students: Object.fromEntries(students) }),
  };
}

export const factsFrozenFor = (studentNo: string, { unlisted, students }: FrozenFacts): ScreeningFacts =>
  Object.hasOwn(students, studentNo) ? (students[studentNo] ?? unlisted) : unlisted;

const isListed = ({ absences, discipline, warnings, referrals }: ScreeningFacts): boolean =>
  [absences, discipline, warnings, referrals].some(
    (known) => known !== null && (known.rows.length > 0 || known.unread > 0),
  );
