import type { ConferenceOfMember, ConferenceOfStudent, ConferenceView } from '#core/contract/index';

const REMARK = '缺课集中在早上第一节，作业能补上；说自己跟不上高等数学，但没有来过答疑。'.repeat(3);
const NAMES = ['周明远', '许办公', '沈知行', '韩静', '欧阳望舒', '司马南乔', '裴老师', '顾老师'];
const ROLES = [
  'leader',
  'office',
  'counselor',
  'counselor',
  'adviser',
  'adviser',
  'adviser',
  'teacher',
] as const;

/** A large working group, half of it there. */
const members = Array.from({ length: 60 }, (_, index) => ({
  personId: `person-${index}`,
  name: NAMES[index % NAMES.length] ?? '',
  role: ROLES[index % ROLES.length] ?? ('adviser' as const),
  isPresent: index % 5 === 0,
}));

const head = {
  conferenceId: 'conference-1',
  screeningId: 'screening-1',
  term: '2025-2026-2',
  heldOn: '2026-09-14',
  openedBy: '周明远',
} as const;

export const conferenceSample: ConferenceView = {
  conference: { ...head, state: 'open', endedBy: null, minutesHash: null },
  members,
  prepared: Array.from({ length: 60 }, (_, index) => ({
    preparedId: `prepared-${index}`,
    proposalId: `proposal-${index}`,
    studentId: `student-${index}`,
    name: '欧阳同学',
    className: '计算机2401',
    outcome: 'confirm' as const,
    tier: 2 as const,
    isKept: false,
    owner: '司马南乔',
    by: '周明远',
    problem: index % 7 === 0 ? '筛查之后又导入或撤销了这位学生的资料，依据已经不同' : null,
  })),
  waiting: 50,
  nextProposalId: 'proposal-9',
  canApply: true,
  earlier: Array.from({ length: 12 }, (_, index) => ({
    ...head,
    conferenceId: `conference-${index + 2}`,
    state: index % 3 === 0 ? ('left' as const) : ('applied' as const),
    endedBy: '周明远',
    minutesHash: index % 3 === 0 ? null : 'a'.repeat(64),
  })),
};

export const conferenceOfStudentSample: ConferenceOfStudent = {
  conferenceId: 'conference-1',
  views: members
    .filter(({ isPresent }) => isPresent)
    .map(({ personId, name, role }, index) => ({
      personId,
      name,
      role,
      difficulty: index % 2 === 0 ? ('attitude' as const) : null,
      remark: index % 4 === 0 ? REMARK : '',
    })),
  prevailing: 'attitude',
  prepared: null,
  preparedCount: 29,
  nextProposalId: 'proposal-2',
};

export const ownersSample = [
  { personId: 'person-4', name: '欧阳望舒', role: 'adviser' as const },
  { personId: 'person-2', name: '沈知行', role: 'counselor' as const },
  { personId: 'person-0', name: '周明远', role: 'leader' as const },
];

export const conferenceOfMemberSample: ConferenceOfMember = {
  conference: { conferenceId: 'conference-1', heldOn: '2026-09-14', openedBy: '周明远' },
  isPresent: true,
  students: Array.from({ length: 50 }, (_, index) => ({
    proposalId: `proposal-${index}`,
    studentId: `student-${index}`,
    name: `欧阳同学${index}`,
    className: '计算机2401',
    outstandingCredits: '26.50',
    gpa: '1.42',
    difficulty: index % 2 === 0 ? ('attitude' as const) : null,
    remark: '',
  })),
};
