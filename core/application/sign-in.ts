import { DomainError } from '../domain/errors';
import type { Store } from './ports';

/**
 * The person bound to a verified identity of a provider.
 *
 * @param identity provider and its subject, e.g. `wechat` and the openid that code2session vouched for
 * @throws DomainError NOT_ACTIVATED where nobody is bound to it
 */
export async function signIn(
  identity: { readonly provider: string; readonly subject: string },
  deps: { readonly store: Store },
): Promise<{ readonly personId: string; readonly departmentId: string }> {
  const bound = await deps.store.findIdentity(identity.provider, identity.subject);
  if (!bound) throw new DomainError('NOT_ACTIVATED', '这个微信还没有绑定工作身份。请联系系学工办开通。');
  return bound;
}
