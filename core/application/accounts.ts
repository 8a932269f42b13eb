import type { AccountView } from '../contract/outputs';
import {
  ACTIVATION_DAYS,
  activationSecret,
  makeActivationCode,
  showActivationCode,
} from '../domain/activation-code';
import { DomainError } from '../domain/errors';
import { addDays, endOfDay, localDateOf } from '../domain/local-date';
import { notFound } from './access';
import { nextPosition, PAGE_SIZE, positionOf } from './paging';
import type { AccountRecord, Actor } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** Everyone on the staff list, and whether each has a WeChat bound. */
export const listAccounts: UseCase<'accounts.list'> = async ({ search, cursor }, _actor, deps) => {
  const position = positionOf(cursor);
  const records = await deps.accounts.list(
    search?.trim() || undefined,
    position,
    PAGE_SIZE,
    deps.clock.now(),
  );
  return { items: records.map(toAccountView), nextCursor: nextPosition(records, position) };
};

/**
 * A new activation code, shown this once; an earlier one that is still open ends. A retry makes
 * another, since what was lost on the way cannot be shown again.
 */
export const issueActivationCode: UseCase<'accounts.issue-code'> = async ({ personId }, actor, deps) => {
  const { account, code, expiresAt, expiresOn } = await newActivationCode(personId, actor, deps);
  return { account: toAccountView({ ...account, codeExpiresAt: expiresAt }), code, expiresOn };
};

/**
 * @returns the code as it is shown: what is kept opens nothing
 * @throws DomainError NOT_FOUND, or NO_ROLE naming the person
 */
export async function newActivationCode(personId: string, actor: Actor, deps: UseCaseDeps) {
  const account = await requireOpenable(personId, deps);
  const code = makeActivationCode(deps.random);
  const expiresOn = addDays(actor.today, ACTIVATION_DAYS);
  const expiresAt = endOfDay(expiresOn);
  await deps.accounts.addCode({
    id: deps.ids.next(),
    personId,
    kind: 'typed',
    codeHash: deps.hasher.sha256(activationSecret(account.workNo, code)),
    issuedAt: deps.clock.now(),
    expiresAt,
  });
  await deps.audit.record({ action: 'accounts.issue-code', subject: { type: 'person', id: personId } });
  return { account, code: showActivationCode(code), expiresAt, expiresOn };
}

/**
 * The account of someone who may be given a way in.
 *
 * @throws DomainError NOT_FOUND, or NO_ROLE naming the person
 */
export async function requireOpenable(personId: string, deps: UseCaseDeps): Promise<AccountRecord> {
  const account = await deps.accounts.find(personId, deps.clock.now());
  if (!account) throw notFound();
  if (account.roles.length === 0) {
    throw new DomainError(
      'NO_ROLE',
      `${account.name}目前没有在任的工作身份。请先在教职工名单里登记，再发激活码或小程序码。`,
    );
  }
  return account;
}

/** Left, or a phone lost: the WeChat is no longer anybody's here, and its sessions end at once. */
export const unbindAccount: UseCase<'accounts.unbind'> = async ({ personId, reason }, actor, deps) => {
  const now = deps.clock.now();
  const account = await deps.accounts.find(personId, now);
  if (!account) throw notFound();
  if (personId === actor.personId) {
    throw new DomainError('UNBIND_SELF', '不能解绑自己。请另一位系学工办人员办理。');
  }
  const isDone = await deps.accounts.unbind(personId, now);
  if (isDone) {
    await deps.audit.record({
      action: 'accounts.unbind',
      subject: { type: 'person', id: personId },
      detail: { reason },
      changes: { bound: [account.boundAt !== null, false] },
    });
  }
  return toAccountView({ ...account, boundAt: null, codeExpiresAt: null, invitationExpiresAt: null });
};

/** Days in place of moments, and no scope ids. */
export const toAccountView = ({
  boundAt,
  codeExpiresAt,
  invitationExpiresAt,
  roles,
  ...rest
}: AccountRecord): AccountView => ({
  ...rest,
  roles: roles.map(({ role, scopeName }) => ({ role, scope: scopeName })),
  boundOn: boundAt && localDateOf(boundAt),
  codeExpiresOn: codeExpiresAt && localDateOf(codeExpiresAt),
  invitationExpiresOn: invitationExpiresAt && localDateOf(invitationExpiresAt),
});
