import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '#core/contract/actions';
import { isSaidAction, sayEvent } from '#core/domain/audit-sentence';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

let department: TestDepartment;
let staff: Staff;
let studentId: string;
beforeAll(async () => {
  department = await openDepartment();
  staff = await staffDepartment(department);
  await department.importText(
    '成绩.csv',
    gradeFile(
      gradeLine('202405010101', '林知远', 'SK01', '16', '45'),
      gradeLine('202405010102', '周予安', 'SK01', '13', '45'),
    ),
  );
  await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
  const { items } = await department.act(staff.leader, 'meeting.agenda', {});
  const first = items.find(({ student }) => student.name === '林知远');
  if (!first) throw new Error('not proposed');
  studentId = first.student.id;
  await department.act(staff.leader, 'meeting.decide', {
    id: uuidv7(),
    proposalId: first.proposalId,
    outcome: 'confirm',
    difficulty: 'both',
    causes: [],
    causeNote: '',
    reason: '',
  });
  await department.act(staff.adviser, 'students.archive', { studentId });
  await department.act(staff.adviser, 'students.sensitive', { studentId, purpose: 'contact-parents' });
  await department.act(staff.counselor, 'students.sensitive', { studentId, purpose: 'prepare-talk' });
});
afterAll(() => department.database.close());

const list = (input: Input<'audit.list'> = {}) => department.act(staff.leader, 'audit.list', input);

describe('who did or saw what', () => {
  it('newest first, by name', async () => {
    const { items } = await list();
    expect(items.slice(0, 4).map((item) => `${item.person.name}${sayEvent(item)}`)).toEqual([
      '苏慕言查看了林知远的家庭和联系方式，用于准备谈话',
      '顾明澜查看了林知远的家庭和联系方式，用于联系家长',
      '顾明澜打开了林知远的档案',
      '陆承钧决定：林知远，确认 二级',
    ]);
    expect(items[3]?.changes).toEqual({ outcome: [null, 'confirm'], tier: [null, '2'] });
    expect(items.map(({ seq }) => seq)).toEqual([...items.map(({ seq }) => seq)].sort((a, b) => b - a));
  });

  it.each([
    [{ person: '苏慕' }, 1],
    [{ person: 'T003' }, 1],
    [{ person: 'T0' }, 0],
    [{ person: '%' }, 0],
    [{ student: '知远', group: 'reading' }, 3],
    [{ student: '202405010101', group: 'meeting' }, 1],
    [{ student: '周予安' }, 0],
    [{ group: 'reading' }, 3],
    [{ group: 'reading', person: '顾明澜' }, 2],
    [{ from: '2026-09-15' }, 0],
    [{ to: '2026-09-13' }, 0],
    [{ from: '2026-09-14', to: '2026-09-14', group: 'reading' }, 3],
  ] as const)('%o finds %i', async (input, count) => {
    expect((await list(input)).items).toHaveLength(count);
  });

  it('of one student, from the archive', async () => {
    expect((await list({ studentId })).items.map(({ action }) => action)).toEqual([
      'students.sensitive',
      'students.sensitive',
      'students.archive',
      'meeting.decide',
    ]);
  });

  it('in pages, each event once, while others write', async () => {
    for (let n = 0; n < 60; n++) await department.act(staff.adviser, 'students.archive', { studentId });
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(cursor === undefined ? {} : { cursor });
      expect(page.items.length).toBeLessThanOrEqual(50);
      seen.push(...page.items.map(({ seq }) => seq));
      cursor = page.nextCursor ?? undefined;
      await department.act(staff.adviser, 'students.archive', { studentId });
    } while (cursor !== undefined);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
    expect(seen.at(-1)).toBe(1);
  });

  it.each([{ cursor: 'x' }, { cursor: '-1' }, { from: '2026-09-15', to: '2026-09-14' }])(
    'refuses %o',
    async (input) => {
      expect(await department.call(staff.leader, 'audit.list', input)).toMatchObject({
        ok: false,
        error: { code: 'INVALID_INPUT' },
      });
    },
  );

  it('is nobody’s but the leader’s', async () => {
    for (const [name, id] of Object.entries(staff)) {
      if (name === 'leader') continue;
      for (const action of ['audit.list', 'audit.check'] as const) {
        expect(await department.call(id, action, {})).toMatchObject({
          ok: false,
          error: { code: name === 'formerAdviser' ? 'NO_ROLE' : 'FORBIDDEN' },
        });
      }
    }
  });
});

describe('what changed', () => {
  const changesOf = async (action: string) =>
    (await list()).items.find((item) => item.action === action)?.changes;

  it('a roster that is imported again says whose fields changed, without the texts', async () => {
    await department.importText(
      'students.csv',
      '学号,姓名,性别,籍贯,班级,家庭,联系方式,家长\n202405010102,周予安,女,浙江宁波,生物技术241,城镇,19900000003,父亲 周和 19911111111',
    );
    const { items } = await list({ student: '周予安' });
    expect(items.map(({ action, changes }) => [action, changes])).toEqual([
      ['students.changed', { className: ['生物科学241', '生物技术241'], guardians: ['held', 'other'] }],
    ]);
    const [held] = await department.database.query<{ all: string }>(
      `select string_agg(e::text, '') as all from xueye.audit_event e`,
    );
    expect(held?.all).not.toMatch(/19900000003|19911111111|19900000004|周和|陈宁/);
  });

  it('a day of the calendar', async () => {
    await department.act(staff.office, 'calendar.change', {
      change: { kind: 'correct', day: '2026-09-18', as: 'free', note: '运动会' },
    });
    expect(await changesOf('calendar.correct')).toEqual({ teaching: ['plan', 'free'] });
  });

  it('a term', async () => {
    await department.act(staff.office, 'calendar.change', {
      change: {
        kind: 'save-term',
        term: '2026-2027-1',
        from: '2026-08-31',
        to: '2027-01-17',
        selection: null,
      },
    });
    expect(await changesOf('calendar.save-term')).toEqual({ to: ['2027-01-15', '2027-01-17'] });
  });

  it('a decision that is revised', async () => {
    const { items } = await department.act(staff.leader, 'meeting.agenda', { show: 'decided' });
    const [decided] = items;
    const { decision } = await department.act(staff.leader, 'meeting.proposal', {
      proposalId: decided?.proposalId ?? '',
    });
    await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: decided?.proposalId ?? '',
      replaces: decision?.decisionId ?? null,
      outcome: 'change',
      tier: 3,
      difficulty: 'both',
      causes: [],
      causeNote: '',
      reason: '家访之后',
    });
    expect(await changesOf('meeting.decide')).toEqual({ outcome: ['confirm', 'change'], tier: ['2', '3'] });
  });
});

describe('the chain on the page', () => {
  it('is whole, part by part', async () => {
    const { seq } = (await list()).items[0] ?? { seq: 0 };
    expect(await department.act(staff.leader, 'audit.check', {})).toMatchObject({
      head: { seq },
      last: seq,
      broken: null,
      hasMore: false,
    });
    expect(await department.act(staff.leader, 'audit.check', { after: 5 })).toMatchObject({
      last: seq,
      broken: null,
    });
  });

  it('names the first event that does not fit, and an end that is gone', async () => {
    const { items } = await list();
    const last = items[0]?.seq ?? 0;
    const forge = (script: string) =>
      department.database.transaction((tx) =>
        tx.exec(
          `alter table xueye.audit_event disable trigger all; ${script}; alter table xueye.audit_event enable trigger all`,
        ),
      );
    await forge(`delete from xueye.audit_event where seq = ${last}`);
    expect(await department.act(staff.leader, 'audit.check', {})).toMatchObject({ broken: last });
    await forge(`update xueye.audit_event set role = 'x' where seq = 3`);
    expect(await department.act(staff.leader, 'audit.check', {})).toMatchObject({ broken: 3 });
  });
});

it('every action that is recorded has a sentence of its own', () => {
  const folder = path.resolve(import.meta.dirname, '../../../core/application');
  const recorded = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const source = readFileSync(path.join(folder, name), 'utf8');
      return [...source.matchAll(/audit\.record\(\{\s*action: '([^']+)'/g)].map(([, action]) => action ?? '');
    });
  expect(recorded.length).toBeGreaterThan(15);
  expect([...new Set(recorded)].filter((action) => !isSaidAction(action))).toEqual([]);
});
