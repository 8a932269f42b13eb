import type { GuardianRelation, GuardianSource, GuardianStanding } from './guardian';
import { GUARDIAN_RELATION_LABELS, GUARDIAN_STANDING_LABELS } from './labels';
import type { LocalDate } from './local-date';
import type { Addressee } from './warning-letter';

/** A guardian as the list of guardians has them, the preferred ones first. */
export interface GuardianAddress {
  readonly guardianId: string;
  readonly name: string;
  readonly relation: GuardianRelation;
  readonly address: string;
  readonly standing: GuardianStanding;
  readonly source: GuardianSource;
  readonly enteredOn: LocalDate;
}

/** A guardian as the addressee of a letter, and what speaks against it. */
export interface LetterGuardian {
  readonly guardianId: string;
  readonly addressee: Addressee;
  /** Estranged or deceased: no letter goes there. */
  readonly isBarred: boolean;
  /** In words; null: nothing speaks against it. */
  readonly because: string | null;
}

const POSTCODE = /(?<!\d)\d{6}(?!\d)/;

/**
 * Whom a letter may go to (reading §6): a parent whose address only the student gave, or that came after the
 * warning, is offered but not chosen by itself.
 */
export const letterGuardians = (
  guardians: readonly GuardianAddress[],
  warnedOn: LocalDate,
): readonly LetterGuardian[] =>
  guardians.map(({ guardianId, address, enteredOn, name, relation, source, standing }) => {
    const postcode = POSTCODE.exec(address)?.[0] ?? '';
    return {
      guardianId,
      addressee: {
        name,
        relation: GUARDIAN_RELATION_LABELS[relation],
        address: address
          .replace(POSTCODE, '')
          .replace(/[\s（()）邮编:：,，]+$/u, '')
          .trim(),
        postcode,
      },
      isBarred: standing !== 'reachable',
      because:
        standing !== 'reachable'
          ? `登记为${GUARDIAN_STANDING_LABELS[standing]}，不能寄给这位家长`
          : source === 'student'
            ? '地址是学生提供的，没有核实'
            : address.trim() === ''
              ? '没有登记地址'
              : enteredOn >= warnedOn
                ? '认定之后才登记，请核对地址'
                : null,
    };
  });

/** The one that a draft begins with: nothing against it, else at least not the student's word. null: none. */
export const firstAddressee = (
  guardians: readonly LetterGuardian[],
  sources: ReadonlyMap<string, GuardianSource>,
): Addressee | null => {
  const open = guardians.filter(
    ({ guardianId, isBarred }) => !isBarred && sources.get(guardianId) !== 'student',
  );
  return (open.find(({ because }) => because === null) ?? open[0])?.addressee ?? null;
};

/** Why a letter does not go to whom it names; null: nobody on file by that name is barred. */
export function barredAddressee(
  { name }: Pick<Addressee, 'name'>,
  guardians: readonly LetterGuardian[],
): string | null {
  const named = guardians.filter(({ addressee }) => addressee.name === name.trim());
  const barred = named.find(({ isBarred }) => isBarred);
  if (!barred || named.some(({ isBarred }) => !isBarred)) return null;
  return `收件人${barred.addressee.name}${barred.because ?? ''}`;
}
