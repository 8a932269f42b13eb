import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '#core/contract/actions';
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

const STROKES = [
  [100, 200, 180, 240, 260, 210, 340, 260, 420, 230, 500, 270, 580, 240, 660, 280, 740, 250, 820, 290],
];

/** A student at tier 3, decided on 9月14日, with a father and a mother on file, one of them estranged. */
describe('家长来校面谈', () => {
  let department: TestDepartment;
  let staff: Staff;
  let caseId = '';
  let studentId = '';
  const [father, mother] = [uuidv7(), uuidv7()];
  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '16', '45'),
        gradeLine('202405010101', '林知远', 'SK02', '10', '50'),
      ),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    const [proposal] = (await department.act(staff.leader, 'meeting.agenda', {})).items;
    if (!proposal) throw new Error('nobody was proposed');
    studentId = proposal.student.id;
    const decided = await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: proposal.proposalId,
      outcome: 'confirm',
      difficulty: 'both',
      causes: [],
      causeNote: '',
      reason: '',
    });
    caseId = decided.caseId ?? '';
    for (const [guardianId, name, relation, standing] of [
      [father, '林国栋', 'father', 'reachable'],
      [mother, '周婉如', 'mother', 'estranged'],
    ] as const) {
      await department.act(staff.adviser, 'guardians.save', {
        id: uuidv7(),
        studentId,
        guardianId,
        replaces: null,
        name,
        relation,
        phone: '19900004001',
        address: '',
        preference: '',
        standing,
        isPreferred: false,
        source: 'school-file',
        reason: '',
      });
    }
  });
  afterAll(() => department.database.close());

  type Held = Extract<Input<'joint-meetings.add'>, { kind: 'held' }>;
  const minutes = (change: Partial<Held> = {}): Held => ({
    id: uuidv7(),
    caseId,
    on: department.state.today,
    kind: 'held',
    place: '系会议室',
    present: ['student', 'guardian', 'adviser', 'counselor'],
    guardianId: father,
    identityChecked: true,
    told: '不及格两门，26 学分。',
    ways: '下学期重修两门。',
    agreed: '每周和班主任见一次。',
    next: '',
    ...change,
  });
  const invite = (change: Record<string, unknown> = {}) =>
    ({
      id: uuidv7(),
      caseId,
      on: department.state.today,
      kind: 'invited',
      guardianId: father,
      times: [{ on: '2026-09-18', from: '14:30' }],
      place: '系会议室',
      answer: '',
      ...change,
    }) as Input<'joint-meetings.add'>;
  const add = (input: Input<'joint-meetings.add'>, by = staff.adviser) =>
    department.act(by, 'joint-meetings.add', input);
  const fileOf = async (url: string) => department.deps.storage.read(url.replace('memory:', ''));
  const duty = async () =>
    (await department.act(staff.adviser, 'students.archive', { studentId })).duties.find(
      ({ kind }) => kind === 'joint-meeting',
    );

  it('leads from what is due today to a sheet that fills itself', async () => {
    const { items } = await department.act(staff.adviser, 'today.list', { show: 'others' });
    expect(items.find(({ kind }) => kind === 'joint-meeting')?.target).toEqual({
      page: 'joint-meeting',
      caseId,
    });
    const view = await department.act(staff.adviser, 'joint-meetings.show', { caseId });
    expect(view.sheet).toMatchObject({ tier: '三级', outstandingCredits: '26' });
    expect(view.sheet.courses.map(({ courseName, credit, next }) => [courseName, credit, next])).toEqual([
      [expect.any(String), '16', expect.stringMatching(/补考|重修/)],
      [expect.any(String), '10', expect.stringMatching(/补考|重修/)],
    ]);
    expect(view.people).toEqual({ adviser: expect.any(String), counselor: expect.any(String) });
    expect(view.guardians.map(({ name, standing }) => [name, standing])).toEqual([
      ['林国栋', 'reachable'],
      ['周婉如', 'estranged'],
    ]);
  });

  it.each([
    ['an invitation without times', () => invite({ times: [] }), 'TIMES_MISSING'],
    ['a time that is past', () => invite({ times: [{ on: '2026-09-01', from: '09:00' }] }), 'TIME_PAST'],
    ['an estranged parent', () => invite({ guardianId: mother }), 'GUEST_MISSING'],
    ['somebody who is not on file', () => invite({ guardianId: uuidv7() }), 'GUEST_MISSING'],
    ['minutes by who was not there', () => minutes({ present: ['student', 'counselor'] }), 'NOT_PRESENT'],
    ['a parent without a name', () => minutes({ guardianId: null }), 'GUEST_MISSING'],
    ['minutes without ways', () => minutes({ ways: ' ' }), 'TEXT_MISSING'],
    ['a day before the decision', () => minutes({ on: '2026-09-13' }), 'BEFORE_DECISION'],
    ['a day to come', () => minutes({ on: '2026-09-15' }), 'HELD_IN_FUTURE'],
  ])('refuses %s', async (_what, input, code) => {
    const reply = await department.call(staff.adviser, 'joint-meetings.add', input());
    expect(reply).toMatchObject({ ok: false, error: { code } });
  });

  it('an invitation is printed without tier and courses', async () => {
    const input = invite();
    await add(input);
    const again = await add(input);
    expect(again.repeated).toBe(true);
    const { url, fileName } = await department.act(staff.adviser, 'papers.joint-meeting', {
      entryId: input.id,
    });
    expect(fileName).toMatch(/^面谈邀请-林知远/);
    const text = (await readPdf(await fileOf(url))).text;
    expect(text).toContain('9月18日（周五）14:30');
    expect(text).not.toMatch(/三级|学分/);
    // The parents' own; the minutes are not.
    expect(text).not.toContain('顾明澜T001');
  });

  it('stays open where it failed, a party is missing, or the parent is not identified', async () => {
    await add({
      id: uuidv7(),
      caseId,
      on: department.state.today,
      kind: 'failed',
      reason: '家长临时有事，没有来。',
      next: '下周再约',
    });
    expect((await duty())?.doneOn).toBeNull();
    await add(minutes({ present: ['student', 'guardian', 'adviser'] }));
    expect(await duty()).toMatchObject({ doneOn: null, because: expect.stringContaining('面谈缺辅导员') });
    const { view } = await add(minutes({ identityChecked: false }));
    expect(view.entries[0]?.missing).toEqual(['guardian']);
    expect((await duty())?.doneOn).toBeNull();
  });

  it('closes with the four of them, who sign one after the other, each once', async () => {
    const held = minutes();
    await add(held, staff.counselor);
    expect(await duty()).toMatchObject({ state: 'done', doneOn: '2026-09-14' });
    const sign = (party: 'student' | 'guardian', id = uuidv7()) =>
      department.call(staff.adviser, 'joint-meetings.sign', {
        id,
        entryId: held.id,
        party,
        strokes: STROKES,
      });
    const id = uuidv7();
    expect(await sign('guardian', id)).toMatchObject({ ok: true });
    expect(await sign('guardian', id)).toMatchObject({ ok: true, data: { repeated: true } });
    expect(await sign('guardian')).toMatchObject({ ok: false, error: { code: 'ALREADY_SIGNED' } });
    const print = async () => {
      const { url } = await department.act(staff.leader, 'papers.joint-meeting', { entryId: held.id });
      return fileOf(url);
    };
    const paper = await print();
    const text = (await readPdf(paper)).text;
    for (const part of ['家长面谈纪要', '林国栋（父亲，身份已核对）', '下学期重修两门', '26', '陆承钧T005']) {
      expect(text).toContain(part);
    }
    expect(Buffer.from(await print()).equals(Buffer.from(paper))).toBe(true);
    const { timeline } = await department.act(staff.adviser, 'students.archive', { studentId });
    expect(timeline.filter(({ meetingsOf }) => meetingsOf === caseId).map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        '家长来校面谈',
        '家长面谈没有谈成',
        '邀请家长来校面谈',
        '家长面谈（缺家长，不计）',
      ]),
    );
  });

  it('keeps what was said sealed', async () => {
    const rows = await department.database.query<{ content: unknown }>(
      'select content from xueye.joint_meeting',
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const { content } of rows) expect(content).toMatch(/^x1\./);
  });
});
