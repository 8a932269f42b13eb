import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '#core/contract/actions';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

describe('志愿者指导和评价', () => {
  let department: TestDepartment;
  let staff: Staff;
  let studentId: string;
  const pairingId = uuidv7();

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(gradeLine('202405010101', '林知远', 'SK01', '16', '45')),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    department.state.today = '2026-09-01';
    const [proposal] = (await department.act(staff.leader, 'meeting.agenda', {})).items;
    if (!proposal) throw new Error('nobody was proposed');
    studentId = proposal.student.id;
    await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: proposal.proposalId,
      outcome: 'confirm',
      difficulty: 'both',
      causes: [],
      causeNote: '',
      reason: '',
    });
    await department.act(staff.counselor, 'pairings.confirm', {
      pairs: [{ id: pairingId, studentId, volunteerId: staff.volunteer }],
    });
  });
  afterAll(() => department.database.close());
  beforeEach(() => {
    department.state.today = '2026-10-09';
  });

  const input = (fields: Partial<Input<'guidance.file'>> = {}): Input<'guidance.file'> => ({
    id: uuidv7(),
    pairingId,
    guidedOn: '2026-10-09',
    guidance: '每周至少一次，先补前三章。',
    rating: 'fair',
    remark: '记录太简单。',
    ...fields,
  });
  const duty = async () =>
    (await department.act(staff.counselor, 'students.archive', { studentId }, 'counselor')).duties.find(
      ({ kind }) => kind === 'volunteer-guidance',
    );

  it('is owed a month after the pair; once said, the next is owed a month later', async () => {
    expect(await duty()).toMatchObject({ state: 'overdue', dueOn: '2026-10-08' });
    const { items } = await department.act(staff.counselor, 'today.list', { show: 'others' });
    expect(items.find(({ kind }) => kind === 'volunteer-guidance')?.target).toEqual({
      page: 'guidance',
      studentId,
    });
    const said = input();
    expect(await department.act(staff.counselor, 'guidance.file', said)).toMatchObject({ repeated: false });
    expect(await department.act(staff.counselor, 'guidance.file', said)).toMatchObject({ repeated: true });
    expect(await duty()).toMatchObject({ state: 'upcoming', dueOn: '2026-11-09' });
  });

  it('reaches the volunteer as a message, without the judgement', async () => {
    const own = await department.act(staff.volunteer, 'guidance.mine', {});
    expect(own.items).toMatchObject([{ by: '苏慕言', guidance: '每周至少一次，先补前三章。' }]);
    const today = await department.act(staff.volunteer, 'today.list', {});
    expect(today.items[0]).toMatchObject({ kind: 'guidance', title: '苏慕言老师的话' });
    expect(JSON.stringify([own, today])).not.toMatch(/fair|一般|记录太简单/);
    department.state.today = '2026-11-09';
    const later = await department.act(staff.volunteer, 'today.list', {});
    expect(later.items.some(({ kind }) => kind === 'guidance')).toBe(false);
  });

  it('is shown with the judgement to who supervises, and told in the archive', async () => {
    for (const who of [staff.counselor, staff.leader]) {
      const view = await department.act(who, 'guidance.of-student', { studentId });
      expect(view.items).toMatchObject([{ rating: 'fair', remark: '记录太简单。', volunteerName: '季子昂' }]);
    }
    const { timeline } = await department.act(staff.adviser, 'students.archive', { studentId }, 'adviser');
    expect(timeline.find(({ kind }) => kind === 'guidance')).toMatchObject({
      title: '指导志愿者季子昂',
      by: '苏慕言',
    });
  });

  it.each([
    ['of tomorrow', { guidedOn: '2026-10-10' }, 'HELD_IN_FUTURE'],
    ['of before the pair', { guidedOn: '2026-08-31' }, 'BEFORE_PAIR'],
    ['of long ago', { guidedOn: '2026-09-08' }, 'FILED_TOO_LATE'],
    ['that says nothing', { guidance: ' ' }, 'GUIDANCE_MISSING'],
    ['that judges badly without saying why', { rating: 'poor', remark: '' }, 'REMARK_MISSING'],
    ['of an unknown pair', { pairingId: uuidv7() }, 'NOT_FOUND'],
  ] as const)('refuses one %s and writes nothing', async (_what, fields, code) => {
    const before = await department.contents();
    const reply = await department.call(staff.counselor, 'guidance.file', input(fields));
    expect(reply).toMatchObject({ ok: false, error: { code } });
    expect(await department.contents()).toBe(before);
  });
});
