import type { PolicyName, PolicyView } from '#core/contract/index';
import type { LocalDate } from '#core/domain/local-date';
import type { Policy } from '#core/domain/policy';
import { call } from './api';
import { readDraft, removeDraft, writeDraft } from './drafts';
import { newId } from './platform';
import { getMe } from './session';

/** An edit of the rule that is not saved yet; kept on this phone, whatever happens to the page. */
export interface PolicyDraft {
  /** The version that holds on the draft's day without it: what it is an edit of. */
  readonly base: string;
  /** The newest version that the person knew of; "": none. */
  readonly seen: string;
  /** Of the version to be: a retry sends the same one, a further edit another one. */
  readonly saveId: string;
  readonly policy: Policy;
  readonly effectiveFrom: LocalDate;
  readonly reason: string;
  /** What is typed and does not read yet, or is not added yet, by table or section. */
  readonly typed: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const KIND = 'policy';
const SUBJECT = 'own';

export const readPolicyDraft = (personId: string): PolicyDraft | null =>
  readDraft<PolicyDraft>(personId, KIND, SUBJECT)?.fields ?? null;

/** Without waiting: what was typed is there at once. Whatever changes makes another version of it. */
function keepPolicyDraft(personId: string, draft: Omit<PolicyDraft, 'saveId'>): PolicyDraft {
  const kept: PolicyDraft = { ...draft, saveId: newId() };
  writeDraft<PolicyDraft>(personId, KIND, SUBJECT, kept);
  return kept;
}

export const dropPolicyDraft = (personId: string): void => removeDraft(personId, KIND, SUBJECT);

/** Which version holds on a day, of what is known. */
export function heldOn({ inForce, upcoming }: PolicyView, day: LocalDate): PolicyName {
  const begun = upcoming.filter(({ effectiveFrom }) => effectiveFrom <= day);
  return begun[begun.length - 1] ?? inForce;
}

/** A policy as a page edits it: the draft where there is one, else the version asked for. */
export interface PolicyEdit {
  readonly personId: string;
  readonly today: LocalDate;
  readonly shown: PolicyView;
  readonly draft: PolicyDraft | null;
  readonly policy: Policy;
}

/** @throws ApiError */
export async function openPolicyEdit(version: string): Promise<PolicyEdit> {
  const { personId, today } = await getMe();
  const shown = await call('policies.show', version === '' ? {} : { version });
  const draft = readPolicyDraft(personId);
  return { personId, today, shown, draft, policy: draft?.policy ?? shown.policy };
}

/** The draft of an edit, or the one that begins with the first change. */
function draftOf({ draft, shown, today }: PolicyEdit): Omit<PolicyDraft, 'saveId'> {
  if (draft) return draft;
  const { policy, newest, upcoming } = shown;
  const isUpcoming = upcoming.some(({ version }) => version === policy.version);
  const effectiveFrom = isUpcoming ? policy.effectiveFrom : today;
  return {
    base: heldOn(shown, effectiveFrom).version,
    seen: newest,
    policy,
    effectiveFrom,
    reason: '',
    typed: {},
  };
}

/** Keeps a change of it at once. */
export function keepEdit(edit: PolicyEdit, change: Partial<Omit<PolicyDraft, 'saveId'>>): PolicyEdit {
  const draft = keepPolicyDraft(edit.personId, { ...draftOf(edit), ...change });
  return { ...edit, draft, policy: draft.policy };
}
