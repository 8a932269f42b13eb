import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '#core/application/access';
import type { Input } from '#core/contract/actions';
import { archiveExport } from '#core/contract/archive-export';
import { readPdf } from '../../adapters/documents/read-pdf';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

const FILE = gradeFile(
  gradeLine('202405010101', '林知远', 'SK01', '8', '45'),
  gradeLine('202405010101', '林知远', 'SK02', '8', '缺考'),
  gradeLine('202405010101', '林知远', 'SK03', '6', '90'),
  gradeLine('202405010102', '周予安', 'SK01', '8', '85'),
  gradeLine('202405020101', '许星野', 'SK01', '8', '50', '生物技术241'),
  gradeLine('202405020101', '许星野', 'SK04', '4.5', '50', '生物技术241'),
);

describe('from a grade file to a signed record', () => {
  let department: TestDepartment;
  let staff: Staff;
  let caseId: string;
  let studentId: string;
  let talkId: string;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
  });
  afterAll(() => department.database.close());

  const talk = (fields: Partial<Input<'talks.file'>> = {}): Input<'talks.file'> => ({
    id: uuidv7(),
    caseId,
    heldOn: department.state.today,
    mode: 'in-person',
    place: '生科楼 312',
    duration: 30,
    attended: true,
    jointWith: null,
    family: '农村、经济一般',
    contact: '19900000001',
    problems: '高数基础薄弱，缺课较多。',
    assessment: '需要进一步关注，建议制定补修计划。',
    parentsContacted: false,
    needsAttention: true,
    psychologicalReferral: false,
    details: { household: 'rural', economy: 'hard', degree: 'heavy', since: ' 上学期中 ' },
    ...fields,
  });

  it('tells the office what is missing', async () => {
    const { items } = await department.act(staff.office, 'today.list', {});
    expect(items.map(({ kind }) => kind)).toEqual(['import-grades']);
  });

  it('previews a file, names each rejected row, and applies nothing yet', async () => {
    const seen = await department.preview(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '8', '45'),
        gradeLine('2.02405E+11', '林知远', 'SK02', '8', '45'),
        gradeLine('202405010102', '周予安', 'SK02', '8', '七十'),
        gradeLine('202405010102', '周与安', 'SK03', '8', '70'),
      ),
    );
    expect(seen.counts).toEqual({ new: 1, changed: 0, unchanged: 0, rejected: 3 });
    expect(seen.rejected.map(({ row, column }) => [row, column])).toEqual([
      [3, '学号'],
      [4, '折算成绩'],
      [5, '姓名'],
    ]);
    const agenda = await department.call(staff.office, 'screenings.run', {
      id: uuidv7(),
      term: TERM,
      kind: 'official',
    });
    expect(agenda).toMatchObject({ ok: false, error: { code: 'NO_GRADES' } });
    await department.act(staff.office, 'imports.discard', { importId: seen.importId });
    const late = await department.call(staff.office, 'imports.apply', { importId: seen.importId });
    expect(late).toMatchObject({ ok: false, error: { code: 'IMPORT_DISCARDED' } });
  });

  it('applies the file once; the same file again changes nothing', async () => {
    const first = await department.importText('成绩.csv', FILE);
    expect(first.counts).toEqual({ new: 6, changed: 0, unchanged: 0, rejected: 0 });
    const before = await department.database.query('select * from xueye.grade_row order by id');
    const again = await department.preview('成绩.csv', FILE);
    expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 6, rejected: 0 });
    await department.act(staff.office, 'imports.apply', { importId: again.importId });
    await department.act(staff.office, 'imports.apply', { importId: again.importId });
    expect(await department.database.query('select * from xueye.grade_row order by id')).toEqual(before);
  });

  it('screens by the policy and freezes each answer with its rows', async () => {
    const id = uuidv7();
    const run = await department.act(staff.office, 'screenings.run', { id, term: TERM, kind: 'official' });
    expect(run).toMatchObject({
      students: 3,
      identified: 2,
      undecided: 2,
      tiers: { watch: 0, 1: 1, 2: 1, 3: 0 },
    });
    const again = await department.act(staff.office, 'screenings.run', { id, term: TERM, kind: 'official' });
    expect(again).toEqual(run);
    const agenda = await department.act(staff.leader, 'meeting.agenda', {});
    expect(
      agenda.items.map(({ student, tier, outstandingCredits }) => [student.name, tier, outstandingCredits]),
    ).toEqual([
      ['林知远', 2, '16.00'],
      ['许星野', 1, '12.50'],
    ]);
    const proposal = await department.act(staff.leader, 'meeting.proposal', {
      proposalId: agenda.items[0]?.proposalId ?? '',
    });
    expect(proposal.criteria).toMatchObject({
      truancy: 'no-data',
      'academic-warning': 'met',
      'low-gpa': 'met',
    });
    const warning = proposal.evidence.find(({ criterion }) => criterion === 'academic-warning');
    expect(warning?.rows.map(({ file, row, because }) => [file, row, because.slice(-9)])).toEqual([
      ['成绩.csv', 2, '计 8.00 学分'],
      ['成绩.csv', 3, '计 8.00 学分'],
    ]);
    expect(proposal.wouldStart.map(({ kind, role }) => `${kind}/${role}`)).toContain('first-talk/adviser');
  });

  it('starts nothing before the meeting has decided', async () => {
    const { items } = await department.act(staff.adviser, 'today.list', {});
    expect(items).toEqual([]);
    expect((await department.act(staff.leader, 'today.list', {})).items[0]).toMatchObject({ kind: 'decide' });
  });

  it('lets the leader confirm, change and dismiss, each by its rules', async () => {
    const { items } = await department.act(staff.leader, 'meeting.agenda', {});
    const [heavy, light] = items;
    const decision = (
      proposalId: string,
      fields: Partial<Input<'meeting.decide'>>,
    ): Input<'meeting.decide'> => ({
      id: uuidv7(),
      proposalId,
      outcome: 'confirm',
      difficulty: 'ability',
      causes: [],
      causeNote: '',
      reason: '',
      ...fields,
    });
    const dismissal = decision(light?.proposalId ?? '', { outcome: 'dismiss' });
    expect(await department.call(staff.leader, 'meeting.decide', dismissal)).toMatchObject({
      ok: false,
      error: { code: 'REASON_MISSING', field: 'reason' },
    });
    const dismissed = await department.act(staff.leader, 'meeting.decide', {
      ...dismissal,
      reason: '已通过缓考',
    });
    expect(dismissed).toMatchObject({ caseId: null, undecided: 1 });
    const confirmation = decision(heavy?.proposalId ?? '', {
      causes: ['internet-addiction', 'serious-illness'],
      causeNote: '夏天住院',
    });
    const confirmed = await department.act(staff.leader, 'meeting.decide', confirmation);
    const repeated = await department.act(staff.leader, 'meeting.decide', confirmation);
    expect(confirmed.caseId).not.toBeNull();
    expect(repeated).toMatchObject({ caseId: confirmed.caseId, repeated: true });
    caseId = confirmed.caseId ?? '';
    studentId = heavy?.student.id ?? '';
    const unseen = decision(light?.proposalId ?? '', { outcome: 'change', tier: 'watch', reason: '核实' });
    expect(await department.call(staff.leader, 'meeting.decide', unseen)).toMatchObject({
      error: { code: 'DECIDED_MEANWHILE', message: expect.stringContaining('不认定') },
    });
    const revision = decision(light?.proposalId ?? '', {
      replaces: dismissal.id,
      outcome: 'change',
      tier: 'watch',
      reason: '',
    });
    expect(await department.call(staff.leader, 'meeting.decide', revision)).toMatchObject({
      error: { code: 'REASON_MISSING' },
    });
    const revised = await department.act(staff.leader, 'meeting.decide', {
      ...revision,
      reason: '核实后建档关注',
    });
    expect(revised.caseId).not.toBeNull();
  });

  it('shows the adviser the first talk with its due date and the rule behind it', async () => {
    const { items, counts } = await department.act(staff.adviser, 'today.list', {});
    const first = items.find(({ kind }) => kind === 'first-talk');
    expect(first).toMatchObject({
      state: 'open',
      dueOn: '2026-09-21',
      because: '认定 9月14日 + 一周 = 9月21日，须面对面',
      student: { name: '林知远' },
      target: { page: 'talk-edit', caseId },
    });
    expect(counts.overdue).toBe(0);
    expect((await department.act(staff.otherAdviser, 'today.list', {})).items).toEqual([]);
  });

  it('opens the form with everything known, and logs the reading of family and contact', async () => {
    const form = await department.act(staff.adviser, 'talks.form', { caseId });
    expect(form).toMatchObject({
      student: { name: '林知远', nativePlace: '浙江绍兴' },
      family: '农村、经济一般',
      contact: '19900000001',
      role: 'adviser',
      colleague: { role: 'counselor', name: '苏慕言' },
      lastTalk: null,
    });
    expect(form.outstanding.map(({ credit }) => credit)).toEqual(['8.00', '8.00']);
    const [logged] = await department.database.query(
      `select action from xueye.audit_event where subject_id = $1 and action = 'students.sensitive'`,
      [studentId],
    );
    expect(logged).toBeDefined();
  });

  it('refuses a talk in the future, and one without text', async () => {
    const before = await department.contents();
    const future = await department.call(staff.adviser, 'talks.file', talk({ heldOn: '2026-09-15' }));
    expect(future).toMatchObject({ error: { code: 'HELD_IN_FUTURE', field: 'heldOn' } });
    const empty = await department.call(staff.adviser, 'talks.file', talk({ problems: '  ' }));
    expect(empty).toMatchObject({ error: { code: 'TEXT_MISSING', field: 'problems' } });
    expect(await department.contents()).toBe(before);
  });

  it('counts a no-show as an attempt: the duty stays open', async () => {
    department.state.today = '2026-09-15';
    const filed = await department.act(
      staff.adviser,
      'talks.file',
      talk({ attended: false, problems: '', assessment: '' }),
    );
    expect(filed.closed).toEqual([]);
    expect(filed.next).toMatchObject({ kind: 'first-talk', state: 'open' });
  });

  it('files once however often it is sent, closes the duty and names the next date', async () => {
    department.state.today = '2026-09-18';
    const record = talk({ heldOn: '2026-09-16' });
    talkId = record.id;
    const [one, two] = await Promise.all([
      department.act(staff.adviser, 'talks.file', record),
      department.act(staff.adviser, 'talks.file', record),
    ]);
    expect([one.repeated, two.repeated].sort()).toEqual([false, true]);
    const filed = one.repeated ? two : one;
    expect(filed.closed.map(({ kind, role }) => [kind, role])).toEqual([['first-talk', 'adviser']]);
    expect(filed.late).toEqual({ days: 2 });
    expect(filed.next).toMatchObject({
      kind: 'regular-talk',
      dueOn: '2026-09-30',
      because: '上次谈话 9月16日 + 两周 = 9月30日',
    });
    const rows = await department.database.query('select id from xueye.talk_record where id = $1', [
      record.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it.each([
    ['heldOn', '2026-09-17'],
    ['mode', 'phone'],
    ['place', '办公室'],
    ['duration', 25],
    ['attended', false],
    ['jointWith', 'counselor'],
    ['family', '农村'],
    ['contact', '19900009999'],
    ['problems', '另一段文字'],
    ['assessment', '另一段评估'],
    ['parentsContacted', true],
    ['needsAttention', false],
    ['psychologicalReferral', true],
    ['details', { household: 'town' }],
    ['details', null],
  ])('refuses the same record with another %s, and keeps what was filed', async (field, value) => {
    const read = () => department.database.query('select * from xueye.talk_record where id = $1', [talkId]);
    const before = await read();
    const other = await department.call(staff.adviser, 'talks.file', {
      ...talk({ heldOn: '2026-09-16' }),
      id: talkId,
      [field]: value,
    });
    expect(other).toMatchObject({ error: { code: 'CONFLICT' } });
    expect(await read()).toEqual(before);
  });

  it('takes the counselor’s supplement; only with a date of its own does it serve the duty', async () => {
    const undated = await department.act(staff.counselor, 'talks.supplement', {
      id: uuidv7(),
      talkId,
      text: '请班主任继续跟进。',
      heldOn: null,
    });
    expect(undated.closed).toEqual([]);
    const dated = await department.act(staff.counselor, 'talks.supplement', {
      id: uuidv7(),
      talkId,
      text: '已与学生面谈，情绪稳定。',
      heldOn: '2026-09-17',
    });
    expect(dated.closed.map(({ kind, role }) => [kind, role])).toEqual([['first-talk', 'counselor']]);
    const view = await department.act(staff.counselor, 'talks.view', { talkId });
    expect(view.supplements.map(({ heldOn }) => heldOn)).toEqual([null, '2026-09-17']);
    expect(view.signatures).toEqual({
      adviser: { name: '顾明澜', on: '2026-09-16' },
      counselor: { name: '苏慕言', on: '2026-09-17' },
    });
  });

  it('flags a talk of the same day and people, in either order of filing, and takes it when confirmed', async () => {
    const day = { heldOn: '2026-09-16' };
    const again = await department.call(staff.adviser, 'talks.file', talk(day));
    expect(again).toMatchObject({ error: { code: 'DUPLICATE_TALK' } });
    expect(again.ok ? '' : again.error.message).toContain('9月16日已有一份顾明澜填写的谈话记录');
    const joint = await department.call(
      staff.counselor,
      'talks.file',
      talk({ ...day, jointWith: 'adviser' }),
    );
    expect(joint).toMatchObject({ error: { code: 'DUPLICATE_TALK' } });
    const form = await department.act(staff.adviser, 'talks.form', { caseId });
    // The family is known from the last talk; how the student is doing is asked anew.
    expect(form.details).toMatchObject({ household: 'rural', economy: 'hard', degree: null, since: '' });
    expect(form.earlier).toContainEqual(expect.objectContaining({ talkId, heldOn: '2026-09-16' }));
    const second = talk({ ...day, isAnother: true });
    expect(await department.act(staff.adviser, 'talks.file', second)).toMatchObject({ repeated: false });
    expect(await department.act(staff.adviser, 'talks.file', second)).toMatchObject({ repeated: true });
  });

  it('is corrected by its author only, with a reason; what was filed and supplemented stays', async () => {
    const stored = () => department.database.query('select * from xueye.talk_record where id = $1', [talkId]);
    const before = await stored();
    const seen = await department.act(staff.adviser, 'talks.view', { talkId });
    expect(seen).toMatchObject({ can: { revise: true }, revisions: [] });
    const { place, duration, family, contact, problems, assessment } = seen;
    const { parentsContacted, needsAttention, psychologicalReferral } = seen;
    const revision: Input<'talks.revise'> = {
      id: uuidv7(),
      talkId,
      basedOn: 0,
      reason: '电话写错一位',
      ...{ place, duration, family, contact, problems, assessment },
      ...{ parentsContacted, needsAttention, psychologicalReferral },
    };
    const corrected = { ...revision, contact: '19900000002' };
    const refusals: [string, Input<'talks.revise'>, string][] = [
      [staff.adviser, revision, 'NOTHING_CHANGED'],
      [staff.adviser, { ...corrected, reason: ' ' }, 'REASON_MISSING'],
      [staff.adviser, { ...corrected, problems: '' }, 'TEXT_MISSING'],
      [staff.adviser, { ...corrected, basedOn: 1 }, 'CONFLICT'],
      [staff.counselor, corrected, 'NOT_THE_AUTHOR'],
    ];
    for (const [who, input, code] of refusals) {
      const reply = await department.call(who, 'talks.revise', input);
      expect(reply).toMatchObject({ ok: false, error: { code } });
    }
    expect(await department.act(staff.adviser, 'talks.revise', corrected)).toMatchObject({ ordinal: 1 });
    expect(await department.act(staff.adviser, 'talks.revise', corrected)).toMatchObject({ repeated: true });
    const after = await department.act(staff.counselor, 'talks.view', { talkId });
    expect(after.contact).toBe('19900000002');
    expect(after.can.revise).toBe(false);
    expect(after.revisions).toMatchObject([
      {
        ordinal: 1,
        reason: '电话写错一位',
        isAfterSupplement: true,
        changes: [{ field: 'contact', before: '19900000001', after: '19900000002' }],
      },
    ]);
    expect(await stored()).toEqual(before);
    // Sent again as it was filed, e.g. from a phone's queue: the same record, not another one.
    const filedAgain = { ...talk({ heldOn: '2026-09-16' }), id: talkId };
    expect(await department.act(staff.adviser, 'talks.file', filedAgain)).toMatchObject({ repeated: true });
  });

  it('its day, way and people can be corrected, too: what is owed follows the day that stands now', async () => {
    const state = async () => {
      const { duties } = await department.act(staff.adviser, 'students.archive', { studentId });
      return duties
        .filter(({ kind }) => kind === 'first-talk' || kind === 'regular-talk')
        .map(({ kind, role, dueOn, doneOn }) => [kind, role, dueOn, doneOn]);
    };
    const owed = await state();
    const seen = await department.act(staff.adviser, 'talks.view', { talkId });
    const { place, duration, family, contact, problems, assessment } = seen;
    const { parentsContacted, needsAttention, psychologicalReferral } = seen;
    const revise = (change: Partial<Input<'talks.revise'>>) =>
      department.call(staff.adviser, 'talks.revise', {
        id: uuidv7(),
        talkId,
        basedOn: 1,
        reason: '日期写错',
        ...{ place, duration, family, contact, problems, assessment },
        ...{ parentsContacted, needsAttention, psychologicalReferral },
        ...change,
      });
    expect(await revise({ heldOn: '2099-01-01' })).toMatchObject({ error: { code: 'HELD_IN_FUTURE' } });
    expect(await revise({ jointRole: 'adviser' })).toMatchObject({ error: { code: 'NO_COLLEAGUE' } });
    const moved = await revise({ heldOn: '2026-09-14', jointRole: 'counselor' });
    expect(moved.ok ? '' : moved.error.message).toBe('');
    expect(moved).toMatchObject({
      ok: true,
    });
    const after = await department.act(staff.counselor, 'talks.view', { talkId });
    expect(after).toMatchObject({ heldOn: '2026-09-14', late: { days: 4 } });
    expect(after.participants.map(({ role }) => role)).toEqual(['adviser', 'counselor']);
    expect(after.supplements).toEqual(seen.supplements);
    expect(after.revisions[1]?.changes).toEqual([
      { field: 'heldOn', before: '2026年9月16日', after: '2026年9月14日' },
      { field: 'jointRole', before: '', after: '辅导员' },
    ]);
    expect(await state()).not.toEqual(owed);
    const { items } = await department.act(staff.adviser, 'talks.list', {
      from: '2026-09-14',
      to: '2026-09-14',
    });
    expect(items.map((item) => item.talkId)).toContain(talkId);
    // By phone it would be no first talk (art. 4).
    expect(await revise({ basedOn: 2, mode: 'phone' })).toMatchObject({ ok: true });
    expect(await state()).toEqual(owed);
    // Back to the day of the other record: said to be no repeat of it.
    const back = { basedOn: 3, heldOn: '2026-09-16', mode: 'in-person' as const, jointRole: null };
    expect(await revise(back)).toMatchObject({ error: { code: 'DUPLICATE_TALK' } });
    expect(await revise({ ...back, isAnother: true })).toMatchObject({ ok: true });
    expect(await state()).toEqual(owed);
    const filedAgain = { ...talk({ heldOn: '2026-09-16' }), id: talkId };
    expect(await department.act(staff.adviser, 'talks.file', filedAgain)).toMatchObject({ repeated: true });
  });

  it('prints the annex as a PDF that its reader may open', async () => {
    const link = await department.act(staff.adviser, 'papers.talk-record', { talkIds: [talkId] });
    expect(link.fileName).toBe('谈话记录表-林知远-2026-09-16.pdf');
    const bytes = department.files.get(link.url.replace('memory:', ''));
    expect(Buffer.from(bytes?.slice(0, 5) ?? []).toString()).toBe('%PDF-');
    const blank = await department.act(staff.office, 'papers.blank-talk-record', {});
    expect(blank.fileName).toBe('谈话记录表-空白.pdf');
    const editable = await department.act(staff.adviser, 'papers.talk-record', {
      talkIds: [talkId],
      format: 'docx',
    });
    expect(editable.fileName).toBe('谈话记录表-林知远-2026-09-16.docx');
    const file = department.files.get(editable.url.replace('memory:', ''));
    expect(Buffer.from(file?.slice(0, 2) ?? []).toString()).toBe('PK');
  });

  it('shows the whole story in the archive', async () => {
    const archive = await department.act(staff.counselor, 'students.archive', { studentId });
    expect(archive.openCase).toMatchObject({
      tier: 2,
      outstandingCredits: '16.00',
      causes: ['internet-addiction'],
    });
    expect(archive.timeline.map(({ kind }) => kind)).toEqual([
      'supplement',
      'supplement',
      'talk',
      'talk',
      'no-show',
      'decision',
      'screening',
    ]);
    expect(archive).toMatchObject({
      timelineNext: null,
      timelineGroups: [
        { group: 'decision', count: 2 },
        { group: 'talk', count: 5 },
      ],
      cases: [{ tier: 2, closedOn: null }],
    });
    // Illness, notes of causes, what was said in talks: each by an action of its own, which is logged.
    const whole = JSON.stringify(archive);
    for (const secret of ['19900000001', 'serious-illness', '夏天住院', '高数基础薄弱']) {
      expect(whole).not.toContain(secret);
    }
    expect(
      await department.act(staff.counselor, 'students.sensitive', { studentId, purpose: 'contact-parents' }),
    ).toMatchObject({
      guardians: '父亲 林远山 19900000002',
      causes: ['serious-illness'],
      causeNote: '夏天住院',
    });
  });

  it('tells of one kind, or of one case, and nothing of a case that is another’s', async () => {
    const { cases } = await department.act(staff.adviser, 'students.archive', { studentId });
    const told = async (input: Partial<Input<'students.timeline'>>, by = staff.adviser) =>
      (await department.act(by, 'students.timeline', { studentId, ...input })).items.map(({ kind }) => kind);
    expect(await told({ group: 'decision' })).toEqual(['decision', 'screening']);
    expect(await told({ group: 'plan' })).toEqual([]);
    const caseId = cases[0]?.caseId ?? '';
    expect(await told({ caseId, group: 'talk' })).toHaveLength(5);
    expect(await told({ caseId, cursor: '6' })).toEqual(['screening']);
    expect(
      await department.call(staff.adviser, 'students.timeline', { studentId, caseId: uuidv7() }),
    ).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it('says who may see it, as the gate has it today', async () => {
    const { roles, others } = await department.act(staff.adviser, 'students.viewers', { studentId });
    expect(roles.map(({ role, reach, names }) => [role, reach, names])).toEqual([
      ['leader', 'department', ['陆承钧']],
      ['office', 'department', ['沈知礼']],
      ['counselor', 'class', ['苏慕言']],
      ['adviser', 'class', ['顾明澜']],
    ]);
    expect(others).toEqual(['teacher', 'volunteer']);
    const parts = new Map(roles.map((held) => [held.role, held.parts]));
    for (const role of ['leader', 'adviser'] as const) {
      expect(parts.get(role)?.includes('letters')).toBe(PERMISSIONS['letters.show'].includes(role));
    }
  });

  it('lists talks to choose from, and prints several in one file', async () => {
    const told = async (input: Input<'talks.list'>, by = staff.leader) =>
      (await department.act(by, 'talks.list', input)).items.map(({ heldOn, attended }) => [heldOn, attended]);
    const all = await department.act(staff.leader, 'talks.list', {});
    expect(all.total).toBe(all.items.length);
    expect(all.items.map(({ heldOn }) => heldOn)).toEqual(
      all.items
        .map(({ heldOn }) => heldOn)
        .sort()
        .reverse(),
    );
    expect(all.items[0]).toMatchObject({ studentName: '林知远', tier: 2, byName: '顾明澜' });
    const [day] = all.items.map(({ heldOn }) => heldOn) as [string];
    const ofDay = all.items.filter(({ heldOn }) => heldOn === day);
    expect(await told({ from: day, to: day })).toEqual(
      ofDay.map(({ heldOn, attended }) => [heldOn, attended]),
    );
    expect(ofDay.length).toBeLessThan(all.total);
    expect(await told({ tier: 3 })).toEqual([]);
    const classOf = (name: string) => all.classes.find((held) => held.name === name)?.id ?? '';
    expect(await told({ classId: classOf('生物技术241') })).toEqual([]);
    expect(await told({ classId: classOf('生物科学241'), tier: 2 })).toHaveLength(all.total);
    expect(await told({}, staff.otherCounselor)).toEqual([]);
    expect(
      await department.call(staff.leader, 'talks.list', { from: '2026-09-02', to: '2026-09-01' }),
    ).toMatchObject({ error: { code: 'INVALID_INPUT', field: 'to' } });
    // Nothing of what was said.
    expect(JSON.stringify(all)).not.toContain('高数基础薄弱');
    const { url, fileName } = await department.act(staff.adviser, 'papers.talk-record', {
      talkIds: all.items.map(({ talkId }) => talkId),
    });
    expect(fileName).toMatch(new RegExp(`^谈话记录表-${all.total}份-`));
    const { pages } = await readPdf(department.files.get(url.replace('memory:', '')) ?? new Uint8Array());
    expect(pages).toHaveLength(all.total);
  });

  describe('taken out as a file', () => {
    const SECRETS = ['19900000001', 'serious-illness', '夏天住院', '高数基础薄弱', '情绪稳定'];
    const taken = async (
      action: 'papers.archive' | 'papers.archive-with-sensitive',
      format: 'pdf' | 'json',
    ) => {
      const { url, fileName } = await department.act(staff.counselor, action, {
        studentId,
        format,
        purpose: 'handover',
      });
      expect(fileName).toBe(`学生档案-林知远-202405010101-${department.state.today}.${format}`);
      return department.files.get(url.replace('memory:', '')) ?? new Uint8Array();
    };
    const readJson = (bytes: Uint8Array) => archiveExport.parse(JSON.parse(new TextDecoder().decode(bytes)));

    it('holds what the page shows, by the schema of docs, and nothing sensitive', async () => {
      const bytes = await taken('papers.archive', 'json');
      const { student, exported, cases, timeline, sensitive } = readJson(bytes);
      expect(student).toMatchObject({ name: '林知远', advisers: ['顾明澜'], counselors: ['苏慕言'] });
      expect(exported).toMatchObject({
        by: { name: '苏慕言', workNo: 'T003', role: 'counselor' },
        purpose: 'handover',
        withSensitive: false,
      });
      expect(cases[0]).toMatchObject({ tier: 2, outstandingCredits: '16.00' });
      const { timeline: shown } = await department.act(staff.counselor, 'students.archive', { studentId });
      expect(timeline.map(({ title }) => title)).toEqual(shown.map(({ title }) => title));
      expect(sensitive).toBeUndefined();
      const text = new TextDecoder().decode(bytes);
      for (const secret of SECRETS) expect(text).not.toContain(secret);
    });

    it('holds what is sensitive where it is asked for by that name', async () => {
      const bytes = await taken('papers.archive-with-sensitive', 'json');
      const { sensitive, exported } = readJson(bytes);
      expect(exported.withSensitive).toBe(true);
      expect(sensitive).toMatchObject({ causes: ['serious-illness'], causeNotes: ['夏天住院'] });
      const { total } = await department.act(staff.leader, 'talks.list', {});
      expect(sensitive?.talks).toHaveLength(total);
      const text = new TextDecoder().decode(bytes);
      for (const secret of SECRETS) expect(text).toContain(secret);
    });

    it('as PDF bears the reader’s name and its number on each page', async () => {
      const plain = await readPdf(await taken('papers.archive', 'pdf'));
      const whole = await readPdf(await taken('papers.archive-with-sensitive', 'pdf'));
      for (const { pages } of [plain, whole]) {
        for (const [index, { text }] of pages.entries()) {
          expect(text).toContain(`苏慕言T003${department.state.today}`);
          expect(text).toContain(`第${index + 1}页共${pages.length}页`);
          expect(text).toContain('用于交接给接手的老师');
        }
      }
      expect(plain.text).not.toContain('19900000001');
      expect(plain.text).not.toContain('高数基础薄弱');
      expect(whole.text).toContain('高数基础薄弱');
      expect(whole.text).toContain('含敏感内容');
    });

    it('is kept in the account of who did what, with its purpose; an adviser takes nothing sensitive', async () => {
      const { items } = await department.act(staff.leader, 'audit.list', {});
      const events = items.filter(({ action }) => action.startsWith('papers.archive'));
      expect(events.map(({ action }) => action).slice(0, 4)).toEqual([
        'papers.archive-with-sensitive',
        'papers.archive',
        'papers.archive-with-sensitive',
        'papers.archive',
      ]);
      expect(events[0]?.detail).toMatchObject({ purpose: 'handover', format: 'pdf' });
      const refused = await department.call(staff.adviser, 'papers.archive-with-sensitive', {
        studentId,
        format: 'json',
        purpose: 'handover',
      });
      expect(refused).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    });
  });

  it('lists the caseload with the days since the last talk', async () => {
    const list = await department.act(staff.adviser, 'students.list', {});
    expect(list.items).toMatchObject([
      { name: '林知远', tier: 2, lastTalkOn: '2026-09-16', daysSinceLastTalk: 2 },
    ]);
    const everyone = await department.act(staff.leader, 'students.list', { scope: 'all', search: '予' });
    expect(everyone.items.map(({ name }) => name)).toEqual(['周予安']);
  });
});
