import type {
  ApplicantItem,
  CallSeen,
  CertifiableItem,
  CertificateItem,
  CommendationItem,
  Outputs,
} from '#core/contract/index';

import { selectionCriteria, USUAL_TRAINING } from '#core/domain/recruiting';

/** Answers about volunteers with everything filled in. No real person is meant. */

const many = <T>(make: (index: number) => T, count = 50): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const volunteer = (index: number): CertifiableItem => ({
  volunteerId: `volunteer-${index}`,
  name: `欧阳同学${index}`,
  studentNo: String(2_023_130_001 + index),
  className: '计算机科学与技术2301',
  counted: 3000,
  uncertified: 605,
  open: 240,
  certificates: 2,
});
const months = many(
  (at) => ({ month: `2026-${String(at + 3).padStart(2, '0')}`, sessions: 8, minutes: 965 }),
  8,
);
const certificate = (index: number): CertificateItem => ({
  certificateId: `certificate-${index}`,
  number: `计算机系志证〔2026〕${100 + index}号`,
  issuedOn: '2026-10-12',
  issuedByName: '司徒老师',
  from: '2026-03-02',
  to: '2026-10-11',
  sessions: 64,
  minutes: 7725,
  state: index === 0 ? 'valid' : 'replaced',
  end: index === 0 ? null : { on: '2026-10-12', reason: '补入十月的时数，原证明已收回' },
  isOutdated: index === 0,
});

const application = (index: number): ApplicantItem => ({
  applicationId: `application-${index}`,
  name: `欧阳同学${index}`,
  studentNo: String(2_023_130_001 + index),
  className: '计算机科学与技术2301',
  courses: ['高等数学A（二）', '大学物理', '程序设计基础'],
  filedOn: '2026-10-12',
  standing: 'accepted',
});

const figures = { minutes: 3005, sessions: 42, students: 3, recovered: 1250 };
const commendation = (index: number): CommendationItem => ({
  commendationId: `commendation-${index}`,
  term: '2026-2027-1',
  kind: index % 2 === 0 ? 'person' : 'team',
  title: index % 2 === 0 ? `欧阳同学${index}` : '计算机科学与技术2301班帮扶小组',
  members: ['欧阳同学1', '司徒同学2', '诸葛同学3'],
  reason: '一学期每周都来，耐心负责；所帮的同学补考全部通过。',
  figures,
  decidedOn: '2026-10-12',
  end: index === 2 ? { on: '2026-10-12', reason: '登记有误' } : null,
});

export const volunteerSamples = {
  'commendations.desk': {
    term: '2026-2027-1',
    terms: ['2026-2027-1', '2025-2026-2'],
    candidates: many((index) => ({
      volunteerId: `volunteer-${index}`,
      name: `欧阳同学${index}`,
      className: '计算机科学与技术2301',
      figures,
      isCommended: index === 0,
    })),
    items: many(commendation, 5),
    can: { decide: true },
  },
  'commendations.of-volunteer': { items: many(commendation, 3) },
  'recruiting.calls': {
    items: many((index) => ({
      callId: `call-${index}`,
      term: '2026-2027-1',
      title: '招募学业帮扶志愿者',
      asks: '每周帮一位同学一次，每次一小时，一学期。',
      closesOn: '2026-10-26',
      isOpen: true,
      counts: {
        submitted: 12,
        accepted: 6,
        trained: 3,
        registered: 2,
        activated: 20,
        declined: 4,
        withdrawn: 1,
      },
    })),
    nextCursor: 'next',
    usualTraining: USUAL_TRAINING,
    term: '2026-2027-1',
  },
  'recruiting.applicants': {
    title: '招募学业帮扶志愿者',
    asks: '每周帮一位同学一次，每次一小时，一学期。',
    closesOn: '2026-10-26',
    items: many(application),
    nextCursor: 'next',
  },
  'recruiting.applicant': {
    ...application(0),
    callTitle: '招募学业帮扶志愿者',
    claims: many(
      (index) => ({ name: `高等数学A（${index}）`, claimed: '91', found: '91（2025-2026学年第2学期）' }),
      10,
    ),
    free: ['1-1', '2-4', '7-5'],
    campus: '下沙校区',
    contact: '微信，晚上八点后',
    why: '自己学的时候也走过弯路，想帮同学少走一些；也愿意把笔记整理出来。',
    criteria: selectionCriteria({ isIdentified: false, claims: [], freePeriods: 3 }),
    training: USUAL_TRAINING.map((item, at) => ({
      ...item,
      done: at === 0 ? { on: '2026-10-12', minutes: 30 } : null,
    })),
    steps: many(
      () => ({
        kind: 'accepted' as const,
        on: '2026-10-12',
        byName: '司徒老师',
        reason: '课程对口，时间合适',
        told: '下周三晚上培训，带上课程笔记。',
      }),
      5,
    ),
    can: { decide: true, train: true, register: true, activate: true },
  },
  'certificates.list': { items: many(volunteer), nextCursor: 'next', counted: 150_000, uncertified: 30_250 },
  'certificates.volunteer': { ...volunteer(0), next: months, items: many(certificate, 5) },
  'certificates.mine': { items: many(certificate, 5) },
  // Asked of a phone without an account.
  'apply.calls': many(
    (index): CallSeen => ({
      callId: `call-${index}`,
      departmentName: '生命科学系',
      term: '2026-2027-1',
      title: '招募学业帮扶志愿者',
      asks: '每周帮一位同学一次，每次一小时，一学期。',
      training: USUAL_TRAINING,
      closesOn: '2026-10-26',
      isOpen: true,
      own: {
        applicationId: `application-${index}`,
        studentName: '欧阳同学',
        courses: [{ name: '高等数学A（二）', score: '91' }],
        free: ['2-4'],
        campus: '下沙校区',
        contact: '微信，晚上八点后',
        why: '想帮同学少走弯路',
        standing: 'accepted',
        steps: [{ kind: 'accepted', on: '2026-10-12', told: '下周三晚上培训，带上课程笔记。' }],
        trained: [0],
      },
    }),
    3,
  ),
} satisfies Partial<Outputs> & { readonly 'apply.calls': readonly CallSeen[] };
