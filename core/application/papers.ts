import { TALK_MODE_LABELS } from '../domain/labels';
import { filingLag } from '../domain/talk-record';
import { requireAccess } from './access';
import { keepFile } from './kept-files';
import type { Actor, TalkRecordPaper } from './ports';
import { signaturesOf } from './talks';
import type { UseCase, UseCaseDeps } from './use-case';

/** 谈话记录表 as PDF, opened through a short-lived link. */
export const printTalkRecord: UseCase<'papers.talk-record'> = async ({ talkId }, actor, deps) => {
  const talk = await deps.talks.get(talkId);
  const student = talk && (await deps.roster.student(talk.studentId));
  requireAccess(actor, 'papers.talk-record', student);
  if (!talk) throw new Error('a talk vanished within its transaction');
  const { shortName } = await deps.departments.get();
  const { adviser, counselor } = signaturesOf(talk);
  const paper: TalkRecordPaper = {
    ...blankPaper(shortName),
    studentName: student.name,
    gender: student.gender,
    nativePlace: student.nativePlace,
    className: student.className,
    family: talk.family,
    contact: talk.contact,
    problems: talk.problems,
    assessment: talk.assessment,
    adviserName: adviser?.name ?? null,
    adviserHeldOn: adviser?.on ?? null,
    counselorName: counselor?.name ?? null,
    counselorHeldOn: counselor?.on ?? null,
    supplements: talk.supplements.map(({ authorName, heldOn, filedOn, text }) => ({
      by: authorName,
      heldOn,
      writtenOn: filedOn,
      text,
    })),
    parentsContacted: talk.parentsContacted,
    needsAttention: talk.needsAttention,
    psychologicalReferral: talk.psychologicalReferral,
    mode: TALK_MODE_LABELS[talk.mode],
    place: talk.place || null,
    attendance: talk.attended ? null : '学生未到',
    filedLateDays: filingLag(talk.heldOn, talk.filedOn) || null,
  };
  await deps.audit.record({ action: 'papers.talk-record', subject: { type: 'talk', id: talkId } });
  return keep(paper, `谈话记录表-${student.name}-${talk.heldOn}.pdf`, actor, deps);
};

/** The form without a student, to be filled by hand. */
export const printBlankTalkRecord: UseCase<'papers.blank-talk-record'> = async (_input, actor, deps) => {
  const { shortName } = await deps.departments.get();
  return keep(blankPaper(shortName), '谈话记录表-空白.pdf', actor, deps);
};

const keep = async (paper: TalkRecordPaper, fileName: string, actor: Actor, deps: UseCaseDeps) =>
  keepFile(await deps.papers.talkRecord(paper), fileName, 'application/pdf', actor, deps);

const blankPaper = (deptShortName: string): TalkRecordPaper => ({
  deptShortName,
  studentName: null,
  gender: null,
  nativePlace: null,
  className: null,
  family: null,
  contact: null,
  problems: null,
  assessment: null,
  adviserName: null,
  adviserHeldOn: null,
  counselorName: null,
  counselorHeldOn: null,
  supplements: [],
  parentsContacted: null,
  needsAttention: null,
  psychologicalReferral: null,
  mode: null,
  place: null,
  attendance: null,
  filedLateDays: null,
});
