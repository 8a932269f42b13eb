import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAs } from '#adapters/postgres/context';
import { listDepartments } from '#adapters/postgres/key-runs';
import { spellDepartment } from '#adapters/postgres/name-spellings';
import type { Input } from '#core/contract/actions';
import type { Role } from '#core/domain/role';
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

  /** Names that a person finds among all students in reach. */
  const found = async (personId: string, input: Input<'students.list'>) =>
    (await department.act(personId, 'students.list', { scope: 'all', ...input })).items.map(
      ({ name }) => name,
    );

  it.each([
    ['202405010', ['林知远', '周予安']],
    ['２０２４０５０１０１０２', ['周予安']],
    ['5010101', []],
    ['知', ['林知远']],
    ['予安', ['周予安']],
    ['LZY', ['林知远']],
    ['lin zhi', ['林知远']],
    ['zhouya', ['周予安']],
    ['y', ['林知远', '周予安', '许星野']],
    ['zz', []],
    ["'", []],
    ['\\', []],
    ['%', []],
    ['林 | 周', []],
  ])('students looked for by %s: %o', async (search, names) => {
    expect(await found(staff.office, { search })).toEqual(names);
  });

  it('finds nobody out of reach, by the gate and by the wall behind it', async () => {
    expect(await found(staff.adviser, { search: 'xxy' })).toEqual([]);
    expect(await found(staff.otherCounselor, { search: 'xxy' })).toEqual(['许星野']);
    expect(await found(staff.otherCounselor, { search: '2024' })).toEqual(['许星野']);
    const departmentId = (
      await department.database.query<{ id: string }>(
        'select department_id::text as id from xueye.person where id = $1',
        [staff.adviser],
      )
    )[0]?.id;
    const raw = (personId: string, role: Role, question: string) =>
      department.database.transaction(async (tx) => {
        await enterAs(tx, {
          departmentId: departmentId ?? '',
          personId,
          role,
          today: department.state.today,
        });
        return tx.query(question);
      });
    const everyone = "select xueye.find_students('2024', 'x')";
    expect(await raw(staff.office, 'office', everyone)).toHaveLength(3);
    expect(await raw(staff.adviser, 'adviser', everyone)).toHaveLength(2);
    expect(await raw(staff.volunteer, 'volunteer', everyone)).toEqual([]);
    expect(await raw(staff.counselor, 'counselor', "select xueye.find_people('g')")).toEqual([]);
    await expect(
      raw(staff.leader, 'leader', `select xueye.spell_names('[{"name":"甲","keys":["x"]}]')`),
    ).rejects.toThrow(/only the office/u);
  });

  it('narrows the caseload by class, tier and what is overdue', async () => {
    const names = async (input: Input<'students.list'>) =>
      (await department.act(staff.leader, 'students.list', input)).items.map(({ name }) => name);
    const { classes } = await department.act(staff.leader, 'students.list', {});
    const classId = classes.find(({ name }) => name === '生物技术241')?.id ?? '';
    expect(await names({ classId })).toEqual(['许星野']);
    expect(await names({ tier: 2, scope: 'all' })).toEqual(['林知远']);
    expect(await names({ overdue: true })).toEqual([]);
    department.state.today = '2026-09-23';
    expect((await names({ overdue: true, sort: 'student-no' }))[0]).toBe('林知远');
    department.state.today = '2026-09-14';
  });

  it('finds by sign what was stored before names were spelled, and by pinyin after `office spell`', async () => {
    await department.database.query(
      `update xueye.name_spelling set is_spelled = false, keys = array_to_tsvector(array['周予安', '予安', '安'])
      where name = '周予安'`,
    );
    await department.database.query(
      `insert into xueye.name_spelling select department_id, '查无此人', keys, true
      from xueye.name_spelling where name = '周予安'`,
    );
    expect(await found(staff.office, { search: '予安' })).toEqual(['周予安']);
    expect(await found(staff.office, { search: 'zya' })).toEqual([]);
    const id = (await listDepartments(department.database))[0]?.id ?? '';
    expect(await spellDepartment(department.database, id)).toMatchObject({ forgotten: 1 });
    expect(await found(staff.office, { search: 'zya' })).toEqual(['周予安']);
    expect(await spellDepartment(department.database, id)).toEqual({ spelled: 0, forgotten: 0 });
  });

  it('a student is looked for through indexes only', async () => {
    const scans = await department.database.transaction(async (tx) => {
      // So small a table would be read whole otherwise.
      await tx.query('set local enable_seqscan = off');
      await tx.query(
        "select set_config('app.department_id', department_id::text, true) from xueye.department",
      );
      await tx.query(`select set_config('app.person_id', '${staff.office}', true)`);
      await tx.query(
        "select set_config('app.role', 'office', true), set_config('app.today', '2026-09-14', true)",
      );
      const before = await read(tx);
      await tx.query("select xueye.find_students('2024050101', 'lzy')");
      const after = await read(tx);
      return Object.fromEntries(
        [...after].map(([name, { seq, idx }]) => [
          name,
          { seq: seq - (before.get(name)?.seq ?? 0), isIndexed: idx > (before.get(name)?.idx ?? 0) },
        ]),
      );
    });
    expect(scans).toEqual({
      student: { seq: 0, isIndexed: true },
      name_spelling: { seq: 0, isIndexed: true },
    });
    async function read(tx: { query<R extends object>(text: string): Promise<readonly R[]> }) {
      const rows = await tx.query<{ name: string; seq: number; idx: number }>(
        `select relname as name, seq_scan::integer as seq, idx_scan::integer as idx
        from pg_stat_xact_user_tables where relname in ('student', 'name_spelling')`,
      );
      return new Map(rows.map(({ name, ...counts }) => [name, counts]));
    }
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
    [{ search: 'lzy' }, ['林知远']],
    [{ search: 'linzhi' }, ['林知远']],
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
    expect(own.items.slice(-2).map(({ title }) => title)).toEqual(['学生未到，已记录', '免办：电话告知家长']);
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
