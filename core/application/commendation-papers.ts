import { DomainError } from '../domain/errors';
import { PAPER_MEDIA_TYPES } from '../domain/paper-format';
import { readNames, toItem } from './commendations';
import { keepFile } from './kept-files';
import type { UseCase } from './use-case';

/** 表彰名单 of a semester: what stands, individuals first. */
export const printCommendations: UseCase<'papers.commendations'> = async ({ term }, actor, deps) => {
  const names = await readNames(deps);
  const standing = (await deps.commendations.list({ term })).filter(({ end }) => end === null);
  if (standing.length === 0) throw new DomainError('NOBODY_COMMENDED', '这个学期还没有表彰。');
  const rows = standing
    .map((record) => toItem(record, names))
    .sort((a, b) => Number(a.kind === 'team') - Number(b.kind === 'team'));
  const bytes = await deps.papers.commendations({
    departmentName: (await deps.departments.get()).name,
    term,
    on: actor.today,
    rows,
  });
  await deps.audit.record({
    action: 'papers.commendations',
    subject: { type: 'commendations', id: term },
    detail: { term, rows: rows.length },
  });
  return keepFile(bytes, `志愿者表彰名单-${term}.pdf`, PAPER_MEDIA_TYPES.pdf, actor, deps);
};
