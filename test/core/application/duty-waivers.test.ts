import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '#core/contract/actions';
import { sayEvent } from '#core/domain/audit-sentence';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

/** One student at tier 3, decided on 9月14日. */
describe('免办', () => {
  let department: TestDepartment;
  let staff: Staff;
  let caseId = '';
  let studentId = '';
  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    department.state.today = '2026-09-14';
    await department.importText(
      '成绩.csv',
      gradeFile(gradeLine('202405010101', '林知远', 'SK01', '26', '45')),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    const [proposal] = (await department.act(staff.leader, 'meeting.agenda', {})).items;
    studentId = proposal?.student.id ?? '';
    const decided = await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: proposal?.proposalId ?? '',
      outcome: 'confirm',
      difficulty: 'both',
      causes: [],
      causeNote: '',
      reason: '',
    });
    caseId = decided.caseId ?? '';
  });
  afterAll(() => department.database.close());

  const given = (change: Partial<Input<'duties.waive'>> = {}): Input<'duties.waive'> => ({
    id: uuidv7(),
    caseId,
    kind: 'joint-meeting',
    role: null,
    until: null,
    reason: '家长在国外，已视频面谈',
    ...change,
  });
  const waive = (input: Input<'duties.waive'>) => department.call(staff.leader, 'duties.waive', input);
  const duty = async (kind: string) =>
    (await department.act(staff.leader, 'students.archive', { studentId })).duties.find(
      (one) => one.kind === kind,
    );

  it.each([
    [{ reason: ' ' }, 'REASON_MISSING', 'reason'],
    [{ reason: '长'.repeat(201) }, 'TEXT_TOO_LONG', 'reason'],
    [{ until: '2026-09-13' }, 'UNTIL_PAST', 'until'],
    [{ kind: 'warning-letter' as const }, 'DUTY_NOT_OWED', undefined],
    [{ role: 'office' as const }, 'DUTY_NOT_OWED', undefined],
  ])('%j is refused with %s', async (change, code, field) => {
    const reply = await waive(given(change));
    expect(reply).toMatchObject({ error: { code, ...(field === undefined ? {} : { field }) } });
    expect(await department.database.query('select 1 from xueye.duty_waiver')).toEqual([]);
  });

  it('of a joint meeting is shown with its reason to whoever owed it, and written once', async () => {
    const input = given();
    await waive(input);
    expect(await waive(input)).toMatchObject({ ok: true });
    expect(await waive({ ...input, kind: 'study-plan' })).toMatchObject({ error: { code: 'CONFLICT' } });
    expect(await waive(given())).toMatchObject({ error: { code: 'DUTY_NOT_OWED' } });
    expect(await department.database.query('select 1 from xueye.duty_waiver')).toHaveLength(1);
    expect(await duty('joint-meeting')).toMatchObject({ state: 'waived' });
    expect((await duty('joint-meeting'))?.because).toContain('9月14日免办：家长在国外，已视频面谈');
    for (const person of [staff.adviser, staff.counselor]) {
      const todo = (await department.act(person, 'today.list', {})).items.at(-1);
      expect(todo).toMatchObject({ section: 'done', title: '免办：家长来校面谈' });
      expect(todo?.because).toContain('家长在国外');
    }
    const { timeline } = await department.act(staff.adviser, 'students.archive', { studentId });
    expect(timeline[0]).toMatchObject({ title: '免办：家长来校面谈', by: '陆承钧', waiversOf: caseId });
  });

  it('of one owner leaves the other’s', async () => {
    await waive(given({ kind: 'first-talk', role: 'adviser', until: '2026-10-31', reason: '住院' }));
    const { duties } = await department.act(staff.adviser, 'duties.waivers', { caseId });
    expect(duties.filter(({ kind }) => kind === 'first-talk')).toMatchObject([
      { role: 'adviser', state: 'waived' },
      { role: 'counselor', state: 'open' },
    ]);
  });

  it('taken back, the duty is owed again; what fell due meanwhile gets some days', async () => {
    department.state.today = '2026-10-20';
    const before = await department.act(staff.leader, 'duties.waivers', { caseId });
    const waiver = before.waivers.find(({ kind }) => kind === 'first-talk');
    const input = { id: uuidv7(), caseId, waiverId: waiver?.waiverId ?? '', reason: '已返校' };
    const unwaive = (change: Partial<typeof input> = {}) =>
      department.call(staff.leader, 'duties.unwaive', { ...input, ...change });
    expect(await unwaive({ reason: '' })).toMatchObject({ error: { code: 'REASON_MISSING' } });
    expect(await unwaive()).toMatchObject({ ok: true });
    expect(await unwaive()).toMatchObject({ ok: true });
    expect(await unwaive({ id: uuidv7() })).toMatchObject({ error: { code: 'ALREADY_ENDED' } });
    expect(await unwaive({ waiverId: uuidv7() })).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await duty('first-talk')).toMatchObject({ state: 'open', dueOn: '2026-10-22' });
    expect(await department.database.query('select 1 from xueye.duty_waiver_end')).toHaveLength(1);
    const { items } = await department.act(staff.leader, 'audit.list', {});
    const sentences = items.map(sayEvent).join('；');
    expect(sentences).toContain('恢复办理林知远的首次谈话');
    expect(sentences).toContain('同意免办林知远的首次谈话，到10月31日');
  });
});
