import { readFile } from 'node:fs/promises';
import { DomainError } from '#core/domain/errors';
import { parsePolicy } from '#core/domain/parse-policy';
import type { Policy } from '#core/domain/policy';
import { policies } from '#core/policies/index';
import { fromCaller } from './caller-files';

/**
 * A shipped policy by its id, else a policy file.
 *
 * @throws DomainError POLICY_FILE, or what parsePolicy finds wrong
 */
export async function readPolicy(idOrPath: string): Promise<Policy> {
  if (Object.hasOwn(policies, idOrPath)) return policies[idOrPath] as Policy;
  const refuse = (why: string) => {
    const ids = Object.keys(policies).join('、');
    return new DomainError('POLICY_FILE', `不能读取政策文件「${idOrPath}」：${why}。也可以写 ${ids}。`);
  };
  let text: string;
  try {
    text = await readFile(fromCaller(idOrPath), 'utf8');
  } catch {
    throw refuse('找不到或打不开');
  }
  let value: unknown;
  try {
    // Windows' editors put a byte-order mark first, which JSON does not know.
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw refuse('内容不是 JSON');
  }
  try {
    return parsePolicy(value);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, `「${idOrPath}」不能用：${error.message}。`);
  }
}
