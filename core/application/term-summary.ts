import type { SignedVersion, SummaryDraft } from '../contract/outputs/summary';
import { canonicalJson } from '../domain/canonical-json';
import { DomainError } from '../domain/errors';
import { suggestWords } from '../domain/summary-suggestions';
import { type SummaryWords, validateSigning } from '../domain/term-summary';
import { mayRole } from './access';
import { termsInReach } from './figures';
import type { SignedSummary, SummaryRepository } from './ports';
import { gatherSummary } from './summary-content';
import type { UseCase } from './use-case';

const NO_WORDS: SummaryWords = { achievements: '', shortcomings: '', plan: '' };

/** 学期总结: what was written so far, what the numbers suggest, and what was signed. */
export const showSummary: UseCase<'summary.show'> = async ({ term: asked }, actor, deps) => {
  const terms = (await termsInReach('group', actor, deps)).map(({ term }) => term).reverse();
  const term = asked ?? terms[0] ?? null;
  const canSign = mayRole(actor.role, 'summary.sign');
  if (term === null) {
    return { term, terms, ...toDraft(null), suggestions: [], versions: [], canSign };
  }
  const { numbers } = await gatherSummary(term, actor, deps);
  return {
    term,
    terms,
    ...toDraft(await deps.summaries.newest(term)),
    suggestions: suggestWords(
      { group: numbers.group.figures, shared: numbers.shared.figures },
      { group: numbers.group.before, shared: numbers.shared.before },
    ),
    versions: (await deps.summaries.versions(term)).map(toVersion),
    canSign,
  };
};

/**
 * Each save stands beside those before it. Whoever did not see the last one is told, and loses nothing.
 *
 * @throws DomainError SUMMARY_MOVED
 */
export const saveSummary: UseCase<'summary.save'> = async ({ id, term, seen, words }, actor, deps) => {
  const newest = await deps.summaries.newest(term);
  if (newest?.id === id) return toDraft(newest);
  if ((newest?.ordinal ?? 0) !== seen) throw moved(newest?.savedByName);
  const added = await deps.summaries.addText({
    id,
    term,
    ordinal: seen + 1,
    words,
    savedOn: actor.today,
    savedAt: deps.clock.now(),
    savedBy: actor.personId,
  });
  if (!added) throw moved((await deps.summaries.newest(term))?.savedByName);
  await deps.audit.record({
    action: 'summary.save',
    subject: { type: 'term', id: term },
    detail: { ordinal: seen + 1 },
  });
  return toDraft(await deps.summaries.newest(term));
};

/**
 * Freezes numbers, students and words as they are; a correction is a version of its own.
 *
 * @throws DomainError WORDS_MISSING, REASON_MISSING, SUMMARY_MOVED
 */
export const signSummary: UseCase<'summary.sign'> = async ({ id, term, seen, reason }, actor, deps) => {
  const versions = await deps.summaries.versions(term);
  const repeated = versions.find((one) => one.id === id);
  if (repeated) return toVersion(repeated);
  const newest = await deps.summaries.newest(term);
  if ((newest?.ordinal ?? 0) !== seen) throw moved(newest?.savedByName);
  const version = (versions[0]?.version ?? 0) + 1;
  const words = newest?.words ?? NO_WORDS;
  validateSigning(words, version, reason);
  const facts = await gatherSummary(term, actor, deps);
  const said = version === 1 ? '' : reason.trim();
  const content = {
    ...facts,
    version,
    words,
    signed: { by: actor.name, on: actor.today },
    reason: said,
  };
  const contentHash = deps.hasher.sha256(canonicalJson(content));
  const added = await deps.summaries.addSigned({
    id,
    term,
    version,
    content,
    contentHash,
    reason: said,
    signedOn: actor.today,
    signedAt: deps.clock.now(),
    signedBy: actor.personId,
  });
  if (!added) throw moved(undefined);
  await deps.audit.record({
    action: 'summary.sign',
    subject: { type: 'term', id: term },
    detail: { version, students: content.students.length },
  });
  return { version, by: actor.name, on: actor.today, reason: said, hash: contentHash };
};

const moved = (who: string | undefined): DomainError =>
  new DomainError(
    'SUMMARY_MOVED',
    `在您打开之后，${who ?? '别人'}保存了新的内容。您写的还在，请对照之后再保存。`,
  );

type Newest = Awaited<ReturnType<SummaryRepository['newest']>>;

const toDraft = (newest: Newest): SummaryDraft => ({
  ordinal: newest?.ordinal ?? 0,
  words: newest?.words ?? NO_WORDS,
  saved: newest && { by: newest.savedByName, at: newest.savedAt },
});

const toVersion = ({
  version,
  signedByName,
  signedOn,
  reason,
  contentHash,
}: Omit<SignedSummary, 'content'> & { readonly signedByName: string }): SignedVersion => ({
  version,
  by: signedByName,
  on: signedOn,
  reason,
  hash: contentHash,
});
