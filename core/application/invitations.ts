import { INVITATION_DAYS, invitationSecret, makeInvitation } from '../domain/invitation';
import { addDays, endOfDay } from '../domain/local-date';
import { notFound } from './access';
import { requireOpenable, toAccountView } from './accounts';
import { keepFile } from './kept-files';
import type { Actor, Picture } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

const MEDIA_TYPES = { png: 'image/png', jpg: 'image/jpeg' } as const;

/**
 * An invitation by mini-program code; an earlier one that is still open ends. A retry makes another, since
 * what was lost on the way cannot be shown again.
 */
export const invitePerson: UseCase<'papers.invitation'> = async ({ personId }, actor, deps) => {
  const { account, expiresAt, expiresOn, picture } = await newInvitation(personId, actor, deps);
  const image = await keepFile(
    picture.bytes,
    `开通码.${picture.type}`,
    MEDIA_TYPES[picture.type],
    actor,
    deps,
  );
  return { account: toAccountView({ ...account, invitationExpiresAt: expiresAt }), image, expiresOn };
};

/**
 * @returns with the code as WeChat draws it: what is kept opens nothing
 * @throws DomainError as `requireOpenable` and `InvitationImages.draw`
 */
export async function newInvitation(personId: string, actor: Actor, deps: UseCaseDeps) {
  const account = await requireOpenable(personId, deps);
  const scene = makeInvitation(deps.random);
  // Before anything is written: a refusal of WeChat's leaves an earlier invitation as it was.
  const picture: Picture = await deps.invitationImages.draw(actor.departmentId, scene);
  const expiresOn = addDays(actor.today, INVITATION_DAYS);
  const expiresAt = endOfDay(expiresOn);
  await deps.accounts.addCode({
    id: deps.ids.next(),
    personId,
    kind: 'scene',
    codeHash: deps.hasher.sha256(invitationSecret(scene)),
    issuedAt: deps.clock.now(),
    expiresAt,
  });
  await deps.audit.record({ action: 'papers.invitation', subject: { type: 'person', id: personId } });
  return { account, picture, expiresAt, expiresOn };
}

/** The invitation opens nothing from now on; the WeChat that is bound, and a code on paper, stay. */
export const withdrawInvitation: UseCase<'accounts.withdraw-invitation'> = async (
  { personId },
  _actor,
  deps,
) => {
  const now = deps.clock.now();
  const account = await deps.accounts.find(personId, now);
  if (!account) throw notFound();
  if (await deps.accounts.endCode(personId, now, 'scene')) {
    await deps.audit.record({
      action: 'accounts.withdraw-invitation',
      subject: { type: 'person', id: personId },
    });
  }
  return toAccountView({ ...account, invitationExpiresAt: null });
};
