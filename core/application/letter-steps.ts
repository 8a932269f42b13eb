import { canonicalJson } from '../domain/canonical-json';
import { DomainError } from '../domain/errors';
import type { LetterContent } from '../domain/letter-content';
import { parseMailNumber } from '../domain/mail-number';
import { letterNumber, requireStep } from '../domain/warning-letter';
import { requireAccess } from './access';
import { guardianProblems } from './letter-guardians';
import {
  contentOf,
  hasContact,
  type Letterhead,
  problemsOf,
  readLetterhead,
  stepOf,
  warnedOnOf,
} from './letters';
import type { Actor, LetterRecord } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

interface Refused {
  readonly letterId: string;
  readonly studentName: string;
  readonly because: string;
}

/**
 * The leader's word on one or many: each gets the next number of the year and is fixed as it stands. What
 * cannot be sent is named with its reason and keeps no other from being approved.
 */
export const approveLetters: UseCase<'papers.approve-letters'> = async ({ letterIds }, actor, deps) => {
  const letterhead = await readLetterhead(deps);
  const { shortName } = await deps.departments.get();
  const approved: { letterId: string; number: string }[] = [];
  const refused: Refused[] = [];
  // In one order whoever asks: two that approve at once wait for each other, not both.
  for (const letterId of [...new Set(letterIds)].sort()) {
    const letter = await deps.letters.lock(letterId);
    requireAccess(actor, 'papers.approve-letters', letter);
    if (letter.number !== null && letter.state !== 'withdrawn') {
      approved.push({ letterId, number: letter.number });
      continue;
    }
    const refuse = (because: string) => refused.push({ letterId, studentName: letter.student.name, because });
    const obstacle = await obstacleTo(letter, letterhead, deps);
    if (obstacle !== null) {
      refuse(obstacle);
      continue;
    }
    const draft = await contentOf(letter, letterhead, deps);
    const unprintable = await deps.papers.whyUnprintable(draft);
    if (unprintable !== null) refuse(unprintable);
    else approved.push({ letterId, number: await approve(letter, draft, shortName, actor, deps) });
  }
  return { approved, refused };
};

async function obstacleTo(
  letter: LetterRecord,
  { wording }: Letterhead,
  deps: UseCaseDeps,
): Promise<string | null> {
  if (letter.state === 'withdrawn') return '这封信已经撤回';
  const { addressee, caseId, student } = letter;
  const problems = [
    ...problemsOf(addressee, hasContact(wording)),
    ...(await guardianProblems(student.id, await warnedOnOf(caseId, deps), addressee, deps)),
  ];
  return problems.length === 0 ? null : problems.join('；');
}

async function approve(
  letter: LetterRecord,
  draft: LetterContent,
  shortName: string,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<string> {
  const year = Number(actor.today.slice(0, 4));
  const serial = await deps.letters.nextSerial(year);
  const number = letterNumber(shortName, year, serial);
  const content = { ...draft, number, issuedOn: actor.today };
  const hash = deps.hasher.sha256(canonicalJson(content));
  await deps.letters.freeze(letter.id, { number, year, serial }, content, hash);
  await deps.letters.addStep({ ...stepOf(letter.id, actor, deps), to: 'approved' });
  await deps.audit.record({
    action: 'papers.approve-letters',
    subject: { type: 'letter', id: letter.id },
    student: letter.student.id,
    detail: { number, hash },
  });
  return number;
}

/** Posted, delivered, returned, withdrawn. Same id: the step is there already. */
export const stepLetter: UseCase<'letters.step'> = async (
  { id, letterId, to, on, mailNumber, note },
  actor,
  deps,
) => {
  const letter = await deps.letters.lock(letterId);
  requireAccess(actor, 'letters.step', letter);
  const said = await deps.letters.step(id);
  if (said) {
    if (said.letterId === letterId && said.to === to) return { letterId, state: letter.state };
    throw new DomainError('CONFLICT', '这次登记的编号已被占用。请刷新后重试。');
  }
  requireStep(letter.state, { to, on }, letter.stateOn, actor.today);
  const words = note.trim();
  if (to === 'withdrawn' && words === '') {
    throw new DomainError('REASON_MISSING', '撤回请写明理由。', 'note');
  }
  const number = to === 'posted' ? parseMailNumber(mailNumber ?? '') : null;
  const step = { ...stepOf(letterId, actor, deps), id, to, on, mailNumber: number, note: words };
  await deps.letters.addStep(step);
  await deps.audit.record({
    action: 'letters.step',
    subject: { type: 'letter', id: letterId },
    student: letter.student.id,
    detail: { from: letter.state, to, on },
  });
  return { letterId, state: to };
};
