import type { LetterItem, LetterView } from '../contract/outputs/letters';
import { DomainError } from '../domain/errors';
import { composeLetter, type LetterContent } from '../domain/letter-content';
import {
  DEFAULT_WORDING,
  LETTER_FIELDS,
  type LetterWording,
  validateWording,
} from '../domain/letter-wording';
import { addDays } from '../domain/local-date';
import {
  type Addressee,
  DAYS_IN_TRANSIT,
  LETTER_LIMITS,
  mayMove,
  problemsOfAddressee,
  transitOf,
  wasPosted,
} from '../domain/warning-letter';
import { mayRole, requireAccess } from './access';
import { readDutyContext } from './case-duties';
import { addresseeOfDraft, guardianProblems, guardiansForLetter } from './letter-guardians';
import { receiptsOf } from './letter-receipts';
import { templateInForce } from './letter-templates';
import { nextPosition, PAGE_SIZE, pageOf, positionOf } from './paging';
import type { Actor, LetterRecord, LetterSummary, LocalDate } from './ports';
import { headingOf } from './student-heading';
import { type DutyTodo, dutyTodos } from './today-duties';
import type { UseCase, UseCaseDeps } from './use-case';

/** The shelves of the letter desk: what is owed a letter, then the letters by what became of them. */
export const listLetters: UseCase<'letters.list'> = async (
  { shelf, className, tier, cursor },
  actor,
  deps,
) => {
  const owed = await owedLetters(actor, deps);
  const counts = { owed: owed.length, ...(await deps.letters.counts()) };
  const late = await deps.letters.countPostedBefore(addDays(actor.today, -DAYS_IN_TRANSIT));
  if (shelf === 'owed') {
    const asked = owed.filter(
      ({ held }) =>
        (className === undefined || held.student.className === className) &&
        (tier === undefined || held.tier === tier),
    );
    const classNames = [...new Set(owed.map(({ held }) => held.student.className))].sort();
    return { shelf, counts, late, classNames, ...pageOf(asked.map(toOwedItem), cursor) };
  }
  const position = positionOf(cursor);
  const filter = { className: className ?? null, tier: tier ?? null };
  const held = await deps.letters.list(shelf, filter, position, PAGE_SIZE);
  const isAnswerable = hasContact(await readWording(deps));
  return {
    shelf,
    counts,
    late,
    classNames: await deps.letters.classNames(shelf),
    items: held.map((letter) => toItem(letter, actor, isAnswerable)),
    nextCursor: nextPosition(held, position),
  };
};

async function owedLetters(actor: Actor, deps: UseCaseDeps): Promise<readonly DutyTodo[]> {
  const cases = await deps.cases.open();
  return dutyTodos(
    cases,
    await readDutyContext(deps),
    actor.today,
    ({ kind }, { letters }) => kind === 'warning-letter' && letters.length === 0,
  );
}

const toOwedItem = ({ held, duty }: DutyTodo): LetterItem => ({
  letterId: null,
  caseId: held.id,
  student: { id: held.student.id, name: held.student.name, className: held.student.className },
  tier: held.tier,
  state: 'owed',
  stateOn: null,
  number: null,
  mailNumber: null,
  postedOn: null,
  transit: null,
  problems: [],
  duty: { dueOn: duty.dueOn, state: duty.state },
});

function toItem(letter: LetterSummary, actor: Actor, isAnswerable: boolean): LetterItem {
  const { id, caseId, student, tier, state, stateOn, number, mailNumber, postedOn, addressee } = letter;
  return {
    letterId: id,
    caseId,
    student: { id: student.id, name: student.name, className: student.className },
    tier,
    state,
    stateOn,
    number,
    mailNumber,
    postedOn,
    transit: state === 'posted' ? transitOf(stateOn, actor.today) : null,
    problems: state === 'draft' ? problemsOf(addressee, isAnswerable) : [],
    duty: null,
  };
}

/** @param isAnswerable whether the wording says where parents reach the department */
export const problemsOf = (addressee: Addressee, isAnswerable: boolean): readonly string[] => [
  ...problemsOfAddressee(addressee),
  ...(isAnswerable ? [] : ['信的措辞里没有写系里的联系方式']),
];

export const hasContact = ({ contact }: LetterWording): boolean => contact.trim() !== '';

export const readWording = async ({ letters }: Pick<UseCaseDeps, 'letters'>) =>
  (await letters.wording())?.wording ?? DEFAULT_WORDING;

/** What the department gives to every letter that is composed now; read once for however many. */
export interface Letterhead {
  readonly departmentName: string;
  readonly wording: LetterWording;
  /** undefined: the built-in one. */
  readonly template: string | undefined;
}

export async function readLetterhead(deps: UseCaseDeps): Promise<Letterhead> {
  const { name } = await deps.departments.get();
  return {
    departmentName: name,
    wording: await readWording(deps),
    template: await templateInForce(deps),
  };
}

/** What the letter says, or would say if it were approved now: from the evidence of the decision. */
export async function contentOf(
  letter: LetterRecord,
  { departmentName, wording, template }: Letterhead,
  deps: UseCaseDeps,
): Promise<LetterContent> {
  if (letter.content) return letter.content;
  const held = await deps.cases.find(letter.caseId);
  const proposal = held && (await deps.screenings.proposal(held.proposalId));
  if (!held || !proposal) throw new Error('a letter without its evidence');
  const corrected = letter.corrects === null ? null : await deps.letters.get(letter.corrects);
  const content = composeLetter({
    departmentName,
    addressee: letter.addressee,
    student: {
      name: letter.student.name,
      studentNo: letter.student.studentNo,
      className: letter.student.className,
    },
    term: held.term,
    tier: held.tier,
    result: proposal.result,
    wording,
    corrects: corrected?.number ?? null,
  });
  return template === undefined ? content : { ...content, template };
}

/** The whole letter with the parent's address: each reading is on record. */
export const showLetter: UseCase<'letters.show'> = async ({ letterId }, actor, deps) => {
  const letter = await deps.letters.get(letterId);
  requireAccess(actor, 'letters.show', letter);
  await deps.audit.record({
    action: 'letters.show',
    subject: { type: 'letter', id: letterId },
    student: letter.student.id,
  });
  return toView(letter, actor, deps);
};

async function toView(letter: LetterRecord, actor: Actor, deps: UseCaseDeps): Promise<LetterView> {
  const { id, caseId, student, tier, state, addressee, mailNumber, stateOn, contentHash } = letter;
  const steps = await deps.letters.steps(id);
  const isLive = (await deps.letters.liveOf(caseId)) === id;
  const letterhead = await readLetterhead(deps);
  const may = (action: 'letters.address' | 'letters.receipt' | 'papers.approve-letters' | 'letters.step') =>
    mayRole(actor.role, action);
  const isOpen = state === 'draft' && may('letters.address');
  const warnedOn = await warnedOnOf(caseId, deps);
  return {
    letterId: id,
    caseId,
    student: headingOf(student),
    tier,
    state,
    addressee,
    mailNumber,
    transit: state === 'posted' ? transitOf(stateOn, actor.today) : null,
    content: await contentOf(letter, letterhead, deps),
    contentHash,
    guardians: isOpen ? await guardiansForLetter(student.id, warnedOn, deps) : [],
    problems:
      state === 'draft'
        ? [
            ...problemsOf(addressee, hasContact(letterhead.wording)),
            ...(await guardianProblems(student.id, warnedOn, addressee, deps)),
          ]
        : [],
    ...(await receiptsOf(id, actor, deps)),
    steps: steps.map(({ to, on, byName, mailNumber: number, note }) => ({
      to,
      on,
      byName,
      mailNumber: number,
      note,
    })),
    can: {
      receipt: wasPosted(state) && may('letters.receipt'),
      address: isOpen,
      approve: mayMove(state, 'approved') && may('papers.approve-letters'),
      print: mayMove(state, 'printed') && may('letters.step'),
      post: mayMove(state, 'posted') && may('letters.step'),
      arrive: mayMove(state, 'delivered') && may('letters.step'),
      withdraw: mayMove(state, 'withdrawn') && may('letters.step'),
      correct: isLive && wasPosted(state) && may('letters.step'),
    },
  };
}

/** Same id: same letter. A correction takes the place of the letter that it names. */
export const draftLetter: UseCase<'letters.draft'> = async ({ id, caseId, corrects }, actor, deps) => {
  const held = await deps.cases.find(caseId);
  requireAccess(actor, 'letters.draft', held);
  if (!(await deps.letters.get(id))) {
    if (held.status === 'closed')
      throw new DomainError('CASE_CLOSED', '这位学生的档案已结案，不再发通知书。');
    const old = corrects === undefined ? null : await deps.letters.lock(corrects);
    if (corrects !== undefined) {
      if (old?.caseId !== caseId || !wasPosted(old.state)) {
        throw new DomainError('LETTER_STATE', '只有已经寄出的信才需要更正；没有寄出的可以撤回后重新拟稿。');
      }
      await deps.letters.retire(old.id);
    }
    const earlier = old ?? (await deps.letters.ofStudent(held.student.id)).at(-1) ?? null;
    const isNew = await deps.letters.add({
      id,
      caseId,
      studentId: held.student.id,
      addressee: await addresseeOfDraft(held.student.id, held.openedOn, earlier?.addressee ?? null, deps),
      draftedOn: actor.today,
      draftedAt: deps.clock.now(),
      draftedBy: actor.personId,
      corrects: old?.id ?? null,
    });
    if (isNew) {
      await deps.letters.addStep({ ...stepOf(id, actor, deps), to: 'draft' });
      await deps.audit.record({
        action: 'letters.draft',
        subject: { type: 'letter', id },
        student: held.student.id,
        detail: { corrects: old?.id ?? null },
      });
    }
  }
  const letter = await deps.letters.get(id);
  if (letter?.caseId !== caseId) throw new DomainError('CONFLICT', '这封信的编号已被占用。请刷新后重试。');
  return { letterId: id };
};

/** The day of the decision: an address that came later is to be checked. */
export async function warnedOnOf(caseId: string, deps: Pick<UseCaseDeps, 'cases'>): Promise<LocalDate> {
  const held = await deps.cases.find(caseId);
  if (!held) throw new Error('a letter without its case');
  return held.openedOn;
}

export const stepOf = (letterId: string, actor: Actor, deps: UseCaseDeps) => ({
  id: deps.ids.next(),
  letterId,
  on: actor.today,
  at: deps.clock.now(),
  by: actor.personId,
  mailNumber: null,
  note: '',
});

/** Whom it goes to; as long as it is a draft. */
export const addressLetter: UseCase<'letters.address'> = async ({ letterId, addressee }, actor, deps) => {
  const letter = await deps.letters.lock(letterId);
  requireAccess(actor, 'letters.address', letter);
  if (letter.state !== 'draft') {
    throw new DomainError('LETTER_STATE', '这封信已经审核，收件人不能再改。请撤回后重新拟稿。');
  }
  const tidy: Addressee = {
    name: addressee.name.trim(),
    relation: addressee.relation.trim(),
    address: addressee.address.replace(/\s+/g, ' ').trim(),
    postcode: addressee.postcode.normalize('NFKC').replace(/\s/g, ''),
  };
  await deps.letters.setAddressee(letterId, tidy);
  await deps.audit.record({
    action: 'letters.address',
    subject: { type: 'letter', id: letterId },
    student: letter.student.id,
  });
  return { letterId, problems: problemsOf(tidy, hasContact(await readWording(deps))) };
};

/** The department's own wording, with what may stand in braces. */
export const showWording: UseCase<'letters.wording'> = async (_input, _actor, deps) => {
  const saved = await deps.letters.wording();
  return {
    wording: saved?.wording ?? DEFAULT_WORDING,
    fields: LETTER_FIELDS,
    saved: saved && { on: saved.savedOn, byName: saved.savedByName },
  };
};

/** For letters that are not approved yet; an approved one keeps its words. */
export const saveWording: UseCase<'letters.save-wording'> = async ({ id, wording }, actor, deps) => {
  validateWording(wording, LETTER_LIMITS.paragraph);
  const isNew = await deps.letters.saveWording(
    { id, wording, savedOn: actor.today, savedBy: actor.personId },
    deps.clock.now(),
  );
  if (isNew) {
    await deps.audit.record({ action: 'letters.save-wording', subject: { type: 'letter-wording', id } });
  }
  return { savedOn: actor.today };
};
