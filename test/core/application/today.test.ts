import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** Two students at tier 2 and 1 in one class, one at tier 1 in the other; decided on 9月14日. */
describe('今日', () => {
  let department: TestDepartment;
  let staff: Staff;
  const caseOf = new Map<string, string>();
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
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    const { items } = await department.act(staff.leader, 'meeting.agenda', {});
    for (const { proposalId, student } of items) {
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
  });
  afterAll(() => department.database.close());

  const today = (personId: string, input: Input<'today.list'> = {}) =>
    department.act(personId, 'today.list', input);
  const file = (name: string, fields: Partial<Input<'talks.file'>> = {}, by = staff.adviser) =>
    department.act(by, 'talks.file', {
      id: uuidv7(),
      caseId: caseOf.get(name) ?? '',
      heldOn: department.state.today,
      mode: 'in-person',
      place: '',
      duration: 30,
      attended: true,
      jointWith: null,
      family: '',
      contact: '',
      problems: '缺课较多。',
      assessment: '需要关注。',
      parentsContacted: null,
      needsAttention: null,
      psychologicalReferral: null,
      ...fields,
    });

  it('lists talks, and folds what the app cannot close into a number', async () => {
    const seen = await today(staff.adviser);
    expect(new Set(seen.items.map(({ kind }) => kind))).toEqual(new Set(['first-talk', 'regular-talk']));
    expect(seen.others.total).toBeGreaterThan(0);
    const others = await today(staff.adviser, { show: 'others' });
    expect(others.items).toHaveLength(others.total);
    expect(others.total).toBe(seen.others.total);
    expect(others.items.every(({ kind, hint }) => !kind.endsWith('-talk') && hint !== null)).toBe(true);
    expect(seen.counts.open + seen.counts.overdue + seen.counts.upcoming).toBe(seen.items.length);
  });

  it('shows the coming days with what is due on each', async () => {
    const { days } = await today(staff.adviser);
    expect(days).toHaveLength(14);
    expect(days[0]).toEqual({ day: '2026-09-14', due: 0, isTeaching: true });
    expect(days[7]).toEqual({ day: '2026-09-21', due: 2, isTeaching: true });
    expect(days[5]).toMatchObject({ day: '2026-09-19', isTeaching: false });
    const onDay = await today(staff.adviser, { day: '2026-09-21' });
    expect(onDay.items.map(({ kind }) => kind)).toEqual(['first-talk', 'first-talk']);
  });

  it.each([
    [{ search: '林' }, ['林知远']],
    [{ search: '2024050101' }, ['周予安', '林知远']],
    [{ search: '5010101' }, []],
    [{ search: ' 周予安 ' }, ['周予安']],
    [{ tier: 2 }, ['林知远']],
    [{ tier: 3 }, []],
    [{ overdue: true }, []],
    [{ kind: 'first-talk' }, ['周予安', '林知远']],
    [{ kind: 'regular-talk', tier: 1 }, ['周予安']],
  ] satisfies [Input<'today.list'>, string[]][])(
    'narrowed by %o shows %o, and the counts stay',
    async (input, names) => {
      const all = await today(staff.adviser);
      const seen = await today(staff.adviser, input);
      expect([...new Set(seen.items.map(({ student }) => student?.name))].sort()).toEqual([...names].sort());
      expect(seen.counts).toEqual(all.counts);
      expect(seen.total).toBe(seen.items.length);
    },
  );

  it('narrows a counselor’s list by class, and never beyond the area', async () => {
    const { classes } = await today(staff.counselor);
    expect(classes.map(({ name }) => name)).toEqual(['生物科学241']);
    const own = await today(staff.counselor, { classId: classes[0]?.id ?? '' });
    expect(own.total).toBeGreaterThan(0);
    const foreign = (await today(staff.otherCounselor)).classes[0]?.id ?? '';
    expect((await today(staff.counselor, { classId: foreign })).items).toEqual([]);
  });

  it('the office has the warning letters, nobody’s talks', async () => {
    const { items } = await today(staff.office);
    expect(items.filter(({ kind }) => kind === 'warning-letter').map(({ student }) => student?.name)).toEqual(
      ['林知远'],
    );
    expect(items.some(({ kind }) => kind.endsWith('-talk'))).toBe(false);
  });

  it.each(['teacher', 'volunteer'] as const)('a %s has nothing, and no numbers either', async (who) => {
    expect(await today(staff[who])).toMatchObject({
      items: [],
      days: [],
      counts: { overdue: 0, open: 0, upcoming: 0 },
      others: { total: 0, overdue: 0 },
    });
  });

  it('keeps what was filed today at the end, with a way to the record', async () => {
    const { talkId, closed } = await file('林知远');
    expect(closed.map(({ kind, role }) => [kind, role])).toEqual([['first-talk', 'adviser']]);
    const { items } = await today(staff.adviser);
    expect(items.at(-1)).toMatchObject({
      section: 'done',
      title: '谈话已记录',
      target: { page: 'talk-view', talkId },
    });
    expect((await today(staff.counselor)).items.some(({ section }) => section === 'done')).toBe(false);
    department.state.today = '2026-09-15';
    expect((await today(staff.adviser)).items.some(({ section }) => section === 'done')).toBe(false);
  });

  it('names the regular talk that a filing closed, with the day it was held', async () => {
    department.state.today = '2026-09-28';
    const before = (await today(staff.adviser)).items.find(
      ({ kind, student }) => kind === 'regular-talk' && student?.name === '林知远',
    );
    expect(before?.dueOn).toBe('2026-09-28');
    const { closed, next } = await file('林知远');
    expect(closed).toMatchObject([
      { kind: 'regular-talk', role: 'adviser', state: 'done', dueOn: '2026-09-28', doneOn: '2026-09-28' },
    ]);
    expect(next?.dueOn).toBe('2026-10-12');
    // On the day before the last talk: nothing that was due is done by it.
    const earlier = await file('林知远', { heldOn: '2026-09-25' });
    expect(earlier.closed).toEqual([]);
  });

  it('the leader sees who is late, the longest first, and one tap more what', async () => {
    department.state.today = '2026-09-28';
    const { items, counts, days } = await today(staff.leader);
    const people = items.filter(({ section }) => section === 'people');
    expect(people.map(({ title }) => title)).toEqual([
      // Talks, and the calls that adviser or counselor owe.
      '顾明澜（班主任）逾期 3 项',
      '贺兰亭（班主任）逾期 2 项',
      '苏慕言（辅导员）逾期 4 项',
      '程以宁（辅导员）逾期 2 项',
    ]);
    expect(people[0]?.detail).toBe('最久的 7 天');
    expect(counts.overdue).toBe(8);
    expect(days).toEqual([]);
    const theirs = await today(staff.leader, { personId: staff.counselor });
    expect(theirs.person).toEqual({ personId: staff.counselor, name: '苏慕言' });
    expect(theirs.items.map(({ kind, target }) => [kind, target.page]).sort()).toEqual([
      ['first-talk', 'archive'],
      ['first-talk', 'archive'],
      ['phone-parents', 'archive'],
      ['phone-parents', 'archive'],
    ]);
  });

  it('the leader sees the letters that the office has let pass, on one line that leads to them', async () => {
    const late = async () =>
      (await today(staff.leader)).items.filter(({ kind }) => kind === 'warning-letter');
    department.state.today = '2026-09-28';
    expect(await late()).toEqual([]);
    department.state.today = '2026-09-30';
    expect(await late()).toMatchObject([
      {
        title: '书面预警通知书逾期 1 份',
        detail: '系学工办寄出即完成；最久的 2 天',
        target: { page: 'letters' },
      },
    ]);
    department.state.today = '2026-09-28';
  });

  it('blames nobody where the student did not come', async () => {
    const caseId = caseOf.get('许星野') ?? '';
    const { numbers } = await department.act(staff.otherCounselor, 'contacts.form', { caseId });
    for (const { phone } of numbers.flatMap((number) => [number, number, number])) {
      await department.act(staff.otherCounselor, 'contacts.file', {
        id: uuidv7(),
        caseId,
        calledOn: '2026-09-28',
        phone,
        reached: false,
        failure: 'no-answer',
        who: '',
        identityPassed: null,
        told: '',
        answer: '',
        next: '',
      });
    }
    await department.act(staff.leader, 'contacts.waive', { id: uuidv7(), caseId, reason: '都打不通' });
    await file('许星野', { attended: false, duration: null }, staff.otherAdviser);
    const { items, counts } = await today(staff.leader);
    const people = items.filter(({ section }) => section === 'people');
    expect(people.at(-1)).toMatchObject({
      title: '贺兰亭（班主任）学生未到 1 项',
      detail: '最久的 7 天；都约过，学生未到',
      state: 'open',
    });
    // Less the talk, and the call that the leader waived.
    expect(counts.overdue).toBe(6);
    const theirs = await today(staff.leader, { personId: staff.otherAdviser });
    expect(theirs.items).toMatchObject([{ state: 'open', detail: expect.stringMatching(/约过，学生未到$/) }]);
    expect(theirs.counts.overdue).toBe(0);
    const own = await today(staff.otherAdviser);
    expect(own.items.at(-1)?.title).toBe('学生未到，已记录');
    expect(own.counts.overdue).toBe(1);
  });

  it('a class that nobody answers for stands apart', async () => {
    department.state.today = '2026-09-28';
    await department.importText('classes.csv', '班级,年级,专业,责任区\n生物科学251,2025,生物科学,一区');
    for (const who of [staff.leader, staff.office]) {
      const { items } = await today(who);
      expect(items.find(({ section }) => section === 'exception')).toMatchObject({
        title: '生物科学251',
        kind: 'exception',
      });
    }
  });

  it('refuses a person’s list to who is not the leader: it is their own that they see', async () => {
    const own = await today(staff.adviser);
    expect(await today(staff.adviser, { personId: staff.counselor })).toEqual(own);
  });

  describe('the coming weeks', () => {
    it('count every talk of the cadence, what is overdue in this week', async () => {
      department.state.today = '2026-09-28';
      const { people, weeks } = await department.act(staff.adviser, 'today.workload', {});
      expect(weeks.map(({ from }) => from)).toEqual([
        '2026-09-28',
        '2026-10-05',
        '2026-10-12',
        '2026-10-19',
        '2026-10-26',
        '2026-11-02',
      ]);
      // 林知远 every two weeks from 9月28日; 周予安 overdue now, then monthly.
      expect(people).toEqual([
        { key: `${staff.adviser}:adviser`, name: '顾明澜', role: '班主任', talks: [1, 0, 1, 0, 2, 0] },
      ]);
    });

    it('show the leader everybody, the heaviest first', async () => {
      const { people } = await department.act(staff.leader, 'today.workload', {});
      expect(new Set(people.map(({ name }) => name))).toEqual(
        new Set(['顾明澜', '贺兰亭', '苏慕言', '程以宁']),
      );
      const totals = people.map(({ talks }) => talks.reduce((all, one) => all + one, 0));
      expect(totals).toEqual([...totals].sort((a, b) => b - a));
    });
  });
});
