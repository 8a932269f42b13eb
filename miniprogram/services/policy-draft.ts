import type { Policy } from '#core/domain/policy';
import { readDraft, removeDraft, writeDraft } from './drafts';
import { newId } from './platform';

/** An edit of the rule that is not saved yet; kept on this phone, whatever happens to the page. */
export interface PolicyDraft {
  /** The version that it was begun from. */
  readonly base: string;
  /** The newest version that the person knew of; "": none. */
  readonly seen: string;
  /** Of the version to be: a retry sends the same one, a further edit another one. */
  readonly saveId: string;
  readonly policy: Policy;
  readonly effectiveFrom: string;
  readonly reason: string;
  /** A row that is being typed, by table. */
  readonly rows: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const KIND = 'policy';
const SUBJECT = 'own';

export const readPolicyDraft = (personId: string): PolicyDraft | null =>
  readDraft<PolicyDraft>(personId, KIND, SUBJECT)?.fields ?? null;

/** Without waiting: what was typed is there at once. Whatever changes makes another version of it. */
export function keepPolicyDraft(personId: string, draft: Omit<PolicyDraft, 'saveId'>): PolicyDraft {
  const kept: PolicyDraft = { ...draft, saveId: newId() };
  writeDraft<PolicyDraft>(personId, KIND, SUBJECT, kept);
  return kept;
}

export const dropPolicyDraft = (personId: string): void => removeDraft(personId, KIND, SUBJECT);
