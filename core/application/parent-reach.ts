import type { CallNumber } from '../contract/outputs';
import { doubtOf, type NextWay, nextWayOf, numbersInRoster } from '../domain/guardian';
import { GUARDIAN_RELATION_LABELS } from '../domain/labels';
import { type GuardianFile, inForceOf, readFile } from './guardians';
import type { CaseWithFacts, GuardianRepository } from './ports';
import type { UseCaseDeps } from './use-case';

/** Whom of the family one can call for a case, and what is left when calls were in vain (reading §6). */
export interface Reachability {
  readonly numbers: readonly CallNumber[];
  /** Of the case, newest first. */
  readonly calls: Awaited<ReturnType<GuardianRepository['calls']>>;
  /** As if the call were still owed. */
  readonly nextWay: NextWay | null;
}

export async function reachability(
  { id, openedOn, student }: CaseWithFacts,
  deps: UseCaseDeps,
): Promise<Reachability> {
  const file = await readFile(student.id, deps);
  const calls = (await deps.guardians.calls(student.id)).filter(({ caseId }) => caseId === id);
  const failed = calls.filter(({ reached }) => !reached).map(({ phone }) => phone);
  const numbers = callNumbers(file, openedOn, failed);
  const phones = numbers.map(({ phone }) => phone);
  return { numbers, calls, nextWay: nextWayOf(phones, failed) };
}

/** Guardians that can be reached, then what the student list alone names; each number once. */
function callNumbers(
  { entries, onFile, roster }: GuardianFile,
  warnedOn: string,
  failed: readonly string[],
): readonly CallNumber[] {
  const current = inForceOf(entries);
  const numbers = [
    ...current
      .filter(({ phone, standing }) => phone !== '' && standing === 'reachable')
      .map(({ isPreferred, name, phone, preference, relation }) => ({
        phone,
        label: `${GUARDIAN_RELATION_LABELS[relation]} ${name}`,
        preference,
        isPreferred,
      })),
    ...numbersInRoster(roster.at(-1)?.text ?? '')
      // Somebody who is estranged or deceased is not called by the list's number either.
      .filter(({ phone }) => !entries.some((entry) => entry.phone === phone))
      .map(({ label, phone }) => ({ phone, label, preference: '', isPreferred: false })),
  ];
  return numbers
    .filter(({ phone }, at) => numbers.findIndex((other) => other.phone === phone) === at)
    .map((number) => ({
      ...number,
      doubt: doubtOf(number.phone, onFile, warnedOn),
      failed: failed.filter((phone) => phone === number.phone).length,
    }));
}
