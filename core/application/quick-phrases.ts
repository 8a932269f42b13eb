import { DomainError } from '../domain/errors';
import { checkedPhrase, PHRASE_LIMITS } from '../domain/quick-phrase';
import type { UseCase } from './use-case';

/** One's own 常用语. */
export const listPhrases: UseCase<'phrases.list'> = async (_input, _actor, deps) => ({
  items: await deps.quickPhrases.list(),
});

/** Adds one, or changes one's own. The same id and text twice is once. */
export const savePhrase: UseCase<'phrases.save'> = async ({ id, text }, _actor, deps) => {
  const kept = checkedPhrase(text);
  const items = await deps.quickPhrases.list();
  const known = items.find((item) => item.id === id);
  if (known?.text === kept) return { items };
  if (!known && items.length >= PHRASE_LIMITS.count) {
    throw new DomainError('TOO_MANY', `常用语最多 ${PHRASE_LIMITS.count} 句，请先删去不用的。`, 'text');
  }
  if (!(await deps.quickPhrases.save(id, kept))) {
    throw new DomainError('CONFLICT', '这一句的编号已被占用。请退出这一页，重新填写。');
  }
  await deps.audit.record({ action: 'phrases.save', subject: { type: 'phrase', id } });
  return { items: await deps.quickPhrases.list() };
};

/** Gone at once; what was put into records stays there. Twice is once. */
export const removePhrase: UseCase<'phrases.remove'> = async ({ id }, _actor, deps) => {
  const items = await deps.quickPhrases.list();
  if (!items.some((item) => item.id === id)) return { items };
  await deps.quickPhrases.remove(id);
  await deps.audit.record({ action: 'phrases.remove', subject: { type: 'phrase', id } });
  return { items: await deps.quickPhrases.list() };
};
