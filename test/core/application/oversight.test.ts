import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '#core/contract/actions';
import { OVERSIGHT_SECTIONS, type OversightSection } from '#core/domain/oversight';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

/** Students at tier 3, 2 and 1 of two classes, decided on 9月14日 and left alone since. */
describe('谁被漏掉了？', () => {
  let department: TestDepartment;
  let staff: Staff;
  const caseOf = new Map<string, string>();
  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '26', '45'),
        gradeLine('202405010102', '周予安', 'SK01', '16', '45'),
        gradeLine('202405020101', '许星野', 'SK01', '13', '50', '生物技术241'),
      ),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    for (const { proposalId, student } of (await department.act(staff.leader, 'meeting.agenda', {})).items) {
      const { caseId } = await department.act(staff.leader, 'meeting.decide', {
        id: uuidv7(),
        proposalId,
        outcome: 'confirm',
        difficulty: 'both',
        causes: [],
        causeNote: '',
        reason: '',
      });
      caseOf.set(student.name, caseId ?? '');
    }
    department.state.today = '2026-11-02';
  });
  afterAll(() => department.database.close());

  const show = () => department.act(staff.leader, 'oversight.show', {});
  const rows = (section: OversightSection, of: Partial<Input<'oversight.rows'>> = {}) =>
    department.act(staff.office, 'oversight.rows', { section, ...of });

  /** From what each owner's own list shows: by another way, one person and one duty after the other. */
  async function overdueByHand(): Promise<readonly string[]> {
    const found = new Set<string>();
    for (const person of [
      staff.adviser,
      staff.otherAdviser,
      staff.counselor,
      staff.otherCounselor,
      staff.office,
    ])
      for (const list of ['talks', 'others'] as const)
        for (const { id, state } of (
          await department.act(person, 'today.list', { show: list, overdue: person !== staff.office })
        ).items)
          if (state === 'overdue') found.add(id);
    return [...found].sort();
  }

  it('counts what is overdue as the owners’ own lists do, and each number opens as many rows', async () => {
    const byHand = await overdueByHand();
    const { counts, openCases } = await show();
    expect(openCases).toBe(3);
    const listed = await rows('overdue');
    expect(listed.items.map(({ key }) => key).sort()).toEqual(byHand);
    expect(counts.overdue).toBe(byHand.length);
    for (const section of OVERSIGHT_SECTIONS)
      if (section !== 'messages') expect((await rows(section)).total, section).toBe(counts[section]);
  });

  it('says who and which class, with the reason, the longest first', async () => {
    const { classes, people } = await show();
    expect(people[0]).toMatchObject({ longest: 42, reasons: [{ reason: '没有记录' }] });
    // 系学工办 is nobody in particular: its line opens its own rows, not everybody's.
    expect(people.some(({ personId }) => personId === null)).toBe(true);
    for (const { absent, key, overdue } of people)
      expect([key, (await rows('overdue', { owner: key })).total]).toEqual([key, overdue + absent]);
    for (const { absent, classId, overdue } of classes)
      expect((await rows('overdue', { classId: classId ?? 'none' })).total).toBe(overdue + absent);
    expect(classes.reduce((sum, { overdue }) => sum + overdue, 0)).toBe((await rows('overdue')).total);
  });

  it('names the students without a plan, a letter and a meeting', async () => {
    const names = async (section: OversightSection) =>
      (await rows(section)).items.map(({ student }) => student?.name).sort();
    expect(await names('no-plan')).toEqual(['周予安', '林知远', '许星野'].sort());
    expect(await names('letters')).toEqual(['周予安']);
    expect(await names('meetings')).toEqual(['林知远']);
  });

  it('a letter that nobody owes and somebody began stands among those not posted', async () => {
    const before = (await show()).counts.letters;
    await department.act(staff.office, 'letters.draft', { id: uuidv7(), caseId: caseOf.get('林知远') ?? '' });
    expect((await show()).counts.letters).toBe(before + 1);
    const listed = (await rows('letters')).items.map(({ student, reason }) => [student?.name, reason]);
    expect(listed).toEqual([
      ['周予安', expect.any(String)],
      ['林知远', '办法不要求，起草了而没有寄出'],
    ]);
    // A draft of the letter that is owed is that one.
    await department.act(staff.office, 'letters.draft', { id: uuidv7(), caseId: caseOf.get('周予安') ?? '' });
    expect((await show()).counts.letters).toBe(before + 1);
  });

  it('a talk to which the student did not come is said, not counted; what is waived is gone', async () => {
    const before = (await show()).counts;
    await department.act(staff.otherAdviser, 'talks.file', {
      id: uuidv7(),
      caseId: caseOf.get('许星野') ?? '',
      heldOn: '2026-11-02',
      mode: 'in-person',
      place: '',
      duration: null,
      attended: false,
      jointWith: null,
      family: '',
      contact: '',
      problems: '约了两次没有来。',
      assessment: '',
      parentsContacted: null,
      needsAttention: null,
      psychologicalReferral: null,
    });
    await department.act(staff.leader, 'duties.waive', {
      id: uuidv7(),
      caseId: caseOf.get('林知远') ?? '',
      kind: 'joint-meeting',
      role: null,
      until: null,
      reason: '家长在国外',
    });
    const { counts, people } = await show();
    expect(counts.meetings).toBe(0);
    const excused = (await rows('overdue', { owner: `${staff.otherAdviser}:adviser` })).items.filter(
      ({ reason }) => reason === '约过，学生未到',
    );
    expect(excused.length).toBeGreaterThan(0);
    expect(counts.overdue).toBe(before.overdue - 1 - excused.length);
    expect((await rows('overdue')).total).toBe(counts.overdue);
    expect(people.find(({ personId }) => personId === staff.otherAdviser)?.absent).toBe(excused.length);
  });

  it('nobody answers for a class: it stands apart, and its duties say so', async () => {
    await department.database.query(
      `update xueye.assignment set last_day = '2026-11-01' where person_id = $1`,
      [staff.otherAdviser],
    );
    const { counts, people } = await show();
    expect(counts['unowned-classes']).toBe(1);
    expect(people.some(({ name, role }) => name === '无人负责' && role === '班主任')).toBe(true);
    for (const { absent, key, overdue, name } of people)
      if (name === '无人负责') {
        const { of, total } = await rows('overdue', { owner: key });
        expect([of, total]).toEqual(['无人负责 · 班主任', overdue + absent]);
      }
    const reasons = (await rows('overdue')).items.map(({ reason }) => reason);
    expect(reasons).toContain('没有在任的班主任');
  });
});
