import {
  barredAddressee,
  firstAddressee,
  type LetterGuardian,
  letterGuardians,
} from '../domain/letter-guardian';
import type { LocalDate } from '../domain/local-date';
import type { Addressee } from '../domain/warning-letter';
import { inForceOf } from './guardians';
import type { UseCaseDeps } from './use-case';

const entriesOf = async (studentId: string, deps: Pick<UseCaseDeps, 'guardians'>) =>
  inForceOf(await deps.guardians.entries(studentId));

/** The student's guardians as addressees, the preferred ones first. */
export const guardiansForLetter = async (
  studentId: string,
  warnedOn: LocalDate,
  deps: Pick<UseCaseDeps, 'guardians'>,
): Promise<readonly LetterGuardian[]> => letterGuardians(await entriesOf(studentId, deps), warnedOn);

/** Whom a new letter goes to: as the last one, unless that parent is barred by now; else the guardian on file. */
export async function addresseeOfDraft(
  studentId: string,
  warnedOn: LocalDate,
  last: Addressee | null,
  deps: Pick<UseCaseDeps, 'guardians'>,
): Promise<Addressee> {
  const entries = await entriesOf(studentId, deps);
  const guardians = letterGuardians(entries, warnedOn);
  if (last !== null && barredAddressee(last, guardians) === null) return last;
  const sources = new Map(entries.map(({ guardianId, source }) => [guardianId, source]));
  return firstAddressee(guardians, sources) ?? { name: '', relation: '', address: '', postcode: '' };
}

/** What the list of guardians says against a draft's addressee; empty: nothing. */
export async function guardianProblems(
  studentId: string,
  warnedOn: LocalDate,
  addressee: Addressee,
  deps: Pick<UseCaseDeps, 'guardians'>,
): Promise<readonly string[]> {
  const barred = barredAddressee(addressee, await guardiansForLetter(studentId, warnedOn, deps));
  return barred === null ? [] : [barred];
}
