import { activationSecret, readActivationCode } from '../domain/activation-code';
import { DomainError } from '../domain/errors';
import type { Clock, Hasher, Ids, Store } from './ports';

interface Identity {
  /** `wechat` */
  readonly provider: string;
  /** For WeChat the openid that code2session vouched for. */
  readonly subject: string;
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
  deps: {
    readonly store: Store;
    readonly clock: Clock;
    readonly ids: Ids;
    readonly hasher: Hasher;
  },
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
      throw new DomainError(
        'ACTIVATION_TOO_MANY',
        '试错的次数太多，请一小时后再试，或请系学工办当面协助。',
        'activationCode',
      );
    case 'bound-elsewhere':
      throw new DomainError(
        'ALREADY_BOUND',
        '这个微信已经绑定了另一位。请用本人的微信开通，或请系学工办先解绑。',
        'workNo',
      );
  }
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
