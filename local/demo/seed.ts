import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { bindIdentity, bootstrapDepartment } from '#adapters/postgres/bootstrap';
import { listDepartments } from '#adapters/postgres/key-runs';
import { migrate } from '#adapters/postgres/migrate';
import { spellDepartment } from '#adapters/postgres/name-spellings';
import { openPgDatabase } from '#adapters/postgres/pg';
import { createStore } from '#adapters/postgres/store';
import type { Store } from '#core/application/ports';
import type { ActionName, Input } from '#core/contract/actions';
import type { Output } from '#core/contract/outputs';
import type { Reply } from '#core/contract/reply';
import { PRIVACY_GUIDE } from '#core/domain/privacy-guide';
import { USUAL_TRAINING } from '#core/domain/recruiting';
import type { Role } from '#core/domain/role';
import { type DemoFacts, demoOpenid } from '../host/demo-routes';
import type { Host } from '../host/host';
import { demoCalendar } from './calendar';
import { type Cohort, type CohortFile, type CohortPerson, generateCohort } from './cohort';
import { forgetDemoFacts, writeDemoFacts } from './facts';
import { type DemoStudent, type HelpingStaff, helpInSpring, recruit, teach } from './helping';
import { holdMeeting, type PlannedMeeting } from './joint-meetings';
import { beginSummary, waiveOne } from './leader';
import { drawnSignature, planInput, plannedPlan, reviewInput } from './plans';
import { assessmentOf, familyChoices, type PlannedTalk, plannedTalks, problemsOf } from './talks';

const DEPARTMENT = { name: '生命科学系', shortName: '生科系' };
/** Whose WeChat is bound to nobody yet: the visitor activates it with a code of the office's. */
const NEWCOMER = '05203';
const SCREENED_TERM = '2025-2026-1';
/** The words of the staff file. */
const ROLE_OF: Readonly<Record<CohortPerson['roles'][number], Role>> = {
  组长: 'leader',
  系学工办: 'office',
  辅导员: 'counselor',
  班主任: 'adviser',
  专业教师: 'teacher',
  学业帮扶志愿者: 'volunteer',
};
/** The days on which the department did these things. */
const DAYS = {
  roster: '2026-02-26',
  screening: '2026-03-03',
  meeting: '2026-03-04',
  referral: '2026-09-04',
  pairing: '2026-09-07',
};

type Database = ReturnType<typeof openPgDatabase>;

/** Brings an older data directory's database up to the present migrations. */
export async function migrateDemo(host: Host): Promise<void> {
  const database = openPgDatabase(host.databaseUrl(), { max: 1 });
  try {
    await migrate(database);
    // What was stored before names were spelled.
    for (const { id } of await listDepartments(database)) await spellDepartment(database, id);
  } finally {
    await database.close();
  }
}

export const samplesDir = (dataDir: string): string => path.join(dataDir, 'samples');

/**
 * Sets up the demo's department by the same actions as any user: only the department itself, its
 * first officer, the identities and their consent come in beside them. The newest semester is left to the visitor.
 */
export async function seedDemo(host: Host, today: string): Promise<DemoFacts> {
  forgetDemoFacts(host.dataDir);
  const cohort = await generateCohort();
  let phones: DemoPhones;
  const database = openPgDatabase(host.databaseUrl(), { max: 1 });
  try {
    await migrate(database);
    // What was stored before names were spelled.
    for (const { id } of await listDepartments(database)) await spellDepartment(database, id);
    const officer = cohort.people.find(({ roles }) => roles.some((label) => ROLE_OF[label] === 'office'));
    if (!officer) throw new Error('the cohort has no office');
    const officerId = uuidv7();
    const departmentId = uuidv7();
    await bootstrapDepartment(database, {
      department: { id: departmentId, ...DEPARTMENT },
      policyId: '2015',
      officer: { id: officerId, name: officer.name, workNo: officer.workNo, assignmentId: uuidv7() },
      calendar: demoCalendar(),
    });
    // A session names a binding: by person, as bound so far.
    const bindings = new Map<string, string>();
    await bindPerson({ personId: officerId, workNo: officer.workNo }, bindings, database, departmentId);
    const act = actorOf(host, bindings);
    host.clock.setToday(DAYS.roster);
    for (const file of cohort.files) if (file.use === 'seed') await importFile(file, act, officerId);

    const ids = await bindPeople(cohort.people, bindings, database, departmentId);
    await holdSpring(cohort, ids, host, act);
    const staff = helpingStaff(cohort, ids, { host, act, store: createStore(database) });
    const former = await helpInSpring(staff);
    await reportStudent(cohort, ids, host, act);
    phones = await pairSome(cohort, ids, { host, act, staff, former });
    await teach(staff);
    await beginSummary({ term: SCREENED_TERM, officerId }, act, (day) => host.clock.setToday(day));
  } finally {
    await database.close();
  }
  host.clock.setToday(today);
  return writeFacts(cohort, phones, host.dataDir);
}

type Act = <A extends ActionName>(
  action: A,
  input: Input<A>,
  personId: string,
  as: Role,
) => Promise<Output<A>>;

const functionOf = (action: ActionName) =>
  action.startsWith('imports.') ? 'import' : action.startsWith('papers.') ? 'papers' : 'api';

const actorOf = (host: Host, bindings: ReadonlyMap<string, string>): Act => {
  return async (action, input, personId, as) => {
    const bindingId = bindings.get(personId);
    if (bindingId === undefined) throw new Error(`${action}: its actor is not bound`);
    const reply = (await host.call(functionOf(action), { action, input, as }, bindingId)) as Reply<never>;
    if (!reply.ok) throw new Error(`${action}: ${reply.error.code} ${reply.error.message}`);
    return reply.data;
  };
};

async function importFile(file: CohortFile, act: Act, officerId: string): Promise<void> {
  const { fileId, upload } = await act(
    'imports.upload',
    { fileName: file.name, size: file.bytes.byteLength },
    officerId,
    'office',
  );
  const sent = await fetch(upload.url, {
    method: upload.method,
    headers: { ...upload.headers },
    body: new Blob([Uint8Array.from(file.bytes)]),
  });
  if (!sent.ok) throw new Error(`${file.name}: upload answered ${sent.status}`);
  const id = uuidv7();
  const seen = await act(
    'imports.preview',
    { id, fileId, fileName: file.name, kind: file.kind },
    officerId,
    'office',
  );
  if (seen.counts.rejected > 0) throw new Error(`${file.name}: ${seen.counts.rejected} rows rejected`);
  await act('imports.apply', { importId: id }, officerId, 'office');
}

/** By 工号, whom the staff import made. */
type PersonIds = ReadonlyMap<string, string>;

async function bindPeople(
  people: readonly CohortPerson[],
  bindings: Map<string, string>,
  database: Database,
  departmentId: string,
): Promise<PersonIds> {
  const rows = await database.query<{ id: string; work_no: string }>('select id, work_no from xueye.person');
  const ids = new Map(rows.map(({ id, work_no }) => [work_no, id]));
  for (const { workNo } of people) {
    const personId = ids.get(workNo);
    if (!personId) throw new Error(`the staff import made nobody with 工号 ${workNo}`);
    if (workNo !== NEWCOMER) await bindPerson({ personId, workNo }, bindings, database, departmentId);
  }
  return ids;
}

async function bindPerson(
  { personId, workNo }: { readonly personId: string; readonly workNo: string },
  bindings: Map<string, string>,
  database: Database,
  departmentId: string,
): Promise<void> {
  const bindingId = uuidv7();
  const subject = demoOpenid(workNo);
  await bindIdentity(database, { departmentId, provider: 'wechat', subject, personId, bindingId });
  // The newcomer is asked; the others have been using it since the spring.
  await database.query(
    `insert into xueye.consent (department_id, id, person_id, kind, version, answer, on_day)
    values ($1, $2, $3, 'guide', $4, 'given', $5)`,
    [departmentId, uuidv7(), personId, PRIVACY_GUIDE.version, DAYS.roster],
  );
  bindings.set(personId, bindingId);
}

const requireId = (ids: PersonIds, person: CohortPerson | undefined): string => {
  const id = person && ids.get(person.workNo);
  if (!id) throw new Error('the cohort lacks someone');
  return id;
};

/** Screening and diagnosis meeting of the first semester of the year, and the talks that followed. */
async function holdSpring(cohort: Cohort, ids: PersonIds, host: Host, act: Act): Promise<void> {
  const inRole = (role: Role, scope?: string) =>
    cohort.people.find(
      ({ roles, scope: held }) =>
        roles.some((label) => ROLE_OF[label] === role) && (scope === undefined || held === scope),
    );
  const officerId = requireId(ids, inRole('office'));
  const leaderId = requireId(ids, inRole('leader'));
  host.clock.setToday(DAYS.screening);
  await act('screenings.run', { id: uuidv7(), term: SCREENED_TERM, kind: 'official' }, officerId, 'office');

  host.clock.setToday(DAYS.meeting);
  const { items } = await act('meeting.agenda', { show: 'open' }, leaderId, 'leader');
  const talks: (PlannedTalk & { readonly caseId: string; readonly personId: string })[] = [];
  const plans: Planned[] = [];
  const withPlans = new Set<string>();
  let meeting: PlannedMeeting | null = null;
  let waived: string | null = null;
  for (const [index, { proposalId, student, tier }] of items.entries()) {
    const { caseId } = await act(
      'meeting.decide',
      {
        id: uuidv7(),
        proposalId,
        outcome: 'confirm',
        difficulty: (['ability', 'attitude', 'both'] as const)[index % 3] ?? 'both',
        causes: index % 5 === 0 ? ['independent-living'] : [],
        causeNote: '',
        reason: '',
      },
      leaderId,
      'leader',
    );
    if (caseId === null || tier === null) continue;
    const area = areaOf(student.className);
    const people = {
      adviser: requireId(ids, inRole('adviser', student.className)),
      counselor: requireId(ids, inRole('counselor', area)),
    };
    if (tier === 1) waived ??= caseId;
    if (tier === 3 && meeting === null)
      meeting = { caseId, studentId: student.id, studentName: student.name, adviserId: people.adviser };
    const plan = plannedPlan(index, tier);
    // The heaviest case of each class still waits for its plan.
    if (plan !== null && withPlans.has(student.className))
      plans.push({ ...plan, index, caseId, personId: people.adviser });
    withPlans.add(student.className);
    for (const talk of plannedTalks(index, tier))
      talks.push({ ...talk, caseId, personId: people[talk.role] });
  }
  talks.sort((a, b) => a.heldOn.localeCompare(b.heldOn));
  const forms = new Map<string, Output<'talks.form'>>();
  for (const talk of talks) {
    if (host.clock.today() !== talk.heldOn) host.clock.setToday(talk.heldOn);
    const form =
      forms.get(talk.caseId) ?? (await act('talks.form', { caseId: talk.caseId }, talk.personId, talk.role));
    forms.set(talk.caseId, form);
    await act('talks.file', filledIn(talk, form), talk.personId, talk.role);
  }
  if (meeting) await holdMeeting(meeting, act, (day) => host.clock.setToday(day));
  if (waived) await waiveOne({ caseId: waived, leaderId }, act, (day) => host.clock.setToday(day));
  await makePlans(plans, host, act);
}

type Planned = NonNullable<ReturnType<typeof plannedPlan>> & {
  readonly index: number;
  readonly caseId: string;
  readonly personId: string;
};

/** Each made with the student, signed on the day, and some gone through since. */
async function makePlans(plans: readonly Planned[], host: Host, act: Act): Promise<void> {
  for (const { caseId, index, madeOn, personId } of [...plans].sort((a, b) =>
    a.madeOn.localeCompare(b.madeOn),
  )) {
    if (host.clock.today() !== madeOn) host.clock.setToday(madeOn);
    const empty = await act('plans.show', { caseId }, personId, 'adviser');
    const input = planInput(caseId, index, empty);
    await act('plans.save', input, personId, 'adviser');
    const strokes = drawnSignature(index);
    const agreement = { id: uuidv7(), caseId, planId: input.id, strokes };
    await act('plans.agree', agreement, personId, 'adviser');
  }
  for (const { caseId, index, personId, reviewedOn } of plans) {
    if (reviewedOn === null) continue;
    if (host.clock.today() !== reviewedOn) host.clock.setToday(reviewedOn);
    const view = await act('plans.show', { caseId }, personId, 'adviser');
    await act('plans.review', reviewInput(caseId, index, reviewedOn, view), personId, 'adviser');
  }
}

/** Of the second area, so that the first one's volunteers are left to the visitor. */
function helpingStaff(
  cohort: Cohort,
  ids: PersonIds,
  { act, host, store }: { readonly host: Host; readonly act: Act; readonly store: Store },
): HelpingStaff {
  const idOf = (role: Role, scope?: string) =>
    requireId(
      ids,
      cohort.people.find(
        ({ roles, scope: held }) =>
          roles.some((label) => ROLE_OF[label] === role) && (scope === undefined || held === scope),
      ),
    );
  return {
    counselorId: idOf('counselor', '学涯二区'),
    leaderId: idOf('leader'),
    officerId: idOf('office'),
    teacherId: requireId(
      ids,
      cohort.people.find(({ roles }) => roles[0] === '专业教师'),
    ),
    act,
    store,
    setToday: (day) => host.clock.setToday(day),
    now: () => new Date(host.clock.now()).toISOString(),
    today: () => host.clock.today(),
  };
}

/** What a counselor confirms of the desk's suggestions; the others are left to the visitor. */
async function pairSome(
  cohort: Cohort,
  ids: PersonIds,
  {
    act,
    former,
    host,
    staff,
  }: { readonly host: Host; readonly act: Act; readonly staff: HelpingStaff; readonly former: string },
): Promise<DemoPhones> {
  host.clock.setToday(DAYS.pairing);
  const counselors = cohort.people.filter(({ roles }) =>
    roles.some((label) => ROLE_OF[label] === 'counselor'),
  );
  const counselorId = requireId(ids, counselors[0]);
  const callId = uuidv7();
  await act(
    'recruiting.open',
    {
      id: callId,
      term: '2026-2027-1',
      title: '秋季学期学业帮扶志愿者',
      asks: '每周帮一位同学一次，每次约一小时，到期末为止；先参加培训。',
      training: [...USUAL_TRAINING],
      closesOn: '2026-09-25',
    },
    counselorId,
    'counselor',
  );
  const { items } = await act('pairings.desk', {}, counselorId, 'counselor');
  // The spring's volunteer is left to the visitor.
  const row = items.find(({ suggestion }) => suggestion !== null && suggestion.volunteerId !== former);
  if (!row?.suggestion) throw new Error('nobody could be paired');
  const { student, suggestion } = row;
  await act(
    'pairings.confirm',
    {
      pairs: [
        {
          id: uuidv7(),
          studentId: student.id,
          volunteerId: suggestion.volunteerId,
          agreedContact: '微信，晚上八点后',
        },
      ],
    },
    counselorId,
    'counselor',
  );
  const able = await recruit(callId, USUAL_TRAINING.length, counselorId, staff);
  const ofArea = await act('students.list', { search: student.name }, counselorId, 'counselor');
  const listed = ofArea.items.find(({ studentId }) => studentId === student.id);
  if (!listed) throw new Error('the paired student is not listed');
  return { helped: { name: student.name, studentNo: listed.studentNo }, able };
}

/** Two without an account: who is helped and confirms it, and who may apply to help. */
interface DemoPhones {
  readonly helped: DemoStudent;
  readonly able: DemoStudent;
}

/** One 早报告 of a teacher's, which waits for the meeting's answer. */
async function reportStudent(cohort: Cohort, ids: PersonIds, host: Host, act: Act): Promise<void> {
  const inRole = (label: CohortPerson['roles'][number]) =>
    requireId(
      ids,
      cohort.people.find(({ roles }) => roles[0] === label),
    );
  host.clock.setToday(DAYS.referral);
  const officerId = inRole('系学工办');
  const ask = (input: Input<'students.list'>) =>
    act('students.list', { scope: 'all', ...input }, officerId, 'office');
  const classId = (await ask({})).classes.find(({ name }) => name === '生物技术251')?.id;
  if (classId === undefined) throw new Error('the cohort lacks a class');
  const student = (await ask({ classId })).items.find(({ caseId }) => caseId === null);
  if (!student) throw new Error('everyone of the class is helped');
  await act(
    'referrals.file',
    {
      id: uuidv7(),
      student: { studentNo: student.studentNo, name: student.name },
      causes: ['internet-addiction'],
      causeNote: '',
      seen: '开学两周，周一和周三的第一节都没有到。同学说他常在宿舍打游戏到凌晨，最近两次作业没有交。',
      photoIds: [],
    },
    inRole('专业教师'),
    'teacher',
  );
}

function filledIn(
  talk: PlannedTalk & { readonly caseId: string },
  form: Output<'talks.form'>,
): Input<'talks.file'> {
  const { attended } = talk;
  return {
    id: uuidv7(),
    caseId: talk.caseId,
    heldOn: talk.heldOn,
    mode: 'in-person',
    place: talk.role === 'adviser' ? '生科楼 312' : '学工办公室',
    duration: attended ? 30 : null,
    attended,
    jointWith: null,
    family: form.family,
    contact: form.contact,
    problems: attended ? problemsOf(talk.note) : '约好后没有来，电话未接。',
    assessment: attended ? assessmentOf(talk.note) : '改约本周内。',
    parentsContacted: talk.note % 3 === 0,
    needsAttention: talk.note % 5 === 0,
    psychologicalReferral: false,
    details: attended ? chosenOf(talk.note, form.family) : null,
  };
}

/** What an adviser chooses of the annex's notes: the family's as it is written beside them, the rest invented. */
const chosenOf = (note: number, family: string): Input<'talks.file'>['details'] => ({
  ...familyChoices(family),
  degree: note % 4 === 0 ? 'heavy' : 'medium',
  mood: note % 3 === 1 ? 'fair' : 'good',
  study: note % 2 === 0 ? 'fair' : 'poor',
  relations: 'good',
  behaviour: 'good',
  condition: note % 5 === 0 ? 'abnormal' : 'normal',
  since: '',
});

/** The demo's classes of 生物科学 belong to the first area. */
const areaOf = (className: string): string => (className.startsWith('生物科学') ? '学涯一区' : '学涯二区');

function writeFacts(cohort: Cohort, { able, helped }: DemoPhones, dataDir: string): DemoFacts {
  const folder = samplesDir(dataDir);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const shown = cohort.files.filter(({ use }) => use !== 'seed');
  for (const { name, bytes } of shown) writeFileSync(path.join(folder, name), bytes);
  const facts: DemoFacts = {
    people: [
      ...cohort.people.map(({ workNo, name, roles, scope }) => ({
        workNo,
        name,
        roles: roles.map((label) => ROLE_OF[label]),
        scope: workNo === NEWCOMER ? '新来的，还没有开通' : scope,
      })),
      {
        workNo: 'phone-of-a-student',
        name: `${helped.name}的手机`,
        roles: [],
        scope: `学号 ${helped.studentNo}`,
      },
      {
        workNo: 'phone-of-an-applicant',
        name: `${able.name}，想当志愿者`,
        roles: [],
        scope: `学号 ${able.studentNo}`,
      },
    ],
    samples: shown.map(({ name, note }) => ({ name, note })),
  };
  writeDemoFacts(dataDir, facts);
  return facts;
}
