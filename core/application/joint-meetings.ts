import type { ParsedInput } from '../contract/actions';
import type { JointMeetingChanged, JointMeetingItem, JointMeetingView } from '../contract/outputs';
import { canonicalJson } from '../domain/canonical-json';
import { DomainError } from '../domain/errors';
import { doubtOf } from '../domain/guardian';
import {
  countedParties,
  MEETING_PARTY_LABELS,
  type MeetingContent,
  type MeetingGuest,
  missingParties,
  validateMeeting,
} from '../domain/joint-meeting';
import { onDuty } from '../domain/tenure';
import { can, notFound, requireAccess } from './access';
import { dutiesOf, readDutyContext } from './case-duties';
import { inForceOf, readFile } from './guardians';
import { keepSignature } from './kept-signatures';
import { learningSheetOf } from './learning-sheet';
import type { Actor, CaseWithFacts, MeetingEntry, Student } from './ports';
import { headingOf } from './student-heading';
import type { UseCase, UseCaseDeps } from './use-case';

/** 家长来校面谈 of a case, with the parents' names and what would be told them: each reading is on record. */
export const showJointMeeting: UseCase<'joint-meetings.show'> = async ({ caseId }, actor, deps) => {
  const held = await deps.cases.find(caseId);
  requireAccess(actor, 'joint-meetings.show', held);
  await deps.audit.record({ action: 'joint-meetings.show', subject: { type: 'case', id: caseId } });
  return viewOf(held, actor, deps);
};

/** An invitation, an attempt in vain, or the minutes. The same id twice writes once. */
export const addMeetingEntry: UseCase<'joint-meetings.add'> = async (input, actor, deps) => {
  const held = await deps.cases.find(input.caseId);
  requireAccess(actor, 'joint-meetings.add', held);
  if (held.status === 'closed')
    throw new DomainError('CASE_CLOSED', '这位学生的帮扶档案已经结束，不能再填写。');
  const role = filingRole(actor);
  const content = await contentOf(input, held, deps);
  const contentHash = deps.hasher.sha256(canonicalJson(content));
  const earlier = await deps.jointMeetings.get(input.id);
  if (earlier) {
    const isSame = earlier.contentHash === contentHash && earlier.on === input.on;
    if (!isSame || earlier.authorId !== actor.personId || earlier.caseId !== held.id)
      throw new DomainError('CONFLICT', '这条记录已经提交过，内容与现在填写的不同。请刷新后再填。');
    return changed(held.id, actor, deps, true);
  }
  validateMeeting(content, { on: input.on, today: actor.today, decidedOn: held.openedOn, by: role });
  const isNew = await deps.jointMeetings.add({
    id: input.id,
    caseId: held.id,
    studentId: held.student.id,
    on: input.on,
    counted: content.kind === 'held' ? countedParties(content) : [],
    content,
    contentHash,
    authorId: actor.personId,
    authorRole: role,
    filedOn: actor.today,
    filedAt: deps.clock.now(),
  });
  if (isNew) {
    await deps.audit.record({
      action: 'joint-meetings.add',
      subject: { type: 'case', id: held.id },
      detail: { entry: input.id, kind: content.kind, on: input.on },
    });
  }
  return changed(held.id, actor, deps, !isNew);
};

/** Whoever was present signs the minutes, once; each on the phone of the adviser or counselor. */
export const signMeeting: UseCase<'joint-meetings.sign'> = async (input, actor, deps) => {
  const entry = await deps.jointMeetings.get(input.entryId);
  const held = entry && (await deps.cases.find(entry.caseId));
  requireAccess(actor, 'joint-meetings.sign', held);
  if (entry?.content.kind !== 'held') throw notFound();
  const label = MEETING_PARTY_LABELS[input.party];
  if (!entry.content.present.includes(input.party))
    throw new DomainError('NOT_PRESENT', `纪要里${label}没有到场，不能签名`, 'party');
  const signed = entry.signatures.find(({ party }) => party === input.party);
  if (signed) {
    if (signed.id === input.id) return changed(held.id, actor, deps, true);
    throw new DomainError('ALREADY_SIGNED', `${label}已经签过这份纪要，不用再签。`);
  }
  const picture = await keepSignature({ ...input, whose: label }, actor, deps);
  const isNew = await deps.jointMeetings.sign({
    id: input.id,
    entryId: entry.id,
    studentId: held.student.id,
    party: input.party,
    contentHash: entry.contentHash,
    ...picture,
    witnessId: actor.personId,
    signedOn: actor.today,
    signedAt: deps.clock.now(),
  });
  if (isNew) {
    await deps.audit.record({
      action: 'joint-meetings.sign',
      subject: { type: 'case', id: held.id },
      detail: { entry: entry.id, party: input.party, content: entry.contentHash },
    });
  }
  return changed(held.id, actor, deps, !isNew);
};

/** What is kept: names, people and the sheet as they are on this day. */
async function contentOf(
  input: ParsedInput<'joint-meetings.add'>,
  held: CaseWithFacts,
  deps: UseCaseDeps,
): Promise<MeetingContent> {
  switch (input.kind) {
    case 'invited':
      return {
        kind: 'invited',
        guest: await guestOf(input.guardianId, held.student, deps),
        times: input.times,
        place: input.place.trim(),
        answer: input.answer.trim(),
      };
    case 'failed':
      return { kind: 'failed', reason: input.reason.trim(), next: input.next.trim() };
    case 'held': {
      const isThere = (party: (typeof input.present)[number]) => input.present.includes(party);
      const { adviser, counselor } = await peopleOf(held.student, deps);
      return {
        kind: 'held',
        place: input.place.trim(),
        present: [...new Set(input.present)].sort(),
        guest:
          isThere('guardian') && input.guardianId !== null
            ? await guestOf(input.guardianId, held.student, deps)
            : null,
        identityChecked: isThere('guardian') && input.identityChecked,
        adviserName: isThere('adviser') ? (adviser ?? '') : '',
        counselorName: isThere('counselor') ? (counselor ?? '') : '',
        sheet: await learningSheetOf(held, deps),
        told: input.told.trim(),
        ways: input.ways.trim(),
        agreed: input.agreed.trim(),
        next: input.next.trim(),
      };
    }
  }
}

/** @throws DomainError GUEST_MISSING for a guardian who is not on file, or cannot be asked */
async function guestOf(guardianId: string, { id }: Student, deps: UseCaseDeps): Promise<MeetingGuest> {
  const guardian = inForceOf(await deps.guardians.entries(id)).find((one) => one.guardianId === guardianId);
  if (!guardian) throw new DomainError('GUEST_MISSING', '请从登记的家长中选择一位', 'guest');
  if (guardian.standing !== 'reachable')
    throw new DomainError(
      'GUEST_MISSING',
      `${guardian.name}登记为${guardian.standing === 'deceased' ? '已故' : '失去联系'}，请选择另一位家长`,
      'guest',
    );
  return { guardianId, name: guardian.name, relation: guardian.relation };
}

/** Who answers for the student's class today. */
async function peopleOf({ classId }: Student, deps: UseCaseDeps): Promise<JointMeetingView['people']> {
  const inForce = classId === null ? undefined : (await deps.people.responsible([classId])).get(classId);
  return {
    adviser: onDuty(inForce?.advisers ?? [])[0]?.name ?? null,
    counselor: onDuty(inForce?.counselors ?? [])[0]?.name ?? null,
  };
}

async function changed(
  caseId: string,
  actor: Actor,
  deps: UseCaseDeps,
  repeated: boolean,
): Promise<JointMeetingChanged> {
  const held = await deps.cases.find(caseId);
  if (!held) throw notFound();
  return { view: await viewOf(held, actor, deps), repeated };
}

async function viewOf(held: CaseWithFacts, actor: Actor, deps: UseCaseDeps): Promise<JointMeetingView> {
  const { student } = held;
  const file = await readFile(student.id, deps);
  const entries: JointMeetingItem[] = [];
  for (const entry of await deps.jointMeetings.ofStudent(student.id))
    if (entry.caseId === held.id) entries.push(await toItem(entry, deps));
  const duties = dutiesOf(held, await readDutyContext(deps), actor.today);
  return {
    caseId: held.id,
    today: actor.today,
    departmentName: (await deps.departments.get()).name,
    caller: actor.name,
    student: headingOf(student),
    sheet: await learningSheetOf(held, deps),
    guardians: inForceOf(file.entries).map(
      ({ guardianId, name, relation, standing, isPreferred, phone }) => ({
        guardianId,
        name,
        relation,
        standing,
        isPreferred,
        doubt: phone === '' ? null : doubtOf(phone, file.onFile, held.openedOn),
      }),
    ),
    people: await peopleOf(student, deps),
    entries,
    duty: duties.find(({ kind }) => kind === 'joint-meeting') ?? null,
    can: { file: held.status === 'open' && can(actor, 'joint-meetings.add', student) },
  };
}

async function toItem(
  { id, on, authorName, content, signatures }: MeetingEntry,
  deps: UseCaseDeps,
): Promise<JointMeetingItem> {
  const drawn: { party: (typeof signatures)[number]['party']; on: string; url: string }[] = [];
  for (const { party, path, signedOn } of signatures) {
    const { url } = await deps.storage.createDownload(path, '签名.svg');
    drawn.push({ party, on: signedOn, url });
  }
  return {
    entryId: id,
    on,
    by: authorName,
    content,
    missing: content.kind === 'held' ? missingParties(content) : [],
    signatures: drawn,
  };
}

function filingRole({ role }: Actor): 'adviser' | 'counselor' {
  if (role === 'adviser' || role === 'counselor') return role;
  throw new Error(`the gate let ${role} through to a meeting`);
}
