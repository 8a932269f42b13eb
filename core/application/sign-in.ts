import { activationSecret, readActivationCode } from '../domain/activation-code';
import { DomainError } from '../domain/errors';
import { invitationSecret, readInvitation } from '../domain/invitation';
import type { Clock, Hasher, Ids, Store } from './ports';

interface Identity {
  /** `wechat` */
  readonly provider: string;
  /** For WeChat the openid that code2session vouched for. */
  readonly subject: string;
}

interface ActivationDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: Hasher;
}

/**
 * The binding of a verified identity; a session names it until the office takes it back.
 *
 * @throws DomainError NOT_ACTIVATED where nobody is bound to it
 */
export async function signIn(
  identity: Identity,
  deps: { readonly store: Store },
): Promise<{ readonly bindingId: string }> {
  const bound = await deps.store.findIdentity(identity.provider, identity.subject);
  if (!bound) {
    throw new DomainError('NOT_ACTIVATED', '这个微信还没有绑定工作身份。请用系学工办发的激活码开通。');
  }
  return bound;
}

/**
 * Binds a verified identity to the person of a 工号 or 学号, by the activation code from the office.
 * A wrong number, a wrong, used or expired code answer alike. Asked again after its answer was lost, by
 * the same identity for the same number, it answers with the binding that was made; nothing is counted.
 *
 * @throws DomainError ACTIVATION_WRONG, ACTIVATION_TOO_MANY, ALREADY_BOUND
 */
export async function activate(
  identity: Identity,
  typed: { readonly workNo: string; readonly activationCode: string },
  deps: ActivationDeps,
): Promise<{ readonly bindingId: string }> {
  const workNo = typed.workNo.normalize('NFKC').trim();
  const made = await boundTo(identity, workNo, deps);
  if (made !== null) return made;
  // What cannot be a code is looked up all the same, so that it is counted.
  const code = readActivationCode(typed.activationCode) ?? '';
  const bindingId = deps.ids.next();
  const outcome = await deps.store.activate({
    ...identity,
    workNo,
    codeHash: deps.hasher.sha256(activationSecret(workNo, code)),
    bindingId,
    at: deps.clock.now(),
    today: deps.clock.today(),
  });
  switch (outcome) {
    case 'bound':
      return { bindingId };
    case 'wrong':
      throw new DomainError(
        'ACTIVATION_WRONG',
        '工号（学号）或激活码不对，或激活码已用过、已过期。请核对后再试，或向系学工办重新领取。',
        'activationCode',
      );
    case 'too-many':
      throw new DomainError('ACTIVATION_TOO_MANY', TOO_MANY, 'activationCode');
    case 'bound-elsewhere':
      throw new DomainError('ALREADY_BOUND', BOUND_ELSEWHERE, 'workNo');
  }
}

const TOO_MANY = '试错的次数太多，请一小时后再试，或请系学工办当面协助。';
const BOUND_ELSEWHERE = '这个微信已经绑定了另一位。请用本人的微信开通，或请系学工办先解绑。';

/** Each with the other way in; the scene is no guess, so what became of it may be said. */
const INVITATION_REFUSALS = {
  unknown: ['INVITATION_UNKNOWN', '这个小程序码不是开通用的，或没有扫完整。请重新扫，或填工号和激活码。'],
  used: [
    'INVITATION_USED',
    '这个小程序码已经用过。不是您本人用的，请马上告诉系学工办；也可以填工号和激活码。',
  ],
  withdrawn: ['INVITATION_ENDED', '这个小程序码已经收回或换了新的。请扫最新的一张，或填工号和激活码。'],
  expired: ['INVITATION_EXPIRED', '这个小程序码已经过期。请系学工办重新给一张，或填工号和激活码。'],
  'too-many': ['ACTIVATION_TOO_MANY', TOO_MANY],
  'bound-elsewhere': ['ALREADY_BOUND', BOUND_ELSEWHERE],
} as const;

/**
 * Binds a verified identity to the person who was invited, by the scene of the mini-program code. Asked again
 * by the same identity after its answer was lost, it answers with the binding that was made.
 *
 * @param scene as it came with the page
 * @throws DomainError INVITATION_UNKNOWN, INVITATION_USED, INVITATION_ENDED, INVITATION_EXPIRED,
 * ACTIVATION_TOO_MANY or ALREADY_BOUND
 */
export async function acceptInvitation(
  identity: Identity,
  scene: string,
  { store, clock, ids, hasher }: ActivationDeps,
): Promise<{ readonly bindingId: string }> {
  // What cannot be an invitation is looked up all the same, so that it is counted.
  const outcome = await store.acceptInvitation({
    ...identity,
    codeHash: hasher.sha256(invitationSecret(readInvitation(scene) ?? '')),
    bindingId: ids.next(),
    at: clock.now(),
    today: clock.today(),
  });
  if (outcome.kind === 'bound') return { bindingId: outcome.bindingId };
  const [code, message] = INVITATION_REFUSALS[outcome.kind];
  throw new DomainError(code, message, 'scene');
}

/** The binding of an identity, where it is the person of that number; as much as signing in tells it. */
async function boundTo(
  { provider, subject }: Identity,
  workNo: string,
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): Promise<{ readonly bindingId: string } | null> {
  const bound = await store.findIdentity(provider, subject);
  if (bound === null) return null;
  const held = await store.findPerson(bound.personId, clock.today());
  return held?.person.workNo === workNo ? { bindingId: bound.bindingId } : null;
}
