import { DomainError } from './errors';
import { parsePolicy } from './parse-policy';
import type { Policy } from './policy';
import { sayPolicyPath } from './policy-labels';

/**
 * A policy as the department may save it.
 *
 * @throws DomainError POLICY_INVALID whose sentence names the field in Chinese; `field` is its path
 */
export function checkedPolicy(body: unknown): Policy {
  try {
    return parsePolicy(body);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'POLICY_INVALID') throw error;
    const path = error.field ?? '';
    const said = error.message.replace(/^政策文件中的「.*?」/, `「${sayPolicyPath(path)}」`);
    throw new DomainError(error.code, said, path || undefined);
  }
}
