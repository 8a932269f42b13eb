import { readDraft, removeDraft, writeDraft } from './drafts';

/**
 * Work that the server was asked for and may still be at: applying an import, a screening. Kept on this
 * phone until the answer is there, so that whoever left and comes back asks the same again, by the same
 * id, and is told what became of it: the server does it once.
 */
export type BegunKind = 'import-apply' | 'screening-run';

/** An older one is told by the lists. */
const KEPT_MS = 30 * 60_000;

/** @param subject what it is done to, e.g. the import's id; `run` where there is one at a time */
export function keepBegun<Input>(personId: string, kind: BegunKind, subject: string, input: Input): void {
  writeDraft<Input>(personId, kind, subject, input);
}

export function readBegun<Input>(personId: string, kind: BegunKind, subject: string): Input | null {
  const kept = readDraft<Input>(personId, kind, subject);
  if (kept === null) return null;
  if (Date.now() - kept.savedAt < KEPT_MS) return kept.fields;
  removeDraft(personId, kind, subject);
  return null;
}

export const forgetBegun = (personId: string, kind: BegunKind, subject: string): void =>
  removeDraft(personId, kind, subject);
