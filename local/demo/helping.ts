import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { answerHelp, sayHelpFeedback } from '#core/application/answer-help';
import { sendApplication } from '#core/application/apply-as-volunteer';
import type { Store } from '#core/application/ports';
import type { ActionName, Input } from '#core/contract/actions';
import type { Output } from '#core/contract/outputs';
import type { Role } from '#core/domain/role';

type Act = <A extends ActionName>(
  action: A,
  input: Input<A>,
  personId: string,
  as: Role,
) => Promise<Output<A>>;

/** Who did it, and by what. */
export interface HelpingStaff {
  readonly counselorId: string;
  readonly leaderId: string;
  readonly officerId: string;
  readonly teacherId: string;
  readonly act: Act;
  readonly store: Store;
  readonly setToday: (day: string) => void;
  /** ISO 8601 */
  readonly now: () => string;
  readonly today: () => string;
}

const SPRING = '2025-2026-2';
const PAIRED_ON = '2026-03-11';
/** Day, minutes from and to, what was done, and what the student said of it. */
const SESSIONS = [
  ['2026-03-18', 1140, 1230, '第二章习题，把错题一起订正了一遍。', 'yes', '多讲几道例题'],
  ['2026-03-25', 1140, 1220, '课后作业里不会的五道题，画了知识结构图。', 'some', '节奏慢一点'],
  ['2026-04-08', 1150, 1240, '期中复习，做了一套往年题。', 'yes', ''],
] as const;

/**
 * The spring's pair of the second area from its beginning to what was made of it: sessions that the student
 * confirmed, guidance, a check, a certificate and a commendation. @returns the volunteer
 */
export async function helpInSpring(staff: HelpingStaff): Promise<string> {
  const { act, counselorId, leaderId, setToday } = staff;
  setToday(PAIRED_ON);
  const { items } = await act('pairings.desk', {}, counselorId, 'counselor');
  const row = items.find(({ suggestion }) => suggestion !== null);
  if (!row?.suggestion) throw new Error('nobody could be paired in spring');
  const { student, suggestion } = row;
  const pairingId = uuidv7();
  const { volunteerId } = suggestion;
  await act(
    'pairings.confirm',
    { pairs: [{ id: pairingId, studentId: student.id, volunteerId, agreedContact: '每周三晚，图书馆二楼' }] },
    counselorId,
    'counselor',
  );
  const listed = await act('students.list', { search: student.name }, counselorId, 'counselor');
  const studentNo = listed.items.find(({ studentId }) => studentId === student.id)?.studentNo ?? '';
  const course = row.courses[0] ?? '';
  for (const [heldOn, from, to, done, helpful, wish] of SESSIONS) {
    setToday(dayAfter(heldOn));
    const sessionId = uuidv7();
    await act(
      'help.log',
      { id: sessionId, pairingId, kind: 'held', heldOn, from, to, course, done, next: '下周三晚上七点' },
      volunteerId,
      'volunteer',
    );
    const { code } = await act('help.code', { sessionId }, volunteerId, 'volunteer');
    const phone = { provider: 'wechat', subject: 'demo-phone-of-spring' };
    await answerHelp(phone, { studentNo, helpCode: code, answer: 'confirmed' }, worldOf(staff));
    await sayHelpFeedback(phone, { studentNo, helpful, wish }, worldOf(staff));
  }
  setToday('2026-04-10');
  await act(
    'guidance.file',
    {
      id: uuidv7(),
      pairingId,
      guidedOn: '2026-04-10',
      guidance: '三次都按时，记录写得清楚。期中以后先讲清概念，再做题。',
      rating: 'good',
      remark: '同学反映讲得细，愿意继续。',
    },
    counselorId,
    'counselor',
  );
  setToday('2026-04-15');
  const drawId = uuidv7();
  await act('checks.draw', { id: drawId, size: 1 }, leaderId, 'leader');
  await act(
    'checks.file',
    { drawId, pairingId, outcome: 'in-order', note: '电话问了同学，日期和内容都对得上。' },
    leaderId,
    'leader',
  );
  setToday('2026-06-26');
  await act(
    'pairings.end',
    { pairingId, kind: 'goal-reached', note: '这门课期末前已跟上。' },
    counselorId,
    'counselor',
  );
  await act('papers.issue-certificate', { id: uuidv7(), volunteerId }, counselorId, 'counselor');
  await act(
    'commendations.decide',
    {
      id: uuidv7(),
      term: SPRING,
      kind: 'person',
      title: '',
      volunteerIds: [volunteerId],
      reason: '一学期坚持帮扶，记录认真，同学评价好。',
    },
    leaderId,
    'leader',
  );
  return volunteerId;
}

const worldOf = ({ now, store, today }: HelpingStaff) => ({ store, clock: { now, today } });

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

const APPLICANTS = [
  {
    courses: [{ name: '遗传学', score: '91' }],
    free: ['2-5', '4-5'],
    why: '自己当时也是同学带着学会的。',
    until: 'sent',
  },
  {
    courses: [{ name: '有机化学', score: '88' }],
    free: ['3-5'],
    why: '喜欢讲题，也想多认识同学。',
    until: 'training',
  },
  {
    courses: [{ name: '大学英语(一)', score: '93' }],
    free: ['6-1', '7-1'],
    why: '想把学习方法讲给需要的人。',
    until: 'registered',
  },
] as const;

/** Who has no account; the demo has the phone. */
export interface DemoStudent {
  readonly name: string;
  readonly studentNo: string;
}

/**
 * Three students who answered the autumn's call, each further on than the one before.
 *
 * @returns a fourth who may apply and is left to the visitor
 */
export async function recruit(
  callId: string,
  training: number,
  counselor: string,
  staff: HelpingStaff,
): Promise<DemoStudent> {
  const { act, officerId, setToday } = staff;
  setToday('2026-09-08');
  const { classes } = await act('students.list', { scope: 'all' }, counselor, 'counselor');
  const classId = classes.find(({ name }) => name === '生物科学241')?.id;
  if (classId === undefined) throw new Error('the cohort lacks a class');
  const { items } = await act('students.list', { scope: 'all', classId }, counselor, 'counselor');
  const able = items.filter(({ caseId }) => caseId === null);
  for (const [at, { courses, free, until, why }] of APPLICANTS.entries()) {
    const student = able[at];
    if (!student) throw new Error('nobody is left to apply');
    const phone = { provider: 'wechat', subject: `demo-phone-of-applicant-${at}` };
    const { name, studentNo } = student;
    const typed = {
      callId,
      id: randomUUID(),
      studentNo,
      name,
      courses,
      free,
      campus: '',
      contact: '微信',
      why,
    };
    await sendApplication(phone, typed, {
      ...worldOf(staff),
      ids: { next: uuidv7 },
    });
    if (until === 'sent') continue;
    const applicants = await act('recruiting.applicants', { callId }, counselor, 'counselor');
    const applicationId = applicants.items.find((one) => one.studentNo === studentNo)?.applicationId ?? '';
    await act(
      'recruiting.decide',
      { id: uuidv7(), applicationId, outcome: 'accepted', reason: '', told: '欢迎，周四晚上培训。' },
      counselor,
      'counselor',
    );
    for (let item = 0; item < (until === 'training' ? 1 : training); item += 1) {
      const done = { id: uuidv7(), applicationId, item, on: '2026-09-08', minutes: 30 };
      await act('recruiting.train', done, counselor, 'counselor');
    }
    if (until === 'registered') {
      const register = { id: uuidv7(), applicationId, note: '生科志备〔2026〕7 号' };
      await act('recruiting.register', register, officerId, 'office');
    }
  }
  const next = able[APPLICANTS.length];
  if (!next) throw new Error('nobody is left to apply');
  return { name: next.name, studentNo: next.studentNo };
}

/** A lesson, a note and a session of questions in the first course that has somebody to look after. */
export async function teach({ act, setToday, teacherId }: HelpingStaff): Promise<void> {
  setToday('2026-09-08');
  const { courses } = await act('focus.mine', {}, teacherId, 'teacher');
  const course = courses.find(({ students }) => students.length > 0);
  if (!course) return;
  const { offeringId, students } = course;
  const [first] = students;
  if (!first) return;
  await act(
    'focus.lesson',
    {
      id: uuidv7(),
      offeringId,
      heldOn: '2026-09-08',
      exceptions: [{ studentId: first.studentId, attendance: 'late', answer: 'good', homework: 'missing' }],
    },
    teacherId,
    'teacher',
  );
  const sessionId = uuidv7();
  await act(
    'qa.announce',
    {
      id: sessionId,
      offeringId,
      heldOn: '2026-09-10',
      from: 1110,
      to: 1200,
      place: '生科楼 312',
      topic: '第一章习题',
    },
    teacherId,
    'teacher',
  );
  setToday('2026-09-11');
  await act(
    'qa.report',
    {
      sessionId,
      outcome: 'held',
      came: [first.studentId],
      others: 6,
      topics: '问得最多的是第一章的两道计算题，当场又讲了一遍。',
    },
    teacherId,
    'teacher',
  );
}
