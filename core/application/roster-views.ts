import type { RosterPerson, TenureChangeView, TenureView } from '../contract/outputs';
import { byRoleWeight } from '../domain/role';
import { isInForceOn, tenureState } from '../domain/tenure';
import type { LocalDate, Responsible, RosterPersonRecord, TenureChangeRecord, TenureRecord } from './ports';

export const toRosterPerson = (
  { id, name, workNo, leftOn, isBound }: RosterPersonRecord,
  tenures: readonly TenureRecord[],
  today: LocalDate,
): RosterPerson => ({
  personId: id,
  name,
  workNo,
  roles: tenures
    .filter((held) => held.personId === id && isInForceOn(held, today))
    .sort(byRoleWeight)
    .map(({ actingForName, lastDay, role, scopeName }) => ({
      role,
      scope: scopeName,
      lastDay,
      actingFor: actingForName,
    })),
  leftOn,
  isBound,
});

/** @param source the file that brought it */
export const toTenureView = (
  { actingFor, actingForName, id, personName, scopeName, workNo: _, ...rest }: TenureRecord,
  today: LocalDate,
  source: string | null = null,
): TenureView => ({
  ...rest,
  tenureId: id,
  name: personName,
  scope: scopeName,
  state: tenureState(rest, today),
  actingFor: actingFor === null ? null : { personId: actingFor, name: actingForName ?? '' },
  source,
});

export const toChangeView = ({
  actingForName,
  personName,
  scopeName,
  ...rest
}: TenureChangeRecord): TenureChangeView => ({
  ...rest,
  name: personName,
  scope: scopeName,
  actingFor: actingForName,
});

/** 李老师（代张老师） */
export const sayResponsible = ({ actingFor, name }: Responsible): string =>
  actingFor === null ? name : `${name}（代${actingFor.name}）`;
