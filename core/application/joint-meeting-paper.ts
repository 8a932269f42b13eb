import { DomainError } from '../domain/errors';
import {
  type Invitation,
  MEETING_PARTIES,
  MEETING_PARTY_LABELS,
  type MeetingMinutes,
  type MeetingParty,
} from '../domain/joint-meeting';
import { sayProposedTime } from '../domain/joint-meeting-words';
import { GUARDIAN_RELATION_LABELS } from '../domain/labels';
import { PAPER_MEDIA_TYPES } from '../domain/paper-format';
import { requireAccess } from './access';
import { keepFile } from './kept-files';
import type { JointMeetingPaper, MeetingEntry, PrintedSignature, Student } from './ports';
import { readerMark } from './reader-mark';
import type { UseCase, UseCaseDeps } from './use-case';

/** 面谈邀请 to hand or send to the parents, or 面谈纪要 with the signatures under it. */
export const printJointMeeting: UseCase<'papers.joint-meeting'> = async ({ entryId }, actor, deps) => {
  const entry = await deps.jointMeetings.get(entryId);
  const student = entry && (await deps.roster.student(entry.studentId));
  requireAccess(actor, 'papers.joint-meeting', student);
  if (!entry) throw new Error('a meeting vanished within its transaction');
  const { content } = entry;
  if (content.kind === 'failed')
    throw new DomainError('NOTHING_TO_PRINT', '没有谈成的记录没有可打印的材料。请打印邀请或纪要。');
  const { name } = await deps.departments.get();
  const paper =
    content.kind === 'invited'
      ? invitationOf(content, entry, student, name)
      : { ...(await minutesOf(content, entry, student, name, deps)), watermark: readerMark(actor) };
  const bytes = await deps.papers.jointMeeting(paper);
  await deps.audit.record({
    action: 'papers.joint-meeting',
    subject: { type: 'case', id: entry.caseId },
    detail: { entry: entry.id, kind: content.kind },
  });
  const title = content.kind === 'invited' ? '面谈邀请' : '面谈纪要';
  return keepFile(bytes, `${title}-${student.name}-${entry.on}.pdf`, PAPER_MEDIA_TYPES.pdf, actor, deps);
};

const headOf = ({ on }: MeetingEntry, { name, className }: Student, departmentName: string) => ({
  watermark: null,
  departmentName,
  studentName: name,
  className,
  date: on,
});

/** Neither tier nor courses: these are told at the table. */
function invitationOf(
  { guest, times, place }: Invitation,
  entry: MeetingEntry,
  student: Student,
  departmentName: string,
): JointMeetingPaper {
  return {
    ...headOf(entry, student, departmentName),
    title: '家长来校面谈邀请',
    salutation: `尊敬的${guest.name}（${student.name}同学的${GUARDIAN_RELATION_LABELS[guest.relation]}）：`,
    lines: [],
    sections: [
      {
        heading: '',
        text: `您好！${student.name}同学（${student.className}）本学期的学习需要家校一起帮助。按照学校学业帮扶办法，特邀请您来校，与学生本人、班主任、辅导员当面谈一次，约一小时。`,
      },
      { heading: '可选的时间', text: times.map(sayProposedTime).join('\n') },
      { heading: '地点', text: place },
      {
        heading: '请您',
        text: '从上面选一个时间告知班主任或辅导员；都不方便的，请说一个您方便的时间。来校时请带身份证。',
      },
    ],
    courses: [],
    outstandingCredits: '',
    signatures: [],
  };
}

async function minutesOf(
  minutes: MeetingMinutes,
  entry: MeetingEntry,
  student: Student,
  departmentName: string,
  deps: UseCaseDeps,
): Promise<JointMeetingPaper> {
  const signatures: PrintedSignature[] = [];
  for (const party of MEETING_PARTIES.filter((one) => minutes.present.includes(one))) {
    const signed = entry.signatures.find((one) => one.party === party);
    signatures.push({
      label: MEETING_PARTY_LABELS[party],
      name: nameOf(party, minutes, student),
      drawing: signed ? await readDrawing(signed, deps) : null,
    });
  }
  return {
    ...headOf(entry, student, departmentName),
    title: '家长面谈纪要',
    salutation: null,
    lines: [
      { label: '地点', text: minutes.place },
      {
        label: '到场',
        text: signatures
          .map(({ label, name }) => (label === '家长' ? sayGuest(minutes) : `${label} ${name}`.trim()))
          .join('，'),
      },
    ],
    sections: [
      { heading: '学习情况', text: minutes.told },
      { heading: '学位弥补方法', text: minutes.ways },
      { heading: '商定的事', text: minutes.agreed },
      ...(minutes.next === '' ? [] : [{ heading: '下一步', text: minutes.next }]),
    ],
    courses: minutes.sheet.courses.map(({ courseName, credit, result, next }) => ({
      courseName,
      credit,
      result,
      next,
    })),
    outstandingCredits: minutes.sheet.outstandingCredits,
    signatures,
  };
}

function nameOf(party: MeetingParty, minutes: MeetingMinutes, { name }: Student): string {
  switch (party) {
    case 'student':
      return name;
    case 'guardian':
      return minutes.guest?.name ?? '';
    case 'adviser':
      return minutes.adviserName;
    case 'counselor':
      return minutes.counselorName;
  }
}

const sayGuest = ({ guest, identityChecked }: MeetingMinutes): string =>
  `家长 ${guest === null ? '' : `${guest.name}（${GUARDIAN_RELATION_LABELS[guest.relation]}`}${
    guest === null ? '' : identityChecked ? '，身份已核对）' : '，身份没有核对）'
  }`;

/** @throws DomainError SIGNATURE_CHANGED where the stored drawing is not the one that was signed */
async function readDrawing(
  { path, fileHash, party }: MeetingEntry['signatures'][number],
  deps: UseCaseDeps,
): Promise<string> {
  const bytes = await deps.storage.read(path);
  if (deps.hasher.sha256(bytes) !== fileHash)
    throw new DomainError(
      'SIGNATURE_CHANGED',
      `${MEETING_PARTY_LABELS[party]}的签名文件与签名时不同，不能打印。请告诉维护系统的老师。`,
    );
  return Array.from(bytes, (code) => String.fromCharCode(code)).join('');
}
