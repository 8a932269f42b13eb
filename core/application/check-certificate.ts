import type { CertificateSeen } from '../contract/outputs/certificates';
import { DomainError } from '../domain/errors';
import { checkSecret, readCheckCode } from '../domain/service-certificate';
import type { Clock, Hasher, Store } from './ports';

/**
 * Whoever holds a 志愿服务时数证明 asks by its check code whether it stands: no account, and no more than
 * the paper itself says. WeChat vouches for the phone, so that guesses are counted.
 *
 * @throws DomainError CHECK_CODE_WRONG, CHECK_TOO_MANY
 */
export async function checkCertificate(
  identity: { readonly provider: string; readonly subject: string },
  typed: string,
  { store, clock, hasher }: { readonly store: Store; readonly clock: Clock; readonly hasher: Hasher },
): Promise<CertificateSeen> {
  const seen = await store.checkCertificate({
    ...identity,
    // What cannot be a code is looked up all the same, so that it is counted.
    codeHash: hasher.sha256(checkSecret(readCheckCode(typed) ?? '')),
    at: clock.now(),
  });
  switch (seen.outcome) {
    case 'wrong':
      throw new DomainError(
        'CHECK_CODE_WRONG',
        '没有这个查验码的证明。请核对纸上的 12 位查验码；确实没有的，证明不是本系出具的。',
        'checkCode',
      );
    case 'too-many':
      throw new DomainError('CHECK_TOO_MANY', '试错的次数太多，请一小时后再试。', 'checkCode');
    default: {
      const { outcome, content, endedOn, replacedBy } = seen;
      return { state: outcome, content, endedOn, replacedBy };
    }
  }
}
