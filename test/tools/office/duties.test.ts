import { describe, expect, it } from 'vitest';
import type { Duty } from '#core/domain/duty';
import { policy2015 } from '#core/policies/index';
import { runDuties } from '../../../tools/office/duties';
import { useOffice } from './office-command';

const { file, office } = useOffice();

/** 2026: 中秋 on Friday 09-25, 国庆 from 10-01 to 10-07, teaching on 09-20 and 10-10 instead. */
const CALENDAR = {
  terms: [
    { term: '2026-2027-1', from: '2026-08-31', to: '2027-01-15' },
    { term: '2026-2027-2', from: '2027-02-22', to: '2027-07-02' },
  ],
  holidays: [
    '2026-09-25',
    '2026-10-01',
    '2026-10-02',
    '2026-10-03',
    '2026-10-04',
    '2026-10-05',
    '2026-10-06',
    '2026-10-07',
  ],
  makeupWorkdays: ['2026-09-20', '2026-10-10'],
};
const FACTS = { policy: '2015', calendar: CALENDAR, decisions: [{ tier: 2, decidedOn: '2026-09-14' }] };
const TALK = { heldOn: '2026-09-16', by: ['adviser'], mode: 'in-person', attended: true };

async function written(facts: unknown): Promise<string> {
  return file('facts.json', typeof facts === 'string' ? facts : JSON.stringify(facts));
}

const run = async (facts: unknown, asOf: string, format = 'json') =>
  office('duties', '--facts', await written(facts), '--as-of', asOf, '--format', format);

async function duties(facts: unknown, asOf: string): Promise<readonly Duty[]> {
  const { code, stdout, stderr } = await run(facts, asOf);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout).duties;
}

/** kind/role dueOn state doneOn */
const lines = (rows: readonly Duty[]) =>
  rows.map(({ kind, role, dueOn, state, doneOn }) => `${kind}/${role} ${dueOn} ${state} ${doneOn}`);

describe('office duties, by hand', () => {
  it('tier 2 in its third week', async () => {
    const facts = {
      ...FACTS,
      talks: [
        { ...TALK, filedOn: '2026-09-24' },
        { ...TALK, heldOn: '2026-09-18', by: ['counselor'], attended: false },
      ],
      supplements: [{ by: 'counselor', heldOn: null }],
      contacts: [{ kind: 'phone', on: '2026-09-17', reached: true, verified: false }],
      letters: [
        { state: 'posted', on: '2026-09-20' },
        { state: 'returned', on: '2026-09-27' },
      ],
      pairings: [{ from: '2026-09-21' }],
      meetings: [],
      studyPlans: [{ on: '2026-09-17' }],
      planReviews: [],
      statuses: [],
    };
    const rows = await duties(facts, '2026-09-28');
    expect(lines(rows)).toEqual([
      'first-talk/adviser 2026-09-21 done 2026-09-16',
      'first-talk/counselor 2026-09-21 overdue null',
      'study-plan/adviser 2026-09-28 done 2026-09-17',
      'regular-talk/adviser 2026-09-30 open null',
      'regular-talk/counselor 2026-10-21 upcoming null',
      'phone-parents/either 2026-09-21 overdue null',
      'warning-letter/office 2026-09-28 open null',
      'pairing/counselor 2026-10-08 done 2026-09-21',
      // 10-01 is a holiday.
      'plan-review/adviser 2026-10-08 upcoming null',
      'course-advice/adviser null upcoming null',
      'volunteer-guidance/counselor 2026-10-21 upcoming null',
      'focus-note/teacher 2026-10-14 upcoming null',
    ]);
    expect(Object.keys(rows[0] ?? {})).toEqual(['kind', 'role', 'dueOn', 'state', 'doneOn', 'because']);
    expect(rows.map(({ because }) => because)).toEqual([
      '认定 9月14日 + 一周 = 9月21日，须面对面；已于9月16日完成（补录，晚 8 天）',
      '认定 9月14日 + 一周 = 9月21日，须面对面；9月18日约谈，学生未到',
      '认定 9月14日 + 两周 = 9月28日；已于9月17日完成',
      '上次谈话 9月16日 + 两周 = 9月30日',
      '首次谈话期限 9月21日 + 一个月 = 10月21日',
      '认定 9月14日 + 一周 = 9月21日；9月17日接通的号码未核实，不计',
      '认定 9月14日 + 两周 = 9月28日；9月27日退回，须重寄',
      '认定 9月14日 + 三周 = 10月5日，国庆放假，顺延至10月8日；已于9月21日完成',
      '学习计划 9月17日 + 两周 = 10月1日，国庆放假，顺延至10月8日',
      '校历没有录入选课周，期限未定',
      '结对 9月21日 + 一个月 = 10月21日',
      '认定 9月14日 + 一个月 = 10月14日',
    ]);
  });

  it('tier 1 across the winter: its days do not count', async () => {
    const facts = {
      ...FACTS,
      decisions: [{ tier: 1, decidedOn: '2026-12-28' }],
      talks: [{ ...TALK, heldOn: '2026-12-30', by: ['adviser', 'counselor'] }],
    };
    expect(lines(await duties(facts, '2027-02-22'))).toEqual([
      'first-talk/adviser 2027-01-04 done 2026-12-30',
      'first-talk/counselor 2027-01-04 done 2026-12-30',
      'study-plan/adviser 2027-01-11 overdue null',
      // 31 days from 12-30: 16 to the end of the term, 15 from 02-22 on, to Monday 03-08.
      'regular-talk/adviser 2027-03-08 upcoming null',
      'phone-parents/either 2027-01-04 overdue null',
      // 31 days from 01-11: 4 and 27, a Saturday.
      'plan-review/adviser 2027-03-22 upcoming null',
      'course-advice/adviser null upcoming null',
      // 31 days from 12-28: 18 and 13, a Saturday.
      'focus-note/teacher 2027-03-08 upcoming null',
    ]);
  });

  it('tier 3 with its meeting, after a return from suspension', async () => {
    const facts = {
      ...FACTS,
      decisions: [{ tier: 3, decidedOn: '2026-09-14' }],
      talks: [{ ...TALK, mode: 'phone' }],
      statuses: [{ kind: 'suspended', from: '2026-09-20', to: '2026-11-15' }],
      meetings: [{ on: '2026-11-20', present: ['student', 'parent', 'adviser', 'counselor'] }],
    };
    expect(lines(await duties(facts, '2026-11-23'))).toEqual([
      'first-talk/adviser 2026-09-21 done 2026-09-16',
      'first-talk/counselor 2026-11-23 open null',
      'study-plan/adviser 2026-11-30 open null',
      'regular-talk/counselor 2026-12-07 upcoming null',
      'joint-meeting/either 2026-12-07 done 2026-11-20',
      'plan-review/adviser 2026-12-14 upcoming null',
      'course-advice/adviser null upcoming null',
      'focus-note/teacher 2026-12-16 upcoming null',
    ]);
    const paused = await duties({ ...facts, meetings: [] }, '2026-11-15');
    expect(paused.slice(1).every(({ state, dueOn }) => state === 'paused' && dueOn === null)).toBe(true);
  });

  it('takes a whole policy, waivers, handovers and a selection week', async () => {
    const policy = {
      ...policy2015,
      duties: { ...policy2015.duties, dueDays: { ...policy2015.duties.dueDays, firstTalk: 3 } },
    };
    const facts = {
      policy,
      calendar: { ...CALENDAR, selectionWeeks: [{ from: '2026-12-21', to: '2026-12-27' }] },
      decisions: FACTS.decisions,
      waivers: [{ kind: 'phone-parents', on: '2026-09-15', reason: '家长已故' }],
      assignments: [{ role: 'adviser', from: '2026-09-21' }],
    };
    const rows = lines(await duties(facts, '2026-09-21'));
    expect(rows).toContain('first-talk/counselor 2026-09-17 overdue null');
    expect(rows).toContain('first-talk/adviser 2026-09-24 open null');
    expect(rows).toContain('phone-parents/either 2026-09-21 waived null');
    expect(rows).toContain('course-advice/adviser 2026-12-18 upcoming null');
  });

  it('nothing before a decision', async () => {
    expect(await duties({ ...FACTS, decisions: [] }, '2026-09-28')).toEqual([]);
    expect(await duties({}, '2026-09-28')).toEqual([]);
  });
});

describe('office duties, what it knows', () => {
  it('without a calendar: the state’s holidays by name, and says that the semesters are unknown', async () => {
    const { stdout, stderr } = await run({ ...FACTS, calendar: undefined }, '2026-09-28');
    const rows: readonly Duty[] = JSON.parse(stdout).duties;
    expect(rows.find(({ kind }) => kind === 'pairing')?.dueOn).toBe('2026-10-08');
    expect(stderr).toBe('注意：没有学期的起止日期，寒暑假未知，没有扣除。\n');
  });

  it('does not take a year without published holidays for one without holidays', async () => {
    const { stderr } = await run({ decisions: [{ tier: 1, decidedOn: '2035-09-24' }] }, '2035-09-24');
    expect(stderr).toContain('2035 年的国家节假日没有数据，没有避开');
  });

  it('leaves out what lies ahead, fields that it does not know, and says so', async () => {
    const { code, stdout, stderr } = await run({ ...FACTS, talks: [TALK], talk: [] }, '2026-09-15');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).duties[0]).toMatchObject({ state: 'open', doneOn: null });
    expect(stderr).toBe(
      '注意：没有用到的字段「talk」，请看是否写错。\n注意：「talks[0].heldOn」（2026-09-16）晚于 2026-09-15，没有计入。\n',
    );
  });

  it('says where the calendar ends', async () => {
    const { stderr } = await run(
      { ...FACTS, decisions: [{ tier: 1, decidedOn: '2027-06-28' }] },
      '2027-06-28',
    );
    expect(stderr).toBe('注意：校历只到 2027-07-02，此后的假期未知，没有扣除。\n');
  });

  it('a table for people, with what the rule sets no cadence for', async () => {
    const { code, stdout } = await run(
      { ...FACTS, decisions: [{ tier: 1, decidedOn: '2026-09-14' }], talks: [TALK] },
      '2026-09-28',
      'table',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('2026-09-28    帮扶类型：一级，2026-09-14 认定    依据：学业困难学生帮扶办法');
    expect(stdout).toMatch(/首次谈话\s+班主任\s+2026-09-21\s+已完成\s+2026-09-16\s+认定/);
    expect(stdout).toMatch(/首次谈话\s+辅导员\s+2026-09-21\s+已逾期\s+认定/);
    expect(stdout).toContain('辅导员定期谈话：办法未规定周期。');
    const early = await run(FACTS, '2026-09-13', 'table');
    expect(early.stdout).toContain('到这一天还没有认定，没有应办事项。');
  });

  it.each([
    ['a byte-order mark', (text: string) => `\ufeff${text}`],
    ['line ends of Windows', (text: string) => text.replaceAll(',', ',\r\n')],
  ])('reads a file with %s', async (_what, change) => {
    expect(await duties(change(JSON.stringify(FACTS)), '2026-09-28')).not.toEqual([]);
  });

  it('--help shows how the file is written', async () => {
    const { code, stdout } = await office('duties', '--help');
    expect(code).toBe(0);
    for (const word of ['--facts', '--as-of', 'decisions', 'waivers', 'selectionWeeks', '退出码'])
      expect(stdout).toContain(word);
  });
});

describe('office duties refuses in one sentence', () => {
  const facts = (fields: object) => ({ ...FACTS, ...fields });
  it.each<[string, unknown, string]>([
    ['not JSON', '{', '不能读取事实文件'],
    ['not an object', [], '「顶层」应为一组字段 {…}，现为 []。'],
    ['a policy that is not there', facts({ policy: '2030' }), '「policy」不能用：不能读取政策文件「2030」'],
    ['a policy of another kind', facts({ policy: true }), '「policy」应为 2015、2025'],
    ['a policy that is incomplete', facts({ policy: { id: 'x' } }), '「policy」不能用：政策文件中的「'],
    ['no list', facts({ talks: {} }), '「talks」应为列表 […]，现为 {}。'],
    [
      'no such day',
      facts({ talks: [TALK, { ...TALK, heldOn: '2026-09-31' }] }),
      '「talks[1].heldOn」应为日期，例如 2026-09-16，现为 "2026-09-31"。',
    ],
    [
      'a day left out',
      facts({ studyPlans: [{}] }),
      '「studyPlans[0].on」应为日期，例如 2026-09-16，没有写。',
    ],
    [
      'a day in another form',
      facts({ decisions: [{ tier: 2, decidedOn: '2026/9/14' }] }),
      '「decisions[0].decidedOn」应为日期，例如 2026-09-16，现为 "2026/9/14"。',
    ],
    [
      'a day out of all reason',
      facts({ meetings: [{ on: '1026-09-14', present: ['student'] }] }),
      '「meetings[0].on」应为 1990 年到 2199 年的日期',
    ],
    [
      'a tier that does not exist',
      facts({ decisions: [{ tier: 4, decidedOn: '2026-09-14' }] }),
      '「decisions[0].tier」应为 watch、1、2、3 之一，现为 4。',
    ],
    [
      'a mode that does not exist',
      facts({ talks: [{ ...TALK, mode: 'mail' }] }),
      '「talks[0].mode」应为 in-person、phone、online 之一，现为 "mail"。',
    ],
    [
      'a talk that nobody held',
      facts({ talks: [{ ...TALK, by: [] }] }),
      '「talks[0].by」应为列表，至少写一个。',
    ],
    ['a role that does not exist', facts({ talks: [{ ...TALK, by: ['dean'] }] }), '「talks[0].by[0]」应为'],
    [
      'a yes that is none',
      facts({ talks: [{ ...TALK, attended: 'yes' }] }),
      '「talks[0].attended」应为 true 或 false，现为 "yes"。',
    ],
    [
      'a talk filed before it was held',
      facts({ talks: [{ ...TALK, filedOn: '2026-09-15' }] }),
      '「talks[0].heldOn」（2026-09-16）晚于填写日期 filedOn（2026-09-15）：谈话日期不能在将来。',
    ],
    [
      'a call without a word on its number',
      facts({ contacts: [{ kind: 'phone', on: '2026-09-16', reached: true }] }),
      '「contacts[0].verified」应为 true 或 false，没有写。',
    ],
    [
      'a state of letters',
      facts({ letters: [{ state: 'lost', on: '2026-09-16' }] }),
      '「letters[0].state」应为 draft、',
    ],
    [
      'an end before the beginning',
      facts({ pairings: [{ from: '2026-09-16', to: '2026-09-15' }] }),
      '「pairings[0].to」（2026-09-15）早于 from（2026-09-16）。',
    ],
    [
      'a status',
      facts({ statuses: [{ kind: 'asleep', from: '2026-09-16' }] }),
      '「statuses[0].kind」应为 suspended、',
    ],
    [
      'a waiver without a reason',
      facts({ waivers: [{ kind: 'pairing', on: '2026-09-16', reason: ' ' }] }),
      '「waivers[0].reason」应为文字，现为 " "。',
    ],
    [
      'terms that overlap',
      facts({
        calendar: { terms: [CALENDAR.terms[0], { term: 'x', from: '2027-01-15', to: '2027-07-02' }] },
      }),
      '「calendar.terms[1]」与 calendar.terms[0] 的日期重叠。',
    ],
    [
      'a term without an end',
      facts({ calendar: { terms: [{ term: 'x', from: '2027-01-15' }] } }),
      '「calendar.terms[0].to」应为日期',
    ],
    [
      'a holiday that is no day',
      facts({ calendar: { ...CALENDAR, holidays: ['国庆'] } }),
      '「calendar.holidays[0]」应为日期',
    ],
  ])('%s', async (_what, given, sentence) => {
    const path = await written(given);
    const refusal = runDuties(['--facts', path, '--as-of', '2026-09-28']);
    await expect(refusal).rejects.toMatchObject({
      name: 'DomainError',
      message: expect.stringContaining(sentence),
    });
  });

  it.each<[readonly string[], string]>([
    [[], '请用 --facts 写明事实文件'],
    [['--facts', 'x.json'], '请用 --as-of 写明日期'],
    [
      ['--facts', 'nowhere.json', '--as-of', '2026-09-28'],
      '不能读取事实文件「nowhere.json」：找不到或打不开',
    ],
    [['--facts', 'x.json', '--as-of', '2026-02-30'], '「--as-of」应为日期'],
    [
      ['--facts', 'x.json', '--as-of', '2026-09-28', '--format', 'xml'],
      '--format 只能是 table 或 json，不是“xml”',
    ],
    [['--facts', 'x.json', '--facts', 'y.json', '--as-of', '2026-09-28'], '--facts 只能写一次'],
    [['--fact', 'x.json'], '没有“--fact”这个选项'],
    [['--facts'], '选项 --facts 的值不对'],
    [['x.json'], '不认识“x.json”'],
  ])('%j', async (args, sentence) => {
    await expect(runDuties(args)).rejects.toMatchObject({
      name: 'DomainError',
      message: expect.stringContaining(sentence),
    });
  });

  it.each<[readonly string[], string]>([
    [
      ['--facts', 'nowhere.json', '--as-of', '2026-09-28'],
      '不能读取事实文件「nowhere.json」：找不到或打不开。\n',
    ],
    [
      ['--facts', 'bad.json', '--as-of', '2026-09-28'],
      '「decisions[0].tier」应为 watch、1、2、3 之一，没有写。\n',
    ],
  ])('with exit code 2 and nothing on standard output: %j', async (args, stderr) => {
    await file('bad.json', JSON.stringify({ decisions: [{ decidedOn: '2026-09-14' }] }));
    expect(await office('duties', ...args)).toEqual({ code: 2, stdout: '', stderr });
  });
});
