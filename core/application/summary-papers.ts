import { DomainError } from '../domain/errors';
import { PAPER_MEDIA_TYPES } from '../domain/paper-format';
import { nextTerm } from '../domain/term';
import type { SummaryContent } from '../domain/term-summary';
import { keepFile } from './kept-files';
import type { Actor } from './ports';
import { readerMark } from './reader-mark';
import { gatherSummary } from './summary-content';
import type { UseCase, UseCaseDeps } from './use-case';

/**
 * A signed version as it was frozen, or the draft as it stands now.
 *
 * @throws DomainError NO_VERSION, NO_STUDENTS
 */
export const printSummary: UseCase<'papers.summary'> = async (
  { term, version, audience, format },
  actor,
  deps,
) => {
  const content = version === null ? await draftOf(term, actor, deps) : await signedOf(term, version, deps);
  // What is handed out of the house is signed by the house, not by who printed it.
  const mark = audience === 'shared' ? null : readerMark(actor);
  const bytes =
    format === 'xlsx'
      ? await deps.papers.summaryWorkbook(content, audience, 'all', mark)
      : await deps.papers.summary(content, audience, format, mark);
  await deps.audit.record({
    action: 'papers.summary',
    subject: { type: 'term', id: term },
    detail: { version: version ?? 0, audience, format },
  });
  const draft = version === null ? '草稿' : `第${version}版`;
  const shared = audience === 'shared' ? '-对外' : '';
  const fileName = `学期总结-${nextTerm(term)}-${draft}${shared}.${format}`;
  return keepFile(bytes, fileName, PAPER_MEDIA_TYPES[format], actor, deps);
};

/** 名单 and 预警汇总 of a semester as it stands now. */
export const printTermList: UseCase<'papers.term-list'> = async ({ term }, actor, deps) => {
  const content = await draftOf(term, actor, deps);
  const bytes = await deps.papers.summaryWorkbook(content, 'group', 'lists', readerMark(actor));
  await deps.audit.record({
    action: 'papers.term-list',
    subject: { type: 'term', id: term },
    detail: { students: content.students.length },
  });
  return keepFile(bytes, `学业预警名单-${term}.xlsx`, PAPER_MEDIA_TYPES.xlsx, actor, deps);
};

async function draftOf(term: string, actor: Actor, deps: UseCaseDeps): Promise<SummaryContent> {
  const facts = await gatherSummary(term, actor, deps);
  if (facts.students.length === 0)
    throw new DomainError('NO_STUDENTS', '这个学期没有认定过学生，没有可以打印的。请换一个学期。', 'term');
  const newest = await deps.summaries.newest(term);
  return {
    ...facts,
    version: ((await deps.summaries.versions(term))[0]?.version ?? 0) + 1,
    words: newest?.words ?? { achievements: '', shortcomings: '', plan: '' },
    signed: null,
    reason: '',
  };
}

async function signedOf(term: string, version: number, deps: UseCaseDeps): Promise<SummaryContent> {
  const held = await deps.summaries.signed(term, version);
  if (!held) throw new DomainError('NO_VERSION', `没有签发过第 ${version} 版。请刷新后再选。`, 'version');
  return held.content;
}
