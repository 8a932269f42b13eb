import { createHash } from 'node:crypto';
import { bindIdentity, bootstrapDepartment } from '#adapters/postgres/bootstrap';
import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import type { ActorKey, NewImport, NewProposal, StagedRow, Student, TalkRow } from '#core/application/ports';
import { NO_FROZEN_FACTS } from '#core/domain/frozen-facts';
import type { Role } from '#core/domain/role';
import type { ScreeningResult } from '#core/domain/screening';
import { NO_DETAILS } from '#core/domain/talk-details';
import { talkTextOf } from '#core/domain/talk-revision';
import { policy2015 } from '#core/policies/index';
import { gradeRow } from '../../support/grade-rows';
import { TEST_MASTER_KEYS } from '../../support/master-keys';

export const TODAY = '2026-09-14';
export const NOW = '2026-09-14T01:02:03.456Z';
export const SHA = 'a'.repeat(64);

/** Who works in a department of the tests: 工号 → roles with scope and days. */
export const STAFF = {
  leader: { role: 'leader', name: '周主任', firstDay: '2026-09-01' },
  office: { role: 'office', name: '吴干事', firstDay: '2026-09-01' },
  counselorA: { role: 'counselor', name: '郑老师', area: 'A', firstDay: '2026-09-01' },
  counselorB: { role: 'counselor', name: '王老师', area: 'B', firstDay: '2026-09-01' },
  adviser1: { role: 'adviser', name: '冯老师', class: '1', firstDay: TODAY },
  adviser2: { role: 'adviser', name: '陈老师', class: '2', firstDay: '2026-09-01', lastDay: TODAY },
  former: { role: 'adviser', name: '褚老师', class: '1', firstDay: '2026-02-01', lastDay: '2026-09-13' },
  future: { role: 'adviser', name: '卫老师', class: '1', firstDay: '2026-09-15' },
  teacher: { role: 'teacher', name: '蒋老师', firstDay: '2026-09-01' },
  volunteer: { role: 'volunteer', name: '沈同学', firstDay: '2026-09-01' },
} as const satisfies Record<
  string,
  {
    readonly role: Role;
    readonly name: string;
    readonly class?: '1' | '2';
    readonly area?: 'A' | 'B';
    readonly firstDay: string;
    readonly lastDay?: string;
  }
>;

export type StaffName = keyof typeof STAFF;

/** The same id for the same words, in the form of a UUID. */
export function idOf(...words: readonly string[]): string {
  const hex = createHash('sha256').update(words.join('/')).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `7${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

export interface TestDepartment {
  readonly id: string;
  /** An id within the department: `ref('student', '1')`. */
  ref(...words: readonly string[]): string;
  as(name: StaffName, day?: string): ActorKey;
  student(no: '1' | '2' | '3' | '4'): Student;
}

/** Names and ids of a department; nothing is stored yet. */
export function testDepartment(key: string): TestDepartment {
  const ref = (...words: readonly string[]) => idOf(key, ...words);
  const classOf = { '1': '1', '2': '2', '3': null, '4': '1' } as const;
  return {
    id: ref('department'),
    ref,
    as: (name, today = TODAY) => ({
      departmentId: ref('department'),
      personId: ref('person', name),
      role: STAFF[name].role,
      today,
    }),
    student: (no) => {
      const held = classOf[no];
      return {
        id: ref('student', no),
        studentNo: `20240000000${no}`,
        name: `学生${no}`,
        gender: '女',
        nativePlace: null,
        classId: held === null ? null : ref('class', held),
        className: held === null ? '' : `生物科学24${held}`,
      };
    },
  };
}

/** The department with its office, areas, classes, staff and students, as imports make them. */
export async function storeRoster(
  database: Database,
  held: TestDepartment,
  masters = TEST_MASTER_KEYS,
): Promise<void> {
  const store = createStore(database, masters);
  const { ref } = held;
  await bootstrapDepartment(database, {
    department: { id: held.id, name: '生命科学系', shortName: '生科系' },
    policyId: '2015',
    officer: {
      id: ref('person', 'office'),
      name: STAFF.office.name,
      workNo: 'office',
      assignmentId: ref('assignment', 'first office'),
    },
    calendar: {
      terms: [{ term: '2026-2027-1', from: '2026-09-01', to: '2027-01-15' }],
      holidays: ['2026-10-01'],
      makeupWorkdays: ['2026-10-10'],
    },
  });
  let made = 0;
  await store.transaction(held.as('office'), async ({ roster }) => {
    await roster.upsertClasses(
      [
        {
          id: ref('class', '1'),
          name: '生物科学241',
          grade: '2024',
          major: '生物科学',
          areaName: '学涯一区',
        },
        { id: ref('class', '2'), name: '生物科学242', grade: null, major: null, areaName: '学涯二区' },
      ],
      { next: () => ref('area', String(++made)) },
    );
    const areas = new Map((await roster.areas()).map(({ id, name }) => [name, id]));
    const areaNames = { A: '学涯一区', B: '学涯二区' };
    await roster.upsertStaff(
      Object.entries(STAFF).map(([key, person]) => ({
        person: { id: ref('person', key), name: person.name, workNo: key },
        assignment: {
          id: ref('assignment', key),
          role: person.role,
          classId: 'class' in person ? ref('class', person.class) : null,
          areaId: 'area' in person ? (areas.get(areaNames[person.area]) ?? null) : null,
          firstDay: person.firstDay,
          lastDay: 'lastDay' in person ? person.lastDay : null,
        },
      })),
    );
    await roster.upsertStudents(
      (['1', '2', '3', '4'] as const).map((no) => {
        const { id, studentNo, name, gender, classId } = held.student(no);
        const sensitive = { family: `家庭${no}`, contact: `1380000000${no}`, guardians: null };
        return { id, studentNo, name, gender, classId, ...(no === '1' || no === '2' ? { sensitive } : {}) };
      }),
    );
  });
  await store.transaction(held.as('office'), async ({ offerings, volunteers }) => {
    await offerings.upsert([
      {
        id: ref('offering'),
        term: '2026-2027-1',
        courseCode: 'SK030101',
        courseName: '遗传学',
        teacherId: ref('person', 'teacher'),
        classes: [{ id: ref('seat'), classId: ref('class', '1') }],
      },
      {
        id: ref('offering', 'other'),
        term: '2026-2027-1',
        courseCode: 'SK030101',
        courseName: '遗传学',
        teacherId: ref('person', 'adviser1'),
        classes: [
          { id: ref('seat', '2'), classId: ref('class', '1') },
          { id: ref('seat', '3'), classId: ref('class', '2') },
        ],
      },
    ]);
    await volunteers.upsert(
      (['volunteer', 'former'] as const).map((key) => ({
        id: ref('volunteer', key),
        personId: ref('person', key),
        className: '生物科学231',
        courses: ['遗传学', '有机化学'],
        freeTime: null,
        contact: '13800000005',
      })),
    );
  });
  await bindIdentity(database, {
    departmentId: held.id,
    provider: 'wechat',
    subject: ref('openid'),
    personId: ref('person', 'adviser1'),
    bindingId: ref('binding'),
  });
}

export const importRecord = (held: TestDepartment, fields: Partial<NewImport> = {}): NewImport => ({
  id: held.ref('import'),
  kind: 'grades',
  fileName: '成绩.csv',
  fileId: held.ref('file'),
  sha256: SHA,
  layout: 'zf_old_admin_bulk_20',
  mapping: [
    { heading: '学号', field: 'studentNo' },
    { heading: '备注2', field: null },
  ],
  signature: SHA,
  isByPreset: false,
  ownerNo: null,
  changes: [],
  terms: ['2025-2026-2'],
  state: 'previewed',
  rowsRead: 3,
  students: 2,
  counts: { new: 2, changed: 0, unchanged: 0, rejected: 1 },
  unknownStudents: [{ studentNo: '202400000009', name: '学生9' }],
  versionsSeen: 0,
  createdBy: held.ref('person', 'office'),
  createdAt: NOW,
  appliedAt: null,
  ...fields,
});

export const screeningResult = (fields: Partial<ScreeningResult> = {}): ScreeningResult => ({
  studentNo: '202400000001',
  name: '学生1',
  identified: true,
  tier: 1,
  outstandingCredits: '12.00',
  gpa: '1.3333',
  toNextTier: '3.00',
  criteria: {
    truancy: 'no-data',
    'failed-courses': 'met',
    'academic-warning': 'not-met',
    'low-gpa': 'met',
    'study-discipline': 'no-data',
    referral: 'no-data',
  },
  outstanding: [],
  evidence: [],
  pending: [],
  nearMiss: false,
  creditsWithoutCriterion: false,
  ...fields,
});

/** A course that a student has failed; the teacher's. */
const OUTSTANDING: ScreeningResult['outstanding'][number] = {
  file: '成绩.csv',
  row: 2,
  term: '2025-2026-2',
  courseCode: 'SK030101',
  courseName: '遗传学',
  nature: '必修课',
  credit: '12.00',
  point: '0.00',
  score: '45',
  resitScore: null,
  retakeScore: null,
  because: '45，未通过，计 12.00 学分',
};

export const proposalOf = (
  held: TestDepartment,
  no: '1' | '2' | '3' | '4',
  fields: Partial<NewProposal> = {},
): NewProposal => ({
  id: held.ref('proposal', no),
  student: held.student(no),
  group: 'identified',
  tier: 1,
  outstanding: 1200,
  result: screeningResult({ studentNo: held.student(no).studentNo }),
  ...fields,
});

export const talkRow = (
  held: TestDepartment,
  no: '1' | '2',
  author: 'adviser1' | 'adviser2' | 'counselorA' | 'counselorB',
  fields: Partial<TalkRow> = {},
): TalkRow => ({
  id: held.ref('talk', no),
  caseId: held.ref('case', no),
  studentId: held.ref('student', no),
  heldOn: '2026-09-10',
  mode: 'in-person',
  place: '生科楼 312',
  duration: 30,
  attended: true,
  family: '',
  contact: '13800000000',
  problems: '作息不规律，\n第二行。',
  assessment: '制定计划',
  parentsContacted: null,
  needsAttention: true,
  psychologicalReferral: false,
  details: { ...NO_DETAILS, household: 'rural' },
  authorId: held.ref('person', author),
  authorRole: STAFF[author].role,
  jointPersonId: null,
  jointRole: null,
  filedOn: TODAY,
  filedAt: NOW,
  ...fields,
});

/** A correction of the adviser's record of student 1, which is in force from then on. */
export async function storeRevision(database: Database, held: TestDepartment): Promise<void> {
  await createStore(database, TEST_MASTER_KEYS).transaction(held.as('adviser1'), ({ talkRevisions }) =>
    talkRevisions.add({
      id: held.ref('talk revision'),
      talkId: held.ref('talk', '1'),
      ordinal: 1,
      content: talkTextOf(talkRow(held, '1', 'adviser1')),
      jointPersonId: null,
      reason: '写错了',
      authorId: held.ref('person', 'adviser1'),
      revisedOn: TODAY,
      revisedAt: NOW,
    }),
  );
}

/** On the roster: an applied and a previewed import, grades, a screening with two cases, talks, a paper. */
export async function storeSupport(database: Database, held: TestDepartment): Promise<void> {
  const store = createStore(database, TEST_MASTER_KEYS);
  const { ref } = held;
  await store.transaction(held.as('adviser1'), ({ consents }) =>
    consents.add({ id: ref('consent'), kind: 'guide', version: '1', answer: 'given', on: TODAY }),
  );
  await store.transaction(held.as('adviser1'), ({ quickPhrases }) =>
    quickPhrases.save(ref('phrase'), '已约定每周五交进度。'),
  );
  await store.transaction(held.as('adviser1'), ({ queueKeys }) => queueKeys.add(ref('queue key'), 'a key'));
  await store.transaction(held.as('office'), ({ importPresets }) =>
    importPresets.save({
      signature: SHA,
      layout: 'classes',
      fields: ['className'],
      savedBy: ref('person', 'office'),
      savedAt: NOW,
    }),
  );
  await store.transaction(held.as('office'), async ({ files, imports, importRollbacks, grades, courses }) => {
    await files.add({
      id: ref('file'),
      path: `${held.id}/imports/${ref('file')}.csv`,
      fileName: '成绩.csv',
      purpose: 'import',
      createdBy: ref('person', 'office'),
      createdAt: NOW,
    });
    const staged = (no: '1' | '2', name: string, contentHash: string): StagedRow => {
      const { studentNo } = held.student(no);
      const version = { id: ref('grade', name), studentNo, rowKey: `key-${no}`, contentHash };
      const payload = gradeRow({ studentNo, term: '2025-2026-2' });
      return { row: payload.row, change: 'new', payload, version };
    };
    const apply = async (importId: string) => {
      await grades.applyStaged(importId, false);
      await imports.setState(importId, 'applied', NOW);
    };
    const takenBack = ref('import', 'taken back');
    await imports.add(importRecord(held, { id: takenBack }), [staged('1', 'old', 'x')], []);
    await apply(takenBack);
    await imports.add(
      importRecord(held),
      [staged('1', 'new', 'y'), staged('2', 'other', 'x')],
      [{ file: '成绩.csv', row: 4, column: '成绩', value: '?', reason: '不认识' }],
    );
    await courses.append(ref('import'), [
      { id: ref('course'), code: 'SK030101', name: '遗传学', credit: 300, nature: '必修课' },
    ]);
    await apply(ref('import'));
    await imports.add(importRecord(held, { id: ref('import', 'previewed') }), [], []);
    await importRollbacks.add({
      id: ref('rollback'),
      importId: takenBack,
      reason: '导错了学期',
      restored: 0,
      withdrawn: 0,
      by: ref('person', 'office'),
      at: NOW,
    });
  });
  await store.transaction(held.as('office'), async ({ listedFacts }) => {
    const action = (no: '1' | '2', name: string, contentHash: string) => ({
      id: ref('fact', name),
      kind: 'discipline' as const,
      studentId: ref('student', no),
      importId: ref('import'),
      rowKey: `discipline|${no}`,
      contentHash,
      fact: {
        file: '处分.csv',
        row: 2,
        content: contentHash,
        kinds: ['考试作弊'],
        document: '学〔2026〕1号',
        decidedOn: TODAY,
        liftedOn: null,
      },
    });
    await listedFacts.append([action('1', 'old', 'x'), action('2', 'other', 'x')]);
    await listedFacts.append([action('1', 'new', 'y')]);
  });
  await store.transaction(held.as('office'), ({ accounts }) =>
    accounts.addCode({
      id: ref('code'),
      personId: ref('person', 'teacher'),
      kind: 'typed',
      codeHash: SHA,
      issuedAt: NOW,
      expiresAt: '2026-09-21T00:00:00.000Z',
    }),
  );
  await store.transaction(held.as('office'), async ({ rosterBook }) => {
    const home = (await rosterBook.class(ref('class', '1')))?.areaId ?? null;
    await rosterBook.moveClass(ref('class', '1'), null, '调整');
    await rosterBook.moveClass(ref('class', '1'), home, '改回');
    await rosterBook.note({
      id: ref('assignment change'),
      requestId: ref('request'),
      kind: 'given',
      tenure: {
        id: ref('assignment', 'adviser1'),
        personId: ref('person', 'adviser1'),
        role: 'adviser',
        classId: ref('class', '1'),
        areaId: null,
        firstDay: TODAY,
        lastDay: null,
        actingFor: null,
      },
      wasLastDay: null,
      reason: '新学期',
      at: NOW,
    });
  });
  await store.transaction(held.as('leader'), async ({ screenings, cases, policies }) => {
    await policies.add({
      id: ref('policy'),
      ordinal: 1,
      policy: { ...policy2015, version: '2015.2-1', effectiveFrom: TODAY },
      differences: [],
      reason: '试行',
      madeBy: ref('person', 'leader'),
      madeAt: NOW,
    });
    await screenings.add(
      {
        id: ref('screening'),
        term: '2025-2026-2',
        kind: 'official',
        policyId: '2015',
        policyVersion: '1',
        importIds: [ref('import')],
        fileNames: ['成绩.csv'],
        students: 3,
        identified: 2,
        tiers: { watch: 0, 1: 2, 2: 0, 3: 0 },
        ranOn: TODAY,
        ranAt: NOW,
        ranBy: ref('person', 'leader'),
      },
      [
        proposalOf(held, '1', {
          result: screeningResult({ studentNo: held.student('1').studentNo, outstanding: [OUTSTANDING] }),
        }),
        proposalOf(held, '2'),
        proposalOf(held, '3', { group: 'near-miss', tier: null, outstanding: 1000 }),
      ],
      { policy: policy2015, facts: NO_FROZEN_FACTS },
    );
    for (const no of ['1', '2'] as const) {
      await cases.add({
        id: ref('case', no),
        student: held.student(no),
        term: '2025-2026-2',
        tier: 1,
        status: 'open',
        openedOn: TODAY,
        previousCaseId: null,
        proposalId: ref('proposal', no),
        outstanding: 1200,
      });
      await screenings.addDecision({
        id: ref('decision', no),
        proposalId: ref('proposal', no),
        studentId: ref('student', no),
        caseId: ref('case', no),
        outcome: 'confirm',
        tier: 1,
        difficulty: 'attitude',
        causes: ['poverty'],
        causeNote: '',
        reason: '',
        decidedOn: TODAY,
        decidedAt: NOW,
        decidedBy: ref('person', 'leader'),
        ownerId: null,
        conferenceId: null,
      });
    }
  });
  for (const [no, adviser, counselor] of [
    ['1', 'adviser1', 'counselorA'],
    ['2', 'adviser2', 'counselorB'],
  ] as const) {
    await store.transaction(held.as(adviser), ({ talks }) => talks.add(talkRow(held, no, adviser)));
    await store.transaction(held.as(counselor), ({ talks }) =>
      talks.addSupplement({
        id: ref('supplement', no),
        talkId: ref('talk', no),
        text: '已了解',
        heldOn: null,
        authorId: ref('person', counselor),
        authorRole: 'counselor',
        filedOn: TODAY,
        filedAt: NOW,
      }),
    );
  }
  for (const [no, name] of [
    ['1', 'teacher'],
    ['2', 'volunteer'],
  ] as const) {
    const { id: studentId, studentNo, name: studentName } = held.student(no);
    await store.transaction(held.as(name), ({ referrals }) =>
      referrals.add(
        {
          id: ref('referral', no),
          studentId,
          studentNo,
          studentName,
          causes: ['internet-addiction'],
          causeNote: '',
          seen: '两周没有来上课。',
          referrerId: ref('person', name),
          referrerRole: name,
          filedOn: TODAY,
          filedAt: NOW,
        },
        no === '1'
          ? [{ id: ref('photo'), path: `${held.id}/referrals/photo`, contentType: 'image/png', bytes: 9 }]
          : [],
      ),
    );
  }
  await store.transaction(held.as('leader'), ({ referrals }) =>
    referrals.addAnswer({
      id: ref('answer', '1'),
      referralId: ref('referral', '1'),
      outcome: 'not-accepted',
      term: '2025-2026-2',
      reason: '已请病假。',
      answeredOn: TODAY,
      answeredAt: NOW,
      answeredBy: ref('person', 'leader'),
    }),
  );
  await store.transaction(held.as('adviser1'), async ({ files, audit }) => {
    await files.add({
      id: ref('paper'),
      path: `${held.id}/papers/${ref('paper')}.pdf`,
      fileName: '谈话记录表.pdf',
      purpose: 'paper',
      createdBy: ref('person', 'adviser1'),
      createdAt: NOW,
    });
    await audit.record({ action: 'papers.talk-record', subject: { type: 'talk', id: ref('talk', '1') } });
  });
}
