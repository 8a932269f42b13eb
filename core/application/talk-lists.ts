import { DomainError } from '../domain/errors';
import { nextPosition, PAGE_SIZE, positionOf } from './paging';
import type { UseCase } from './use-case';

/** Talk records to choose from for printing: of a class, a tier, some weeks. */
export const listTalks: UseCase<'talks.list'> = async ({ cursor, ...filter }, _actor, deps) => {
  if (filter.from !== undefined && filter.to !== undefined && filter.to < filter.from) {
    throw new DomainError('INVALID_INPUT', '结束日期不能早于开始日期，请重新选择。', 'to');
  }
  const position = positionOf(cursor);
  const items = await deps.talkLists.talks(filter, position, PAGE_SIZE);
  return {
    items,
    nextCursor: nextPosition(items, position),
    total: await deps.talkLists.count(filter),
    classes: (await deps.roster.classes()).map(({ id, name }) => ({ id, name })),
  };
};
