import { TALK_MODE_LABELS } from '../domain/labels';
import type { LocalDate } from '../domain/local-date';
import { PAPER_MEDIA_TYPES, type PaperFormat } from '../domain/paper-format';
import { detailWord, familyWords, stateWords } from '../domain/talk-details';
import { filingLag } from '../domain/talk-record';
import { requireAccess } from './access';
import { keepFile } from './kept-files';
import type { Actor, Student, TalkRecordPaper, TalkWithNames } from './ports';
import { readerMark } from './reader-mark';
import { signaturesOf } from './talks';
import type { UseCase, UseCaseDeps } from './use-case';

/** 谈话记录表, one or several in one file, opened through a short-lived link. */
export const printTalkRecord: UseCase<'papers.talk-record'> = async ({ talkIds, format }, actor, deps) => {
  const { shortName } = await deps.departments.get();
  const papers: { paper: TalkRecordPaper; heldOn: LocalDate }[] = [];
  for (const talkId of new Set(talkIds)) {
    const talk = await deps.talks.get(talkId);
    const student = talk && (await deps.roster.student(talk.studentId));
    requireAccess(actor, 'papers.talk-record', student);
    if (!talk) throw new Error('a talk vanished within its transaction');
    await deps.audit.record({
      action: 'papers.talk-record',
      subject: { type: 'talk', id: talkId },
      student: student.id,
    });
    const printedBy = readerMark(actor);
    papers.push({ paper: { ...paperOf(talk, student, shortName), printedBy }, heldOn: talk.heldOn });
  }
  papers.sort((a, b) => a.heldOn.localeCompare(b.heldOn));
  const [first] = papers;
  const name =
    papers.length === 1
      ? `${first?.paper.studentName}-${first?.heldOn}`
      : `${papers.length}份-${actor.today}`;
  return keep(
    papers.map(({ paper }) => paper),
    `谈话记录表-${name}`,
    format,
    actor,
    deps,
  );
};

function paperOf(talk: TalkWithNames, student: Student, deptShortName: string): TalkRecordPaper {
  const { adviser, counselor } = signaturesOf(talk);
  return {
    ...blankPaper(deptShortName),
    studentName: student.name,
    gender: student.gender,
    nativePlace: student.nativePlace,
    className: student.className,
    family: joined('；', familyWords(talk.details), talk.family),
    contact: talk.contact,
    problems: joined('\n', talk.problems, stateWords(talk.details)),
    assessment: joined('\n', conditionWords(talk.details), talk.assessment),
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
    place: joined('，', talk.place, talk.duration === null ? '' : `${talk.duration} 分钟`) || null,
    revision: revisionOf(talk),
    attendance: talk.attended ? null : '学生未到',
    filedLateDays: filingLag(talk.heldOn, talk.filedOn) || null,
    photos: talk.photos.length,
  };
}

const joined = (by: string, ...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(by);

const conditionWords = (details: TalkWithNames['details']): string => {
  const word = detailWord(details, 'condition');
  return word === '' ? '' : `现今状况：${word}。`;
};

const revisionOf = ({ revisions }: TalkWithNames): string | null => {
  const last = revisions.at(-1);
  return last ? `第 ${last.ordinal} 次更正：${last.reason}` : null;
};

/** The form without a student, to be filled by hand. */
export const printBlankTalkRecord: UseCase<'papers.blank-talk-record'> = async ({ format }, actor, deps) => {
  const { shortName } = await deps.departments.get();
  return keep([blankPaper(shortName)], '谈话记录表-空白', format, actor, deps);
};

const keep = async (
  papers: readonly TalkRecordPaper[],
  name: string,
  format: PaperFormat,
  actor: Actor,
  deps: UseCaseDeps,
) =>
  keepFile(
    await deps.papers.talkRecords(papers, format),
    `${name}.${format}`,
    PAPER_MEDIA_TYPES[format],
    actor,
    deps,
  );

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
  revision: null,
  filedLateDays: null,
  photos: 0,
  printedBy: null,
});
