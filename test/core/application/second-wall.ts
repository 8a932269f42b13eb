import type { Actor } from '#core/application/ports';
import type { UseCase } from '#core/application/use-case';
import { type ActionName, actions, type Input } from '#core/contract/actions';
import { DomainError } from '#core/domain/errors';
import type { Role } from '#core/domain/role';
import { HANDLERS, type Staff, type TestDepartment } from './department';

/** Who asks, and in which role they say they ask; the gate being open, nobody doubts it but the database. */
const CLAIMS = {
  leader: ['leader', 'leader'],
  office: ['office', 'office'],
  adviser: ['adviser', 'adviser'],
  otherAdviser: ['otherAdviser', 'adviser'],
  counselor: ['counselor', 'counselor'],
  otherCounselor: ['otherCounselor', 'counselor'],
  teacher: ['teacher', 'teacher'],
  volunteer: ['volunteer', 'volunteer'],
  formerAdviser: ['formerAdviser', 'adviser'],
  'a volunteer claiming to lead': ['volunteer', 'leader'],
  'a teacher claiming to be the office': ['teacher', 'office'],
} as const satisfies Record<string, readonly [keyof Staff, Role]>;
export type Claimant = keyof typeof CLAIMS;
export const CLAIMANTS = Object.keys(CLAIMS) as Claimant[];

/** What the database alone lets be changed past the gate, and why nobody is harmed. */
const HARMLESS: Readonly<
  Partial<Record<ActionName, { readonly by: readonly Claimant[]; readonly why: string }>>
> = {
  'letters.show': {
    by: ['adviser', 'counselor'],
    why: "a letter of one's own student: the reading is recorded",
  },
  'papers.archive-with-sensitive': {
    by: ['adviser'],
    why: "one's own student, who is read piece by piece as well: the taking out is recorded",
  },
  'conference.join': {
    by: ['leader', 'office'],
    why: 'they mark anybody on the present list, themselves too',
  },
  'conference.mark': { by: ['counselor'], why: 'oneself, as from the own phone with `conference.join`' },
  'letters.address': { by: ['leader'], why: 'the leader reaches all letters, to approve them' },
  'papers.template-file': {
    by: CLAIMANTS,
    why: "the built-in template, which says nothing of anybody, among one's own files",
  },
  'letters.step': { by: ['leader'], why: 'the leader reaches all letters, to approve them' },
  'policies.save-rules': {
    by: ['office'],
    why: 'a rule is nobody’s data; one table holds rules and aliases',
  },
  'papers.summary': { by: ['adviser', 'counselor'], why: "of one's own students alone, and it is recorded" },
  'papers.term-list': {
    by: ['adviser', 'counselor'],
    why: "of one's own students alone, and it is recorded",
  },
  'papers.commendations': {
    by: ['counselor', 'volunteer'],
    why: "the commendations that they see anyway, among one's own files",
  },
  'imports.template': { by: CLAIMANTS, why: "a form without data, among one's own files" },
  'papers.blank-talk-record': { by: CLAIMANTS, why: "a form without data, among one's own files" },
};
export const isHarmless = (action: ActionName, claimant: Claimant): boolean =>
  HARMLESS[action]?.by.includes(claimant) ?? false;

/** The tables that are another than they were, of two answers of `contents`. */
export function changedTables(before: string, after: string): readonly string[] {
  const was = new Set(before.split('\n'));
  return after.split('\n').filter((table) => !was.has(table));
}

class Undo extends Error {}

/**
 * Runs an action's use-case as one who says who they are, without the gate and the checks before it.
 *
 * @param isTried it is taken back again, and must come to an answer or a refusal that a user may read
 * @returns all that the caller is told, as JSON; '' where the database refuses, or what it does not show
 *   is taken for granted
 */
export async function askPastTheGate<A extends ActionName>(
  { deps }: TestDepartment,
  staff: Staff,
  claimant: Claimant,
  action: A,
  input: Input<A>,
  { isTried = false } = {},
): Promise<string> {
  const [name, role] = CLAIMS[claimant];
  const personId = staff[name];
  const known = await deps.store.findPerson(personId, deps.clock.today());
  if (!known) throw new Error(name);
  const actor: Actor = {
    departmentId: known.departmentId,
    personId,
    name: known.person.name,
    workNo: known.person.workNo,
    role,
    reach: { kind: 'department' },
    today: deps.clock.today(),
  };
  const { store, ...outside } = deps;
  const useCase = HANDLERS[action] as UseCase<A>;
  const read = actions[action].input.parse(input) as never;
  let said = '';
  try {
    await store.transaction(actor, async (repositories) => {
      said = JSON.stringify(await useCase(read, actor, { ...outside, ...repositories }));
      if (isTried) throw new Undo();
    });
  } catch (error) {
    if (error instanceof Undo) return said;
    if (error instanceof DomainError) return error.message;
    if (isTried) throw error;
    return '';
  }
  return said;
}

/** Written about the student of the first class, by or for those who reach that class. */
const OF_THE_FIRST_CLASS = [
  '林知远',
  '202405010101',
  '周予安',
  '202405010102',
  '林远山',
  '陈宁',
  '1990000000',
  '农村',
  '缺课较多',
  '需要关注',
  '期末都及格',
  '每周三晚自习',
  '连续两周没有来上课',
  '第三章习题',
];
const OF_THE_SECOND_CLASS = ['许星野', '202405020101', '许大川', '19900000005', '19900000006'];
const OF_STAFF = ['顾明澜', '贺兰亭', '苏慕言', '程以宁', '陆承钧', '柳知秋', '白临川', '季子昂'];

/** Words of people whom the claimant does not reach. */
export function wordsOfOthers(claimant: Claimant): readonly string[] {
  switch (claimant) {
    case 'leader':
    case 'office':
      return [];
    case 'adviser':
    case 'counselor':
      return OF_THE_SECOND_CLASS;
    case 'otherAdviser':
    case 'otherCounselor':
      return OF_THE_FIRST_CLASS;
    case 'teacher':
      // What the teacher reported is the teacher's to see.
      return [
        ...OF_THE_FIRST_CLASS.filter((word) => !REPORTED.includes(word)),
        ...OF_THE_SECOND_CLASS,
        ...OF_STAFF.filter((name) => name !== '柳知秋'),
      ];
    case 'volunteer':
      return [
        ...OF_THE_FIRST_CLASS.filter((word) => !SHARED_WITH_VOLUNTEER.includes(word)),
        ...OF_THE_SECOND_CLASS,
        ...OF_STAFF.filter((name) => name !== '季子昂'),
      ];
    default:
      return [...OF_THE_FIRST_CLASS, ...OF_THE_SECOND_CLASS, ...OF_STAFF];
  }
}
const REPORTED = ['林知远', '202405010101', '连续两周没有来上课'];
const SHARED_WITH_VOLUNTEER = ['林知远', '每周三晚自习', '第三章习题'];
