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

const NEXT = '2026-2027-1';
/** The same course a semester later. */
const laterLine = (...line: Parameters<typeof gradeLine>) =>
  gradeLine(...line)
    .replace('(2025-2026-2)', '(2026-2027-1)')
    .replace('2025-2026,2', '2026-2027,1');

/** Three students are helped in autumn; by spring one fails on, one has passed, one is not in the new grades. */
describe('换学期', () => {
  let department: TestDepartment;
  let staff: Staff;
  const caseOf = new Map<string, string>();
  const steps = async () => {
    const { steps: all } = await department.act(staff.leader, 'rollover.show', {});
    return Object.fromEntries(all.map(({ step, state }) => [step, state]));
  };
  const screen = (term: string) =>
    department.act(staff.office, 'screenings.run', { id: uuidv7(), term, kind: 'official' });
  const decide = async (name: string, outcome: 'close' | 'dismiss', reason: string) => {
    const { items } = await department.act(staff.leader, 'meeting.agenda', {});
    await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: items.find(({ student }) => student.name === name)?.proposalId ?? '',
      outcome,
      difficulty: null,
      causes: [],
      causeNote: '',
      reason,
    });
  };
  const decideAll = async () => {
    for (const { decision, proposalId, student } of (await department.act(staff.leader, 'meeting.agenda', {}))
      .items)
      if (!decision) {
        const { caseId } = await department.act(staff.leader, 'meeting.decide', {
          id: uuidv7(),
          proposalId,
          outcome: 'confirm',
          difficulty: 'both',
          causes: [],
          causeNote: '',
          reason: '',
        });
        if (!caseOf.has(student.name)) caseOf.set(student.name, caseId ?? '');
      }
  };
  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '16', '45'),
        gradeLine('202405010102', '周予安', 'SK01', '13', '45'),
        gradeLine('202405020101', '许星野', 'SK01', '13', '50', '生物技术241'),
      ),
    );
  });
  afterAll(() => department.database.close());

  const close = (input: Partial<Input<'rollover.close'>> & { caseId: string }) =>
    department.call(staff.leader, 'rollover.close', { outcome: 'cleared', reason: '重修已通过', ...input });
  const left = async (kind: 'carry' | 'close') =>
    (await department.act(staff.office, 'rollover.cases', { kind })).items.map(({ student }) => student.name);

  it('knows each step from the data, and goes on where it was left', async () => {
    expect(await steps()).toMatchObject({
      calendar: 'done',
      assignments: 'done',
      imports: 'done',
      screening: 'next',
    });
    await screen(TERM);
    expect(await steps()).toMatchObject({ screening: 'done', meeting: 'next', closing: 'later' });
    await decideAll();
    expect(new Set(Object.values(await steps()))).toEqual(new Set(['done']));
  });

  it('a new semester begins it anew, from the calendar on', async () => {
    department.state.today = '2027-03-05';
    expect(await steps()).toMatchObject({ calendar: 'next', screening: 'later' });
    await department.act(staff.office, 'calendar.change', {
      change: {
        kind: 'save-term',
        term: '2026-2027-2',
        from: '2027-03-01',
        to: '2027-07-09',
        selection: null,
      },
    });
    expect(await steps()).toMatchObject({ calendar: 'done', imports: 'next', screening: 'later' });
    await department.importText(
      '新成绩.csv',
      gradeFile(
        laterLine('202405010101', '林知远', 'SK02', '4', '40'),
        laterLine('202405010102', '周予安', 'SK01', '13', '80'),
      ),
    );
    expect(await steps()).toMatchObject({ imports: 'done', screening: 'next' });
    await screen(NEXT);
    expect(await steps()).toMatchObject({ meeting: 'next', 'carry-over': 'later', closing: 'later' });
    expect(await left('carry')).toEqual(['林知远', '周予安', '许星野']);
    expect(await left('close')).toEqual([]);
  });

  it('the meeting carries a case over, linked to the old one, or closes it', async () => {
    const old = caseOf.get('林知远') ?? '';
    expect(await close({ caseId: old })).toMatchObject({
      error: { code: 'WAITS_FOR_MEETING', field: 'outcome' },
    });
    await decide('周予安', 'close', '重修已通过');
    await decide('许星野', 'dismiss', '已补考，待成绩');
    await decideAll();
    expect(await left('carry')).toEqual([]);
    expect(await left('close')).toEqual(['许星野']);
    const rows = await department.database.query<{ previous: string; reason: string }>(
      `select now.previous_case_id as previous, before.close_reason as reason
      from xueye.support_case now join xueye.support_case before on before.id = now.previous_case_id
      where now.term = $1 and before.id = $2`,
      [NEXT, old],
    );
    expect(rows).toEqual([{ previous: old, reason: expect.stringContaining('转入') }]);
    expect(await steps()).toMatchObject({ 'carry-over': 'done', closing: 'next' });
  });

  it('closes a case once, with its outcome and reason', async () => {
    const caseId = caseOf.get('许星野') ?? '';
    expect(await close({ caseId, reason: ' ' })).toMatchObject({ error: { code: 'REASON_MISSING' } });
    expect(await close({ caseId, reason: '长'.repeat(201) })).toMatchObject({
      error: { code: 'TEXT_TOO_LONG' },
    });
    const other = { caseId, outcome: 'other' as const, reason: '补考成绩到了，已通过' };
    // The new case of the semester is not over: only who leaves ends it.
    const [current] = await department.database.query<{ id: string }>(
      `select id from xueye.support_case where term = $1 and status = 'open' limit 1`,
      [NEXT],
    );
    expect(await close({ ...other, caseId: current?.id ?? '' })).toMatchObject({
      error: { code: 'CASE_OF_TERM', field: 'outcome' },
    });
    expect(await close(other)).toMatchObject({ data: { repeated: false, left: 0 } });
    expect(await close(other)).toMatchObject({ data: { repeated: true } });
    expect(await close({ caseId, outcome: 'left' })).toMatchObject({ error: { code: 'ALREADY_CLOSED' } });
    expect(
      await department.database.query(
        `select status, close_outcome, close_reason from xueye.support_case
        where id = any($1::uuid[]) order by close_outcome`,
        [`{${caseId},${caseOf.get('周予安')}}`],
      ),
    ).toEqual([
      { status: 'closed', close_outcome: 'cleared', close_reason: '重修已通过' },
      { status: 'closed', close_outcome: 'other', close_reason: '补考成绩到了，已通过' },
    ]);
    // What was done in the semester is told last, and signed.
    const undone = async () => Object.entries(await steps()).filter(([, state]) => state !== 'done');
    expect(await undone()).toEqual([['summary', 'next']]);
    const words = { achievements: '谈话按期。', shortcomings: '面谈较晚。', plan: '早约家长。' };
    await department.act(staff.office, 'summary.save', { id: uuidv7(), term: TERM, seen: 0, words });
    await department.act(staff.leader, 'summary.sign', { id: uuidv7(), term: TERM, seen: 1, reason: '' });
    expect(await undone()).toEqual([]);
    const { items } = await department.act(staff.leader, 'audit.list', {});
    const closings = items.filter(({ action }) => action === 'rollover.close').map(sayEvent);
    expect(closings).toEqual(['给许星野结案：其他']);
  });
});
