import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PERMISSIONS } from '#core/application/access';
import { type ActionName, actions, type Input } from '#core/contract/actions';
import { DEFAULT_WORDING } from '#core/domain/letter-wording';
import { PRIVACY_GUIDE } from '#core/domain/privacy-guide';
import { ROLES, type Role } from '#core/domain/role';
import { policy2015, policy2025 } from '#core/policies/index';
import { createDoom, doomedDatabase } from '../../support/faults';
import { openMigratedPglite } from '../../support/migrated-pglite';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';
import {
  askPastTheGate,
  CLAIMANTS,
  type Claimant,
  changedTables,
  isHarmless,
  wordsOfOthers,
} from './second-wall';

const gate = vi.hoisted(() => ({ isOpen: false }));
vi.mock('#core/application/access', async (original) => {
  const { openGate } = await import('./open-gate');
  return openGate(await original(), gate);
});

/** Who is asked: each role, with the student in its scope or in a colleague's. */
const CALLERS = [
  'leader',
  'office',
  'adviser',
  'otherAdviser',
  'counselor',
  'otherCounselor',
  'teacher',
  'volunteer',
  'formerAdviser',
] as const;
type Caller = (typeof CALLERS)[number];
const ROLE_OF: Readonly<Record<Caller, Role | null>> = {
  leader: 'leader',
  office: 'office',
  adviser: 'adviser',
  otherAdviser: 'adviser',
  counselor: 'counselor',
  otherCounselor: 'counselor',
  teacher: 'teacher',
  volunteer: 'volunteer',
  formerAdviser: null,
};
const OUT_OF_SCOPE: readonly Caller[] = ['otherAdviser', 'otherCounselor'];
/** Actions on one student, whose scope decides. */
const ON_A_STUDENT: readonly ActionName[] = [
  'certificates.volunteer',
  'commendations.of-volunteer',
  'recruiting.applicant',
  'recruiting.decide',
  'recruiting.train',
  'certificates.withdraw',
  'papers.issue-certificate',
  'papers.certificate',
  'qa.show',
  'guidance.of-student',
  'guidance.file',
  'checks.file',
  'help.of-student',
  'help.review',
  'students.archive',
  'students.timeline',
  'students.viewers',
  'students.sensitive',
  'talks.form',
  'talks.file',
  'talks.view',
  'talks.photos',
  'talks.supplement',
  'talks.revise',
  'papers.talk-record',
  'papers.archive',
  'papers.archive-with-sensitive',
  'referrals.show',
  'pairings.student',
  'pairings.confirm',
  'pairings.end',
  'pairings.contact',
  'pairings.wish',
  'guardians.show',
  'guardians.numbers',
  'guardians.save',
  'contacts.form',
  'contacts.file',
  'duties.waivers',
  'joint-meetings.show',
  'joint-meetings.add',
  'joint-meetings.sign',
  'papers.joint-meeting',
  'plans.show',
  'plans.save',
  'plans.agree',
  'plans.code',
  'plans.review',
  'plans.advise',
  'roster.handover-sheet',
  'conference.say',
];
/** Actions on one's own, whose author decides; the teacher wrote it. */
const ON_ONES_OWN: readonly ActionName[] = ['referrals.withdraw', 'rights.withdraw'];

/** The same input about things that nobody has: every id but that of the new record is another. */
function withAbsent(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return key !== 'id' && UUID.test(value) ? uuidv7() : value;
  if (Array.isArray(value)) return value.map((one) => withAbsent(one, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, withAbsent(held, name)]));
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ends nothing: counts what the database is asked. */
const asking = createDoom(0);

describe('the one gate', () => {
  let department: TestDepartment;
  let staff: Staff;
  let inputs: { readonly [A in ActionName]: Input<A> };

  beforeAll(async () => {
    department = await openDepartment(doomedDatabase(await openMigratedPglite(), asking));
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '16', '45'),
        gradeLine('202405010102', '周予安', 'SK01', '13', '45'),
      ),
    );
    const screeningId = uuidv7();
    await department.act(staff.office, 'screenings.run', { id: screeningId, term: TERM, kind: 'official' });
    const { items } = await department.act(staff.leader, 'meeting.agenda', {});
    const [proposal, undecided] = items;
    if (!proposal || !undecided) throw new Error('nobody was proposed');
    const { caseId } = await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: proposal.proposalId,
      outcome: 'confirm',
      difficulty: 'both',
      causes: [],
      causeNote: '',
      reason: '',
    });
    const talk: Input<'talks.file'> = {
      id: uuidv7(),
      caseId: caseId ?? '',
      heldOn: '2026-09-14',
      mode: 'in-person',
      place: '',
      duration: null,
      attended: true,
      jointWith: null,
      family: '',
      contact: '',
      problems: '缺课较多。',
      assessment: '需要关注。',
      parentsContacted: null,
      needsAttention: null,
      psychologicalReferral: null,
    };
    await department.act(staff.adviser, 'talks.file', talk);
    const plan: Input<'plans.save'> = {
      id: uuidv7(),
      caseId: talk.caseId,
      basedOn: null,
      reason: '',
      goal: '期末都及格。',
      lines: [],
      steps: [{ text: '每周三晚自习', isShared: true }],
    };
    await department.act(staff.adviser, 'plans.save', plan);
    const meeting: Input<'joint-meetings.add'> = {
      id: uuidv7(),
      caseId: talk.caseId,
      on: '2026-09-14',
      kind: 'held',
      place: '系会议室',
      present: ['student', 'adviser', 'counselor'],
      guardianId: null,
      identityChecked: false,
      told: '不及格学分 16。',
      ways: '下学期重修。',
      agreed: '每周见一次。',
      next: '',
    };
    await department.act(staff.adviser, 'joint-meetings.add', meeting);
    const { importId } = await department.preview(
      '下一份.csv',
      gradeFile(gradeLine('202405010101', '林知远', 'SK09', '2', '70')),
    );
    const studentId = proposal.student.id;
    const asked: Input<'rights.ask'> = {
      id: uuidv7(),
      kind: 'correction',
      field: 'other',
      wanted: '任教的课程',
      reason: '',
    };
    await department.act(staff.teacher, 'rights.ask', asked);
    const entered: Input<'rights.enter'> = {
      ...{ id: uuidv7(), kind: 'correction', field: 'other', wanted: '成绩', reason: '' },
      ...{ studentNo: '202405010101', name: '林知远', identityCheck: 'student-card' },
    };
    await department.act(staff.office, 'rights.enter', entered);
    const version = () => ({
      id: uuidv7(),
      seen: '',
      effectiveFrom: '2026-09-14',
      reason: '俱乐部课程',
      body: { ...policy2015, courses: { ...policy2015.courses, repeatableCodes: ['TY170002'] } },
    });
    const referral: Input<'referrals.file'> = {
      id: uuidv7(),
      student: { studentNo: '202405010101', name: '林知远' },
      causes: ['internet-addiction'],
      causeNote: '',
      seen: '连续两周没有来上课。',
      photoIds: [],
    };
    await department.act(staff.teacher, 'referrals.file', referral);
    const { referralId } = await department.act(staff.teacher, 'referrals.file', {
      ...referral,
      id: uuidv7(),
    });
    const pair = { id: uuidv7(), studentId, volunteerId: staff.volunteer };
    await department.act(staff.counselor, 'pairings.confirm', { pairs: [pair] });
    const session: Input<'help.log'> = {
      id: uuidv7(),
      pairingId: pair.id,
      kind: 'held',
      heldOn: '2026-09-14',
      from: 480,
      to: 540,
      course: '',
      done: '第三章习题',
      next: '',
    };
    await department.act(staff.volunteer, 'help.log', session);
    const certificateId = await certifyOne({ ...session, id: uuidv7(), from: 180, to: 240 });
    const volunteerCall: Input<'recruiting.open'> = {
      id: uuidv7(),
      term: '2026-2027-1',
      title: '招募学业帮扶志愿者',
      asks: '每周一次',
      training: [{ title: '守则', material: '', minutes: 30 }],
      closesOn: '2026-09-30',
    };
    await department.act(staff.counselor, 'recruiting.open', volunteerCall);
    const applicationId = uuidv7();
    await department.deps.store.sendApplication({
      provider: 'wechat',
      subject: 'an applicant',
      applicationId,
      callId: volunteerCall.id,
      studentNo: '202405010102',
      name: '周予安',
      courses: [{ name: '课程SK09', score: '' }],
      free: [],
      campus: '',
      contact: '微信',
      why: '愿意帮同学',
      at: department.deps.clock.now(),
      today: '2026-09-14',
    });
    const commendation: Input<'commendations.decide'> = {
      id: uuidv7(),
      term: '2026-2027-1',
      kind: 'person',
      title: '',
      volunteerIds: [staff.volunteer],
      reason: '认真负责',
    };
    await department.act(staff.leader, 'commendations.decide', commendation);
    const messageId = uuidv7();
    await department.database.query(
      `insert into xueye.reminder_message
        (department_id, id, person_id, day, talks, others, overdue, state, reason, run_at)
      select department_id, $1, id, '2026-09-14', 1, 0, 0, 'refused', 'no-credit', now()
      from xueye.person where id = $2`,
      [messageId, staff.adviser],
    );
    const [hinted] = await department.database.query<{ id: string }>(
      `insert into xueye.text_check
        (department_id, kind, subject_id, author_id, filed_at, state, advice, label, run_at)
      select department_id, 'help-session', gen_random_uuid(), id, now(), 'hit', 'risky', 20006, now()
      from xueye.person where id = $1 returning id`,
      [staff.volunteer],
    );
    const hintId = hinted?.id ?? '';
    const waiverId = uuidv7();
    await department.act(staff.leader, 'duties.waive', {
      id: waiverId,
      caseId: talk.caseId,
      kind: 'course-advice',
      role: null,
      until: null,
      reason: '已修满',
    });
    const letterId = uuidv7();
    await department.act(staff.office, 'letters.draft', { id: letterId, caseId: talk.caseId });
    const known = await department.database.query<{ id: string; what: string }>(
      `select id, 'class' as what from xueye.class where name = '生物科学241'
      union all select id, 'other class' from xueye.class where name = '生物技术241'
      union all select id, 'area' from xueye.area where name = '二区'
      union all select id, 'tenure' from xueye.assignment where person_id = '${staff.adviser}'
      union all select id, 'other tenure' from xueye.assignment where person_id = '${staff.otherAdviser}'`,
    );
    const knownId = (what: string) => known.find((row) => row.what === what)?.id ?? '';
    const classId = knownId('class');
    const areaId = knownId('area');
    const tenureId = knownId('tenure');
    const standIn: Input<'roster.stand-in'> = {
      id: uuidv7(),
      tenureIds: [tenureId],
      personId: staff.teacher,
      firstDay: '2026-10-08',
      lastDay: '2026-10-20',
      reason: '出差',
    };
    await department.act(staff.office, 'roster.stand-in', standIn);
    const [acting] = await department.database.query<{ id: string }>(
      `select id from xueye.assignment where acting_for is not null`,
    );
    await department.importText(
      '教学班.csv',
      '课程代码,课程名称,教师工号,教师姓名,班级,学期\nSK01,课程SK01,T006,柳知秋,生物科学241,2026-2027-1',
    );
    const [offering] = await department.database.query<{ id: string }>(
      'select id from xueye.teaching_offering',
    );
    const offeringId = offering?.id ?? '';
    const qa: Input<'qa.announce'> = {
      id: uuidv7(),
      offeringId,
      heldOn: '2026-09-14',
      from: 600,
      to: 660,
      place: '生科楼 312',
      topic: '',
    };
    await department.act(staff.teacher, 'qa.announce', qa);
    // Another list of the same semester, over which a meeting goes on; and one that has ended, with minutes.
    const discussed = uuidv7();
    await department.act(staff.office, 'screenings.run', { id: discussed, term: TERM, kind: 'official' });
    const [ended, conferenceId] = [uuidv7(), uuidv7()];
    await department.act(staff.leader, 'conference.open', { id: ended, screeningId: discussed });
    await department.act(staff.leader, 'conference.leave', { conferenceId: ended });
    await department.database.query(
      `insert into xueye.conference_minutes (department_id, conference_id, content, content_hash, signed_on,
        signed_at, signed_by)
      select department_id, id, jsonb_build_object('screeningId', screening_id, 'heldOn', held_on,
        'members', '[]'::jsonb, 'decided', '[]'::jsonb, 'undecided', 0), repeat('a', 64), held_on, now(), $2
      from xueye.conference where id = $1`,
      [ended, staff.leader],
    );
    await department.act(staff.leader, 'conference.open', { id: conferenceId, screeningId: discussed });
    await department.act(staff.adviser, 'conference.join', { conferenceId });
    const [onList] = (await department.act(staff.leader, 'meeting.agenda', { screeningId: discussed })).items;
    const listed = { conferenceId, proposalId: onList?.proposalId ?? '' };
    const drawId = uuidv7();
    await department.act(staff.leader, 'checks.draw', { id: drawId, size: 1 });
    const reason = '学期初调整';
    inputs = {
      'letters.list': {},
      'letters.show': { letterId },
      'letters.draft': { id: letterId, caseId: talk.caseId },
      'letters.address': {
        letterId,
        addressee: { name: '林远山', relation: '父亲', address: '', postcode: '' },
      },
      'papers.approve-letters': { letterIds: [letterId] },
      'letters.step': { id: uuidv7(), letterId, to: 'withdrawn', on: '2026-09-14', note: '暂缓' },
      'letters.receipt': { id: uuidv7(), letterId, photoId: uuidv7() },
      'letters.remove-receipt': { letterId, receiptId: uuidv7() },
      'letters.template': {},
      'letters.template-upload': { size: 10 },
      'papers.save-template': { id: uuidv7(), file: null },
      'papers.template-file': { templateId: null },
      'letters.wording': {},
      'letters.save-wording': { id: uuidv7(), wording: { ...DEFAULT_WORDING, contact: '系学工办' } },
      'papers.letters': { letterIds: [letterId] },
      'papers.mail-list': { on: '2026-09-14' },
      'roster.people': {},
      'roster.person': { personId: staff.adviser },
      'roster.add-person': { id: uuidv7(), name: '叶知秋', workNo: 'T100' },
      'roster.rename-person': { personId: staff.volunteer, name: '季子昂', workNo: 'T107', reason },
      'roster.assign': {
        id: uuidv7(),
        personId: staff.teacher,
        role: 'counselor',
        classId: null,
        areaId,
        firstDay: '2027-09-01',
        lastDay: null,
        reason,
      },
      'roster.end': { id: uuidv7(), tenureId, lastDay: '2027-01-15', reason },
      'roster.correct': {
        id: uuidv7(),
        tenureId: knownId('other tenure'),
        firstDay: '2024-09-01',
        lastDay: null,
        isVoid: false,
        reason,
      },
      'roster.leave': { id: uuidv7(), personId: staff.formerAdviser, lastDay: '2026-09-14', reason },
      'roster.stand-in': { ...standIn, id: uuidv7(), firstDay: '2026-11-01', lastDay: '2026-11-05' },
      'roster.end-stand-in': { id: uuidv7(), tenureId: acting?.id ?? '', lastDay: '2026-10-10', reason },
      'roster.scopes': {},
      'roster.classes': {},
      'roster.class': { classId },
      'roster.add-class': { id: uuidv7(), name: '生物科学251', grade: null, major: null, areaId: null },
      'roster.move-class': { classId: knownId('other class'), areaId: null, reason },
      'roster.hand-over': {
        id: uuidv7(),
        classId,
        personId: staff.teacher,
        firstDay: '2027-02-20',
        reason,
      },
      'roster.handover-sheet': { classId },
      'roster.areas': {},
      'roster.add-area': { id: uuidv7(), name: '三区' },
      'roster.offerings': {},
      'session.me': {},
      'queue.key': {},
      'phrases.list': {},
      'phrases.save': { id: uuidv7(), text: '已约定每周五交进度。' },
      'phrases.remove': { id: uuidv7() },
      'privacy.show': {},
      'privacy.answer': { id: uuidv7(), kind: 'guide', version: PRIVACY_GUIDE.version, answer: 'refused' },
      'today.list': {},
      'today.workload': {},
      'today.workload-rows': {},
      'students.list': {},
      'students.archive': { studentId },
      'students.timeline': { studentId },
      'students.viewers': { studentId },
      'students.sensitive': { studentId, purpose: 'contact-parents' },
      'talks.form': { caseId: talk.caseId },
      'talks.file': { ...talk, id: uuidv7() },
      'talks.list': {},
      'talks.view': { talkId: talk.id },
      'talks.photos': { talkId: talk.id },
      'talks.revise': {
        ...talk,
        id: uuidv7(),
        talkId: talk.id,
        basedOn: 0,
        reason: '写错了',
        place: '办公室',
      },
      'talks.supplement': { id: uuidv7(), talkId: talk.id, text: '已了解。', heldOn: null },
      'qa.list': {},
      'qa.show': { sessionId: qa.id },
      'qa.announce': { ...qa, id: uuidv7() },
      'qa.report': { sessionId: qa.id, outcome: 'held', came: [studentId], others: 0, topics: '第三章' },
      'guidance.of-student': { studentId },
      'guidance.file': {
        id: uuidv7(),
        pairingId: pair.id,
        guidedOn: '2026-09-14',
        guidance: '每周至少一次。',
        rating: 'good',
        remark: '',
      },
      'guidance.mine': {},
      'checks.draw': { id: uuidv7(), size: 1 },
      'checks.list': {},
      'checks.file': { drawId, pairingId: pair.id, outcome: 'in-order', note: '' },
      'focus.mine': {},
      'focus.lesson': { id: uuidv7(), offeringId, heldOn: '2026-09-14', exceptions: [] },
      'focus.note': { id: uuidv7(), offeringId, studentId, text: '上课认真。' },
      'recruiting.calls': {},
      'recruiting.open': { ...volunteerCall, id: uuidv7() },
      'recruiting.applicants': { callId: volunteerCall.id },
      'recruiting.applicant': { applicationId },
      'recruiting.decide': { id: uuidv7(), applicationId, outcome: 'declined', reason: '…', told: '…' },
      'recruiting.train': { id: uuidv7(), applicationId, item: 0, on: '2026-09-14', minutes: 30 },
      'recruiting.register': { id: uuidv7(), applicationId, note: '' },
      'recruiting.activate': { id: uuidv7(), applicationId, firstDay: '2026-09-14', told: '' },
      'commendations.desk': { term: '2026-2027-1' },
      'commendations.decide': { ...commendation, id: uuidv7() },
      'commendations.withdraw': { commendationId: commendation.id, reason: '…' },
      'commendations.of-volunteer': { volunteerId: staff.volunteer },
      'papers.commendations': { term: '2026-2027-1' },
      'certificates.list': {},
      'certificates.volunteer': { volunteerId: staff.volunteer },
      'certificates.mine': {},
      'papers.issue-certificate': { id: certificateId, volunteerId: staff.volunteer },
      'papers.certificate': { certificateId },
      'papers.hours-list': { from: '2026-09-14', to: '2026-09-14' },
      'certificates.withdraw': { certificateId, reason: '写错了' },
      'help.log': { ...session, id: uuidv7(), from: 60, to: 120 },
      'help.mine': {},
      'help.code': { sessionId: session.id },
      'help.withdraw': { sessionId: session.id },
      'help.of-student': { studentId },
      'help.review': { id: uuidv7(), sessionId: session.id, outcome: 'approved', note: '' },
      'pairings.desk': {},
      'pairings.student': { studentId },
      'pairings.confirm': { pairs: [pair] },
      'pairings.end': { pairingId: pair.id, kind: 'mistake', note: '' },
      'pairings.contact': { pairingId: pair.id, agreedContact: '微信' },
      'pairings.wish': { studentId, free: null, campus: null, classWish: null, isAsked: false },
      'pairings.mine': {},
      'guardians.show': { studentId },
      'guardians.numbers': { studentId, purpose: 'contact-parents' },
      'guardians.save': {
        id: uuidv7(),
        studentId,
        guardianId: uuidv7(),
        replaces: null,
        name: '林父',
        relation: 'father',
        phone: '19900004001',
        address: '',
        preference: '',
        standing: 'reachable',
        isPreferred: false,
        source: 'school-file',
        reason: '',
      },
      'contacts.form': { caseId: talk.caseId },
      'contacts.file': {
        id: uuidv7(),
        caseId: talk.caseId,
        calledOn: '2026-09-14',
        phone: '19900004001',
        reached: false,
        failure: 'busy',
        who: '',
        identityPassed: null,
        told: '',
        answer: '',
        next: '',
      },
      'joint-meetings.show': { caseId: talk.caseId },
      'joint-meetings.add': { ...meeting, id: uuidv7() },
      'joint-meetings.sign': { id: uuidv7(), entryId: meeting.id, party: 'student', strokes: [[1, 2]] },
      'papers.joint-meeting': { entryId: meeting.id },
      'contacts.waive': { id: uuidv7(), caseId: talk.caseId, reason: '家长在国外' },
      'rollover.show': {},
      'rollover.cases': { kind: 'close' },
      'rollover.close': { caseId: talk.caseId, outcome: 'cleared', reason: '已补考' },
      'oversight.show': {},
      'oversight.rows': { section: 'overdue' },
      'duties.waivers': { caseId: talk.caseId },
      'duties.waive': {
        id: uuidv7(),
        caseId: talk.caseId,
        kind: 'study-plan',
        role: null,
        until: null,
        reason: '长期住院',
      },
      'duties.unwaive': { id: uuidv7(), caseId: talk.caseId, waiverId, reason: '已出院' },
      'plans.show': { caseId: talk.caseId },
      'plans.save': { ...plan, id: uuidv7() },
      'plans.agree': { id: uuidv7(), caseId: talk.caseId, planId: plan.id, strokes: [[1, 2]] },
      'plans.code': { caseId: talk.caseId, planId: plan.id },
      'plans.review': {
        id: uuidv7(),
        caseId: talk.caseId,
        planId: plan.id,
        heldOn: '2026-09-14',
        progress: [],
        note: '按时完成。',
        next: '',
      },
      'plans.advise': { id: uuidv7(), caseId: talk.caseId, heldOn: '2026-09-14', advice: '先补。' },
      'screenings.run': { id: uuidv7(), term: TERM, kind: 'preview' },
      'screenings.list': {},
      'screenings.compare': { before: screeningId, after: screeningId },
      'screenings.replay': { screeningId },
      'policies.show': {},
      'policies.history': {},
      'policies.what-if': { term: TERM, after: policy2025.version },
      'policies.save': version(),
      'policies.save-rules': version(),
      'meeting.agenda': { screeningId },
      'meeting.proposal': { proposalId: undecided.proposalId },
      'meeting.decide': {
        id: uuidv7(),
        proposalId: undecided.proposalId,
        outcome: 'confirm',
        difficulty: 'both',
        causes: [],
        causeNote: '',
        reason: '',
      },
      'referrals.form': {},
      'referrals.upload': { size: 10 },
      'referrals.file': { ...referral, id: uuidv7() },
      'referrals.mine': {},
      'referrals.withdraw': { referralId },
      'referrals.list': {},
      'referrals.show': { referralId: referral.id },
      'referrals.answer': {
        id: uuidv7(),
        referralId: referral.id,
        outcome: 'not-accepted',
        reason: '已请假。',
      },
      'imports.upload': { fileName: '成绩.csv', size: 10 },
      'imports.preview': { id: uuidv7(), fileId: uuidv7(), fileName: '成绩.csv' },
      'imports.show': { importId },
      'imports.progress': { importId },
      'imports.rejected': { importId },
      'imports.apply': { importId },
      'imports.discard': { importId },
      'imports.list': {},
      'imports.read': { fileId: uuidv7(), fileName: '成绩.csv' },
      'imports.rejected-file': { importId },
      'imports.template': { kind: 'students' },
      'imports.forget': { signature: 'a'.repeat(64) },
      'imports.rollback': { importId, reason: '导错了' },
      'accounts.list': {},
      'papers.activation-sheet': { personIds: [staff.teacher] },
      'accounts.issue-code': { personId: staff.teacher },
      'papers.invitation': { personId: staff.teacher },
      'accounts.withdraw-invitation': { personId: staff.teacher },
      'accounts.unbind': { personId: staff.teacher, reason: 'phone-lost' },
      'audit.list': {},
      'rights.mine': {},
      'rights.ask': { ...asked, id: uuidv7() },
      'rights.withdraw': { id: uuidv7(), requestId: asked.id },
      'rights.requests': {},
      'rights.show': { requestId: entered.id },
      'rights.enter': { ...entered, id: uuidv7() },
      'rights.answer': {
        id: uuidv7(),
        requestId: entered.id,
        outcome: 'refused',
        reason: '以成绩单为准。',
        value: '',
        where: '',
      },
      'rights.set-days': { days: 10 },
      'figures.show': {},
      'conference.show': {},
      'conference.open': { id: conferenceId, screeningId: discussed },
      'conference.mark': { conferenceId, personId: staff.counselor, isPresent: true },
      'conference.say': { ...listed, personId: staff.adviser, difficulty: 'attitude', remark: '缺课' },
      'conference.prepare': {
        ...listed,
        id: uuidv7(),
        seen: null,
        decision: { outcome: 'confirm', difficulty: 'both', causes: [], causeNote: '', reason: '' },
      },
      'conference.apply': { conferenceId, seen: [] },
      'conference.mine': {},
      'conference.join': { conferenceId },
      'papers.conference': { conferenceId: ended },
      'conference.leave': { conferenceId },
      'summary.show': {},
      'summary.save': {
        id: uuidv7(),
        term: TERM,
        seen: 0,
        words: { achievements: '好', shortcomings: '少', plan: '做' },
      },
      'summary.sign': { id: uuidv7(), term: TERM, seen: 0, reason: '' },
      'papers.summary': { term: TERM, version: null, audience: 'group', format: 'xlsx' },
      'papers.term-list': { term: TERM },
      'figures.rows': { term: TERM, split: 'tier', part: '2' },
      'audit.check': {},
      'texts.hints': {},
      'texts.settle': { id: hintId },
      'texts.set-level': { level: 'off' },
      'reminders.mine': {},
      'reminders.subscribe': { id: uuidv7(), answer: 'accepted' },
      'reminders.problems': {},
      'reminders.settle': { messageId, how: 'told', note: '电话' },
      'papers.archive': { studentId, format: 'json', purpose: 'meeting' },
      'papers.archive-with-sensitive': { studentId, format: 'json', purpose: 'meeting' },
      'papers.talk-record': { talkIds: [talk.id] },
      'papers.blank-talk-record': {},
      'calendar.show': {},
      'calendar.weigh': { change: { kind: 'restore', day: '2026-10-01' } },
      'calendar.change': { change: { kind: 'correct', day: '2026-10-09', as: 'free', note: '校庆' } },
    };
  });
  afterAll(async () => {
    console.log(
      `access: ${refusals.length + grants.length} (action, role, scope) triples at the gate, ` +
        `${outsiders.length + insiders.length} past it, ${foreign.length} of the absent`,
    );
    await department.database.close();
  });

  /** A session that its student confirmed, with a certificate of it. */
  async function certifyOne(session: Input<'help.log'>): Promise<string> {
    await department.act(staff.volunteer, 'help.log', session);
    await department.database.query(
      `insert into xueye.help_answer
        (department_id, session_id, outcome, answered_on, answered_at, phone_print)
      select department_id, id, 'confirmed', held_on, now(), repeat('a', 64)
      from xueye.help_session where id = $1`,
      [session.id],
    );
    const { certificateId } = await department.act(staff.counselor, 'papers.issue-certificate', {
      id: uuidv7(),
      volunteerId: staff.volunteer,
    });
    return certificateId;
  }

  // A pair that was a mistake never was: what is filed on it comes before it is ended.
  const isOnPair = (action: string) => action === 'guidance.file';
  const names = (Object.keys(actions) as ActionName[]).sort(
    (a, b) => Number(isOnPair(b)) - Number(isOnPair(a)),
  );
  const refusals = names.flatMap((action) =>
    CALLERS.flatMap((caller): [ActionName, Caller, string][] => {
      const role = ROLE_OF[caller];
      if (role === null) return [[action, caller, 'NO_ROLE']];
      if (!PERMISSIONS[action].includes(role)) return [[action, caller, 'FORBIDDEN']];
      const isForeign = ON_ONES_OWN.includes(action) && caller !== 'teacher';
      return isForeign || (ON_A_STUDENT.includes(action) && OUT_OF_SCOPE.includes(caller))
        ? [[action, caller, 'NOT_FOUND']]
        : [];
    }),
  );
  const grants = names.flatMap((action) =>
    CALLERS.flatMap((caller): [ActionName, Caller][] =>
      refusals.some(([refused, by]) => refused === action && by === caller) ? [] : [[action, caller]],
    ),
  );

  const outsiders = names.flatMap((action) =>
    CLAIMANTS.flatMap((caller): [ActionName, Claimant][] =>
      grants.some(([granted, to]) => granted === action && to === caller) ? [] : [[action, caller]],
    ),
  );
  const insiders = grants.filter(
    ([action, caller]) =>
      wordsOfOthers(caller).length > 0 &&
      // Past the gate a counselor speaks for somebody else here, which the database refuses.
      !(action === 'conference.say' && caller === 'counselor'),
  );

  describe('with the gate open', () => {
    beforeAll(() => {
      gate.isOpen = true;
    });
    afterAll(() => {
      gate.isOpen = false;
    });
    it.each(outsiders)(
      'past it, %s tells %s nothing of others and changes nothing',
      async (action, caller) => {
        const before = await department.contents();
        const said = await askPastTheGate(department, staff, caller, action, inputs[action]);
        expect(wordsOfOthers(caller).filter((word) => said.includes(word))).toEqual([]);
        const changed = changedTables(before, await department.contents());
        if (!isHarmless(action, caller)) expect(changed).toEqual([]);
      },
    );

    it.each(insiders)('past it, %s tells %s nothing of others', async (action, caller) => {
      const said = await askPastTheGate(department, staff, caller, action, inputs[action], { isTried: true });
      expect(wordsOfOthers(caller).filter((word) => said.includes(word))).toEqual([]);
    });
  });

  it.each(refusals)('%s refuses %s with %s and writes nothing', async (action, caller, code) => {
    const before = await department.contents();
    const reply = await department.call(staff[caller], action, inputs[action]);
    expect(reply).toMatchObject({ ok: false, error: { code } });
    expect(await department.contents()).toBe(before);
  });

  const foreign = ON_A_STUDENT.flatMap((action) =>
    OUT_OF_SCOPE.filter((caller) => {
      const role = ROLE_OF[caller];
      return role !== null && PERMISSIONS[action].includes(role);
    }).map((caller): [ActionName, Caller] => [action, caller]),
  );
  it.each(foreign)('%s answers %s of what is absent as of what is not theirs', async (action, caller) => {
    const theirs = await department.call(staff[caller], action, inputs[action]);
    const nobodys = await department.call(
      staff[caller],
      action,
      withAbsent(inputs[action]) as Input<ActionName>,
    );
    expect(nobodys).toEqual(theirs);
  });

  it.each(grants)('%s lets %s through', async (action, caller) => {
    const reply = await department.call(staff[caller], action, inputs[action]);
    const code = reply.ok ? null : reply.error.code;
    // The preview names a file that was never uploaded; the rest passes, or fails on its own state.
    const own =
      action === 'imports.preview' || action === 'imports.read'
        ? ['NOT_FOUND']
        : [
            null,
            'CONFLICT',
            'POLICY_MOVED',
            'IMPORT_DISCARDED',
            'IMPORT_APPLIED',
            'IMPORT_NOT_APPLIED',
            'NOTHING_REJECTED',
            'REASON_MISSING',
            'PAIR_ENDED',
            'SIGNATURE_EMPTY',
            'STILL_REACHABLE',
            'PROGRESS_MISSING',
            'LETTER_STATE',
            'SUMMARY_MOVED',
            'CONFERENCE_ENDED',
            'NOT_ONESELF',
            'PREPARED_MEANWHILE',
            'WORDS_MISSING',
            'NO_STUDENTS',
            'NOTHING_POSTED',
            'NOT_THE_AUTHOR',
            'DUPLICATE_TALK',
            'CERTIFICATE_ENDED',
            'COMMENDED',
            'NOBODY_COMMENDED',
            'APPLICATION_STANDING',
            'NO_HOURS',
            // Of the semester that was screened last: not to be closed as cleared.
            'NOT_SCREENED',
            'NOBODY',
          ];
    expect(own).toContain(code);
  });

  it('asks the database as often for the one as for the other, so that no clock tells them apart', async () => {
    const asked = inputs['students.archive'];
    const stepsOf = async (input: typeof asked) => {
      const before = asking.steps;
      await department.call(staff.otherAdviser, 'students.archive', input);
      return asking.steps - before;
    };
    const foreignSteps = await stepsOf(asked);
    expect(foreignSteps).toBeGreaterThan(0);
    expect(await stepsOf(withAbsent(asked) as typeof asked)).toBe(foreignSteps);
  });

  it('lets a role act only through an assignment of its own', async () => {
    for (const role of ROLES.filter((held) => held !== 'teacher')) {
      const reply = await department.call(staff.teacher, 'today.list', {}, role);
      expect(reply).toMatchObject({ ok: false, error: { code: 'ROLE_ENDED' } });
    }
  });

  it('ends authority on the last day of an assignment', async () => {
    department.state.today = '2025-08-31';
    expect(await department.call(staff.formerAdviser, 'today.list', {})).toMatchObject({ ok: true });
    department.state.today = '2025-09-01';
    expect(await department.call(staff.formerAdviser, 'today.list', {})).toMatchObject({
      error: { code: 'NO_ROLE' },
    });
    department.state.today = '2026-09-14';
  });

  it.each([
    [{ action: 'nothing.here', input: {} }, 'UNKNOWN_ACTION'],
    [{ action: 'constructor', input: {} }, 'UNKNOWN_ACTION'],
    [{ action: '__proto__', input: {} }, 'UNKNOWN_ACTION'],
    [null, 'INVALID_INPUT'],
    ['today.list', 'INVALID_INPUT'],
    [{ action: 'today.list', as: 'dean' }, 'INVALID_INPUT'],
    [{ action: 'students.archive', input: { studentId: 'x' } }, 'INVALID_INPUT'],
    [{ action: 'students.list', input: { cursor: '-1' } }, 'INVALID_INPUT'],
  ])('refuses %j', async (body, code) => {
    const { execute } = await import('#core/application/execute');
    const { apiHandlers } = await import('#core/application/handlers-api');
    const call = { body, personId: staff.leader, requestId: 'test' };
    expect(await execute(call, department.deps, apiHandlers)).toMatchObject({ ok: false, error: { code } });
  });

  it('asks a caller without a session, or with one of nobody, to sign in', async () => {
    for (const personId of [null, uuidv7()]) {
      expect(await department.call(personId, 'session.me', {})).toMatchObject({ error: { code: 'SIGN_IN' } });
    }
  });
});
