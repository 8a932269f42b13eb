import type { GuardianDetail, GuardianItem, GuardianList, GuardianNumbers } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import {
  doubtOf,
  maskPhone,
  type NumberOnFile,
  normalisePhone,
  numbersInRoster,
  validateGuardian,
} from '../domain/guardian';
import { can, requireAccess } from './access';
import type { Actor, GuardianEntry, LocalDate, Student } from './ports';
import { headingOf } from './student-heading';
import type { UseCase, UseCaseDeps } from './use-case';

type Entry = GuardianEntry & { readonly enteredByName: string };

/** Who the guardians are, without name, number and address. */
export const showGuardians: UseCase<'guardians.show'> = async ({ studentId }, actor, deps) => {
  const student = await deps.roster.student(studentId);
  requireAccess(actor, 'guardians.show', student);
  const file = await readFile(student.id, deps);
  const warnedOn = await warnedOnOf(student.id, deps);
  await deps.audit.record({ action: 'guardians.show', subject: { type: 'student', id: studentId } });
  return {
    ...pageOf(student, actor, warnedOn),
    guardians: inForceOf(file.entries).map((entry) => toItem(entry, file, warnedOn)),
    rosterNumbers: numbersInRoster(file.roster.at(-1)?.text ?? '').length,
  } satisfies GuardianList;
};

/** Names, numbers, addresses and their history, asked for by name; the reading is logged with its purpose. */
export const readNumbers: UseCase<'guardians.numbers'> = async ({ studentId, purpose }, actor, deps) => {
  const student = await deps.roster.student(studentId);
  requireAccess(actor, 'guardians.numbers', student);
  await deps.audit.record({
    action: 'guardians.numbers',
    subject: { type: 'student', id: studentId },
    detail: { purpose },
  });
  return numbersOf(student, actor, deps);
};

/** A new entry, or a correction of one: what stood there is kept. The same id twice writes once. */
export const saveGuardian: UseCase<'guardians.save'> = async (input, actor, deps) => {
  const student = await deps.roster.student(input.studentId);
  requireAccess(actor, 'guardians.save', student);
  const { entries } = await readFile(student.id, deps);
  const content = {
    name: input.name.trim(),
    relation: input.relation,
    phone: normalisePhone(input.phone),
    address: input.address.trim(),
    preference: input.preference.trim(),
    standing: input.standing,
    isPreferred: input.isPreferred,
    source: input.source,
    reason: input.reason.trim(),
  };
  const earlier = entries.find(({ id }) => id === input.id);
  if (earlier) {
    if (earlier.enteredBy !== actor.personId || earlier.phone !== content.phone) throw conflict();
    return numbersOf(student, actor, deps);
  }
  const own = entries.filter(({ guardianId }) => guardianId === input.guardianId);
  const last = own.at(-1);
  if ((last?.id ?? null) !== input.replaces) throw conflict();
  validateGuardian({ ...content, phone: input.phone }, { isCorrection: last !== undefined });
  const isNew = await deps.guardians.addEntry({
    id: input.id,
    guardianId: input.guardianId,
    studentId: student.id,
    ordinal: own.length + 1,
    ...content,
    reason: last === undefined ? '' : content.reason,
    enteredBy: actor.personId,
    enteredRole: enteringRole(actor),
    enteredOn: actor.today,
    enteredAt: deps.clock.now(),
  });
  if (isNew) {
    await deps.audit.record({
      action: 'guardians.save',
      subject: { type: 'student', id: student.id },
      detail: { guardian: input.guardianId, entry: own.length + 1, source: input.source },
    });
  }
  return numbersOf(student, actor, deps);
};

export interface GuardianFile {
  readonly entries: readonly Entry[];
  /** Oldest first. */
  readonly roster: readonly { readonly text: string; readonly since: LocalDate }[];
  readonly onFile: readonly NumberOnFile[];
}

export async function readFile(studentId: string, deps: UseCaseDeps): Promise<GuardianFile> {
  const entries = await deps.guardians.entries(studentId);
  const roster = await deps.guardians.roster(studentId);
  return {
    entries,
    roster,
    onFile: [
      ...roster.flatMap(({ since, text }) =>
        numbersInRoster(text).map(({ phone }) => ({ phone, since, source: 'roster' as const })),
      ),
      ...entries.map(({ enteredOn, phone, source }) => ({ phone, since: enteredOn, source })),
    ],
  };
}

/** The entry in force of each guardian, in the order in which they came; the preferred ones first. */
export function inForceOf<E extends GuardianEntry>(entries: readonly E[]): readonly E[] {
  const newest = new Map<string, E>();
  for (const entry of entries) {
    const known = newest.get(entry.guardianId);
    if (!known || entry.ordinal > known.ordinal) newest.set(entry.guardianId, entry);
  }
  return [...newest.values()].sort((a, b) => Number(b.isPreferred) - Number(a.isPreferred));
}

/** The day from which a new number is doubted: that of the open case's decision. */
async function warnedOnOf(studentId: string, deps: UseCaseDeps): Promise<LocalDate | null> {
  const open = (await deps.cases.ofStudent(studentId)).find(({ status }) => status === 'open');
  return open?.openedOn ?? null;
}

async function numbersOf(student: Student, actor: Actor, deps: UseCaseDeps): Promise<GuardianNumbers> {
  const file = await readFile(student.id, deps);
  const warnedOn = await warnedOnOf(student.id, deps);
  return {
    ...pageOf(student, actor, warnedOn),
    guardians: inForceOf(file.entries).map((entry) => toDetail(entry, file, warnedOn)),
    roster: [...file.roster].reverse(),
  };
}

const pageOf = (student: Student, actor: Actor, warnedOn: LocalDate | null) => ({
  student: headingOf(student),
  today: actor.today,
  warnedOn,
  can: {
    save: can(actor, 'guardians.save', student),
    seeNumbers: can(actor, 'guardians.numbers', student),
  },
});

const toItem = (entry: Entry, { onFile }: GuardianFile, warnedOn: LocalDate | null): GuardianItem => ({
  guardianId: entry.guardianId,
  entryId: entry.id,
  relation: entry.relation,
  standing: entry.standing,
  isPreferred: entry.isPreferred,
  source: entry.source,
  since: entry.enteredOn,
  by: entry.enteredByName,
  phoneHint: maskPhone(entry.phone),
  doubt: warnedOn === null || entry.phone === '' ? null : doubtOf(entry.phone, onFile, warnedOn),
});

const toDetail = (entry: Entry, file: GuardianFile, warnedOn: LocalDate | null): GuardianDetail => ({
  ...toItem(entry, file, warnedOn),
  name: entry.name,
  phone: entry.phone,
  address: entry.address,
  preference: entry.preference,
  history: file.entries
    .filter(({ guardianId, id }) => guardianId === entry.guardianId && id !== entry.id)
    .reverse()
    .map(({ address, enteredByName, enteredOn, name, phone, source }, at, all) => ({
      on: enteredOn,
      by: enteredByName,
      name,
      phone,
      address,
      source,
      // Why it was replaced stands in the entry that came after it.
      reason: (at === 0 ? entry : file.entries.find(({ id }) => id === all[at - 1]?.id))?.reason ?? '',
    })),
});

function enteringRole({ role }: Actor): 'office' | 'counselor' | 'adviser' {
  if (role === 'office' || role === 'counselor' || role === 'adviser') return role;
  throw new Error(`the gate let ${role} through to a guardian`);
}

const conflict = (): DomainError => new DomainError('CONFLICT', '这位家长的资料刚刚有人改过。请刷新后再改。');
