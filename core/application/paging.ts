import { DomainError } from '../domain/errors';

/** Rows a list answers at most at once. */
export const PAGE_SIZE = 50;

/** A cursor that is a count of rows already given. */
export function positionOf(cursor: string | undefined): number {
  const position = Number(cursor ?? '0');
  if (!Number.isSafeInteger(position) || position < 0) {
    throw new DomainError('INVALID_INPUT', '列表位置不正确，请刷新后重试。', 'cursor');
  }
  return position;
}

/** One page of a list that was derived whole. */
export function pageOf<T>(
  items: readonly T[],
  cursor: string | undefined,
): { items: readonly T[]; nextCursor: string | null } {
  const from = positionOf(cursor);
  const to = from + PAGE_SIZE;
  return { items: items.slice(from, to), nextCursor: to < items.length ? String(to) : null };
}

/** The cursor after a page read with the position as its offset. */
export const nextPosition = (items: readonly unknown[], position: number): string | null =>
  items.length < PAGE_SIZE ? null : String(position + items.length);
