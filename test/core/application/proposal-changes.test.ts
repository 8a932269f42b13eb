import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '#core/contract/actions';
import { AGENDA_GROUPS, agendaGroupOf } from '#core/domain/agenda-group';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

/** Credits of each course that a student failed; '0' of the course's credits means passed. */
type Fails = Readonly<Record<string, readonly number[]>>;

let department: TestDepartment;
let staff: Staff;

const NAMES: Readonly<Record<string, string>> = {
  '202405010101': '林知远',
  '202405010102': '周予安',
  '202405020101': '许星野',
};
const [LIN, ZHOU, XU] = Object.keys(NAMES) as [string, string, string];

/** Each course of 1/100 … named by its place; a course that is not failed is passed. */
const importFails = (fileName: string, fails: Fails, courses = [8, 6, 4, 3, 2]) =>
  department.importText(
    fileName,
    gradeFile(
      ...Object.entries(fails).flatMap(([no, failed]) => [
        // Enough well passed to keep the average out of it.
        gradeLine(no, NAMES[no] ?? '', 'SK90', '60', '96', classOf(no)),
        ...courses.map((credit, at) =>
          gradeLine(
            no,
            NAMES[no] ?? '',
            `SK0${at}`,
            String(credit),
            failed.includes(credit) ? '40' : '95',
            classOf(no),
          ),
        ),
      ]),
    ),
  );
const classOf = (no: string) => (no === XU ? '生物技术241' : '生物科学241');

const run = async (term = TERM, kind: 'official' | 'preview' = 'official') =>
  (await department.act(staff.office, 'screenings.run', { id: uuidv7(), term, kind })).screeningId;

type Show = NonNullable<Input<'meeting.agenda'>['show']>;
const listed = async (show: Show, screeningId?: string) => {
  const of = screeningId ? { screeningId } : {};
  const ask = (more: Partial<Input<'meeting.agenda'>>) =>
    department.act(staff.leader, 'meeting.agenda', { ...of, ...more });
  const { items, groups } = await ask({ show });
  if (show !== 'open') return items;
  // Counted and listed by kind as the rows themselves say, whatever came before.
  for (const group of AGENDA_GROUPS) {
    const own = items.filter((item) => agendaGroupOf(item) === group);
    expect(groups.find((one) => one.group === group)?.count ?? 0).toBe(own.length);
    if (own.length > 0) expect((await ask({ show, group })).items).toEqual(own);
  }
  expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(items.length);
  return items;
};
const rowOf = async (no: string, show: Show = 'open') => {
  const found = (await listed(show)).find(({ student }) => student.studentNo === no);
  if (!found) throw new Error(`${no} is not listed under ${show}`);
  return found;
};
const decision = (
  proposalId: string,
  fields: Partial<Input<'meeting.decide'>> = {},
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
const decide = (proposalId: string, fields: Partial<Input<'meeting.decide'>> = {}) =>
  department.act(staff.leader, 'meeting.decide', decision(proposalId, fields));
const refusal = async (proposalId: string, fields: Partial<Input<'meeting.decide'>> = {}) => {
  const before = await department.contents();
  const reply = await department.call(staff.leader, 'meeting.decide', decision(proposalId, fields));
  expect(await department.contents()).toBe(before);
  return reply.ok ? null : reply.error;
};
const caseOf = async (no: string) => {
  const [row] = await department.database.query<{
    tier: string;
    status: string;
    close_reason: string | null;
  }>(
    `select c.tier, c.status, c.close_reason from xueye.support_case c
     join xueye.student s on s.id = c.student_id where s.student_no = $1 order by c.opened_on desc, c.id desc`,
    [no],
  );
  return row ?? null;
};
const dutiesOf = async (no: string) => {
  const { items } = await department.act(staff.adviser, 'today.list', {});
  return items.filter(({ student }) => student?.name === NAMES[no]);
};

async function open() {
  department = await openDepartment();
  staff = await staffDepartment(department);
}

describe('a screening after the meeting decided', () => {
  beforeAll(async () => {
    await open();
    // 14: tier 1; 14, dismissed; 18: tier 2.
    await importFails('第一次.csv', { [LIN]: [8, 6], [ZHOU]: [8, 6], [XU]: [8, 6, 4] });
    await run();
    await decide((await rowOf(LIN)).proposalId);
    await decide((await rowOf(ZHOU)).proposalId, { outcome: 'dismiss', reason: '已另行安排' });
    await decide((await rowOf(XU)).proposalId, { outcome: 'change', tier: 1, reason: '情况特殊' });
    department.state.today = '2026-09-21';
  });
  afterAll(() => department.database.close());

  it('with the same grades proposes nobody again, and lists all as decided', async () => {
    await run();
    expect(await listed('open')).toEqual([]);
    expect(await listed('change')).toEqual([]);
    const decided = await listed('decided');
    expect(
      decided.map(({ student, decision: own, change }) => [student.studentNo, own, change?.kind]).sort(),
    ).toEqual([
      [LIN, null, 'settled'],
      [ZHOU, null, 'settled'],
      [XU, null, 'settled'],
    ]);
    const { counts } = await department.act(staff.leader, 'meeting.agenda', {});
    expect(counts).toMatchObject({ open: 0, decided: 3, change: 0, identified: 3 });
    expect(
      (await department.act(staff.leader, 'today.list', {})).items.map(({ kind }) => kind),
    ).not.toContain('decide');
  });

  it('the same file under another name is no new evidence', async () => {
    await importFails('又一次.csv', { [LIN]: [8, 6], [ZHOU]: [8, 6], [XU]: [8, 6, 4] });
    await run();
    expect(await listed('open')).toEqual([]);
  });

  it('proposes a dismissed student again on new evidence, and says what is new', async () => {
    department.state.today = '2026-09-22';
    await importFails('更正一.csv', { [ZHOU]: [8, 4] });
    await run();
    const row = await rowOf(ZHOU);
    expect((await listed('open')).length).toBe(1);
    expect(row.change).toMatchObject({
      kind: 'again',
      caseTier: null,
      decision: { outcome: 'dismiss', on: '2026-09-14' },
      credits: { before: '14.00', after: '12.00' },
    });
    expect(
      row.change?.courses.map(({ courseName, before, after }) => [courseName, before?.credit, after?.credit]),
    ).toEqual([
      ['课程SK02', undefined, '4.00'],
      ['课程SK01', '6.00', undefined],
    ]);
    await decide(row.proposalId, { outcome: 'dismiss', reason: '仍按原安排' });
    await run();
    expect(await listed('open')).toEqual([]);
  });

  it('proposes a heavier tier; nothing changes before the meeting confirms', async () => {
    department.state.today = '2026-09-25';
    await importFails('更正二.csv', { [LIN]: [8, 6, 4] });
    await run();
    const row = await rowOf(LIN);
    expect(row).toMatchObject({
      tier: 2,
      change: { kind: 'up', caseTier: 1, credits: { before: '14.00', after: '18.00' } },
    });
    expect((await listed('change')).map(({ proposalId }) => proposalId)).toEqual([row.proposalId]);
    expect(await caseOf(LIN)).toMatchObject({ tier: '1', status: 'open' });
    const first = (await dutiesOf(LIN)).find(({ kind }) => kind === 'first-talk');
    expect(first?.dueOn).toBe('2026-09-21');
    const view = await department.act(staff.leader, 'meeting.proposal', { proposalId: row.proposalId });
    expect(view.change?.kind).toBe('up');
    expect(view.wouldStart.find(({ kind }) => kind === 'first-talk')?.dueOn).toBe('2026-10-08');
  });

  it('declined, the case stays as it was, and the same evidence does not come back', async () => {
    const row = await rowOf(LIN);
    expect(await refusal(row.proposalId, { outcome: 'dismiss' })).toMatchObject({ code: 'REASON_MISSING' });
    const declined = await decide(row.proposalId, { outcome: 'dismiss', reason: '等补考' });
    expect(declined.caseId).toBeNull();
    expect(await caseOf(LIN)).toMatchObject({ tier: '1', status: 'open' });
    department.state.today = '2026-09-26';
    await run();
    expect(await listed('open')).toEqual([]);
  });

  it('confirmed, the case moves and its first duties start at once; the decision before it is kept', async () => {
    department.state.today = '2026-09-28';
    await importFails('更正三.csv', { [LIN]: [8, 6, 4, 2] });
    await run();
    const row = await rowOf(LIN);
    const done = await decide(row.proposalId);
    expect(await caseOf(LIN)).toMatchObject({ tier: '2', status: 'open' });
    expect(done.duties.filter(({ kind }) => kind === 'first-talk').map(({ dueOn }) => dueOn)).toEqual([
      '2026-10-08',
      '2026-10-08',
    ]);
    expect(done.duties.map(({ kind }) => kind)).toContain('warning-letter');
    const [kept] = await department.database.query<{ count: number }>(
      `select count(*)::int as count from xueye.decision d join xueye.student s on s.id = d.student_id
       where s.student_no = $1`,
      [LIN],
    );
    expect(kept?.count).toBe(3);
    const made = (await rowOf(LIN, 'change')).decision;
    expect(made).toMatchObject({ outcome: 'confirm', tier: 2 });
    const [own] = await department.database.query<{ id: string }>(
      'select id from xueye.decision where proposal_id = $1',
      [row.proposalId],
    );
    expect(
      await refusal(row.proposalId, { outcome: 'dismiss', reason: '误点', replaces: own?.id ?? null }),
    ).toMatchObject({ code: 'CHANGE_APPLIED' });
  });

  it('a tier that the meeting chose itself is not brought up again while the answer is the same', async () => {
    expect(await rowOf(XU, 'decided')).toMatchObject({ change: { kind: 'settled', caseTier: 1 } });
    await importFails('更正四.csv', { [XU]: [8, 6, 4, 2] });
    await run();
    // 20 credits: still tier 2, which the meeting had seen.
    expect((await listed('open')).map(({ student }) => student.studentNo)).not.toContain(XU);
    await importFails('更正五.csv', { [XU]: [8, 6, 4, 3, 2, 9] }, [8, 6, 4, 3, 2, 9]);
    await run();
    expect(await rowOf(XU)).toMatchObject({ tier: 3, change: { kind: 'up', caseTier: 1 } });
  });
});

describe('lighter and cleared', () => {
  let firstScreening: string;

  beforeAll(async () => {
    await open();
    await importFails('第一次.csv', { [LIN]: [8, 6, 4], [ZHOU]: [8, 6], [XU]: [8, 6] });
    firstScreening = await run();
    for (const no of [LIN, ZHOU, XU]) await decide((await rowOf(no)).proposalId);
    department.state.today = '2026-09-23';
    await importFails('补考后.csv', { [LIN]: [8, 4], [ZHOU]: [2], [XU]: [8, 6] });
    await run();
  });
  afterAll(() => department.database.close());

  it('lists whom it would lighten and whom it no longer finds, with what left the sum', async () => {
    const rows = await listed('change');
    expect(
      rows.map(({ student, tier, change }) => [student.studentNo, change?.kind, change?.caseTier, tier]),
    ).toEqual([
      [LIN, 'down', 2, 1],
      [ZHOU, 'cleared', 1, null],
    ]);
    expect(rows[1]?.change).toMatchObject({
      credits: { before: '14.00', after: '2.00' },
      noLongerMet: ['failed-courses'],
    });
    expect((await listed('open')).map(({ student }) => student.studentNo)).toEqual([LIN, ZHOU]);
    const first = await department.act(staff.leader, 'meeting.proposal', {
      proposalId: rows[0]?.proposalId ?? '',
    });
    expect(first.position).toEqual({ index: 1, of: 2, nextProposalId: rows[1]?.proposalId });
  });

  it('an older list is not decided by once a newer one was', async () => {
    const [old] = (await listed('decided', firstScreening)).filter(
      ({ student }) => student.studentNo === LIN,
    );
    const [made] = await department.database.query<{ id: string }>(
      'select id from xueye.decision where proposal_id = $1',
      [old?.proposalId],
    );
    const row = await rowOf(LIN);
    const before = await dutiesOf(LIN);
    await decide(row.proposalId);
    expect(await caseOf(LIN)).toMatchObject({ tier: '1', status: 'open' });
    const after = await dutiesOf(LIN);
    const due = (items: typeof before) => items.find(({ kind }) => kind === 'first-talk')?.dueOn;
    // Tier down: what is open keeps its due date.
    expect(due(before)).toBe('2026-09-21');
    expect(due(after)).toBe('2026-09-21');
    const late = { outcome: 'dismiss', reason: '误认定', replaces: made?.id ?? null } as const;
    expect(await refusal(old?.proposalId ?? '', late)).toMatchObject({ code: 'DECIDED_MEANWHILE' });
  });

  it('cleared: the case goes on until a person closes it with its outcome', async () => {
    const { proposalId } = await rowOf(ZHOU);
    expect(await caseOf(ZHOU)).toMatchObject({ status: 'open' });
    expect(await refusal(proposalId, { outcome: 'confirm' })).toMatchObject({ code: 'NOTHING_PROPOSED' });
    expect(await refusal(proposalId, { outcome: 'close', difficulty: null })).toMatchObject({
      code: 'REASON_MISSING',
    });
    const closed = await decide(proposalId, { outcome: 'close', difficulty: null, reason: '补考全部通过' });
    expect(closed.duties).toEqual([]);
    expect(await caseOf(ZHOU)).toMatchObject({ status: 'closed', close_reason: '补考全部通过' });
    await run();
    expect((await listed('open')).map(({ student }) => student.studentNo)).toEqual([]);
  });

  it('failing again after that is proposed anew, and opens a case linked to the old', async () => {
    department.state.today = '2026-09-29';
    await importFails('再更正.csv', { [ZHOU]: [8, 6] });
    await run();
    const row = await rowOf(ZHOU);
    expect(row.change?.kind).toBe('again');
    const { caseId } = await decide(row.proposalId);
    const [held] = await department.database.query<{ previous: string | null }>(
      'select previous_case_id as previous from xueye.support_case where id = $1',
      [caseId],
    );
    expect(held?.previous).not.toBeNull();
  });

  it('a later 不认定 of the semester closes the case, whichever screening opened it', async () => {
    const row = await rowOf(XU, 'decided');
    expect(await refusal(row.proposalId, { outcome: 'dismiss' })).toMatchObject({ code: 'REASON_MISSING' });
    await decide(row.proposalId, { outcome: 'dismiss', reason: '核实后不认定' });
    expect(await caseOf(XU)).toMatchObject({ status: 'closed' });
  });

  it('closing where no case is open is refused', async () => {
    const row = await rowOf(XU, 'decided');
    const [made] = await department.database.query<{ id: string }>(
      'select id from xueye.decision where proposal_id = $1',
      [row.proposalId],
    );
    expect(
      await refusal(row.proposalId, { outcome: 'close', reason: '完', replaces: made?.id ?? null }),
    ).toMatchObject({ code: 'NO_OPEN_CASE' });
  });
});

describe('what a decision may rest on', () => {
  beforeAll(open);
  afterAll(() => department.database.close());

  it('not on a preview', async () => {
    await importFails('补考前.csv', { [LIN]: [8, 6] });
    await run(TERM, 'preview');
    expect(await refusal((await rowOf(LIN)).proposalId)).toMatchObject({ code: 'PREVIEW_ONLY' });
  });

  it('not on a file taken back since; a new screening may be decided by', async () => {
    const { importId } = await importFails('错的.csv', { [ZHOU]: [8, 6, 4] });
    department.state.today = '2026-09-15';
    await run();
    const { proposalId } = await rowOf(ZHOU);
    await department.act(staff.office, 'imports.rollback', { importId, reason: '文件有误' });
    expect(await refusal(proposalId)).toMatchObject({
      code: 'IMPORT_ROLLED_BACK',
      message: expect.stringContaining('请重新筛查'),
    });
    expect((await department.act(staff.leader, 'meeting.agenda', {})).rolledBack).toEqual(['错的.csv']);
    department.state.today = '2026-09-16';
    await run();
    expect((await department.act(staff.leader, 'meeting.agenda', {})).rolledBack).toEqual([]);
    expect((await decide((await rowOf(LIN)).proposalId)).caseId).not.toBeNull();
  });
});

describe('the next semester', () => {
  beforeAll(async () => {
    await open();
    await importFails('上学期.csv', { [LIN]: [8, 6], [ZHOU]: [8, 6] });
    await run();
    await decide((await rowOf(LIN)).proposalId);
    await decide((await rowOf(ZHOU)).proposalId);
    department.state.today = '2027-01-20';
    await importFails('重修后.csv', { [LIN]: [2], [ZHOU]: [8, 6] });
    await department.importText(
      '下学期.csv',
      gradeFile(gradeLine(ZHOU, '周予安', 'SK77', '2', '95')).replaceAll(
        '(2025-2026-2)-SK77-05001-1,2025-2026,2',
        '(2026-2027-1)-SK77-05001-1,2026-2027,1',
      ),
    );
    await run('2026-2027-1');
  });
  afterAll(() => department.database.close());

  it('ends a case of the semester before only by a person’s word', async () => {
    const row = await rowOf(LIN);
    expect(row).toMatchObject({ tier: null, change: { kind: 'cleared', caseTier: 1 } });
    await decide(row.proposalId, { outcome: 'close', difficulty: null, reason: '重修通过' });
    expect(await caseOf(LIN)).toMatchObject({ status: 'closed', close_reason: '重修通过' });
  });

  it('proposes who still fails as new: a new case linked to the old', async () => {
    const row = await rowOf(ZHOU);
    expect(row).toMatchObject({ tier: 1, change: null, previousTier: 1 });
    await decide(row.proposalId);
    expect(await caseOf(ZHOU)).toMatchObject({ status: 'open' });
  });

  it('decides no more by the list of the semester before, whatever the word', async () => {
    const { items } = await department.act(staff.office, 'screenings.list', {});
    const older = items.find(({ term }) => term === TERM)?.screeningId;
    const row = (await listed('decided', older)).find(({ student }) => student.studentNo === ZHOU);
    const proposalId = row?.proposalId ?? '';
    const { decision: made } = await department.act(staff.leader, 'meeting.proposal', { proposalId });
    const replaces = made?.decisionId ?? null;
    for (const word of [
      { outcome: 'change', tier: 3 },
      { outcome: 'dismiss', difficulty: null },
    ] as const) {
      expect(await refusal(proposalId, { ...word, reason: '按旧名单', replaces })).toMatchObject({
        code: 'NEWER_CASE',
        message: expect.stringContaining('2026-2027学年第1学期'),
      });
    }
    expect(await caseOf(ZHOU)).toMatchObject({ status: 'open', tier: '1' });
  });

  it('is on the table, though the semester before was screened again after it', async () => {
    const shown = async () => (await department.act(staff.leader, 'meeting.agenda', {})).screening;
    department.state.today = '2027-01-21';
    await run();
    expect(await shown()).toMatchObject({ term: '2026-2027-1', kind: 'official' });
    // Of one semester the official one, though a preview was run after it.
    await run('2026-2027-1', 'preview');
    expect(await shown()).toMatchObject({ term: '2026-2027-1', kind: 'official' });
  });

  it('is previewed without hiding what waits on the official list before it', async () => {
    await department.importText(
      '再下学期.csv',
      gradeFile(gradeLine(XU, '许星野', 'SK78', '13', '45', classOf(XU))).replaceAll(
        '(2025-2026-2)-SK78-05001-1,2025-2026,2',
        '(2026-2027-2)-SK78-05001-1,2026-2027,2',
      ),
    );
    department.state.today = '2027-01-22';
    const official = await run('2026-2027-1');
    const preview = await run('2026-2027-2', 'preview');
    const { screening } = await department.act(staff.leader, 'meeting.agenda', {});
    expect(screening).toMatchObject({ screeningId: preview, term: '2026-2027-2', kind: 'preview' });
    const { items } = await department.act(staff.leader, 'today.list', {});
    expect(items.find(({ kind }) => kind === 'decide')?.target).toMatchObject({ screeningId: official });
  });
});
