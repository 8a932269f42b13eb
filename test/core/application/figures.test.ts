import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '#adapters/spreadsheet/read-table';
import type { ActionName, Input } from '#core/contract/actions';
import { FIGURE_UNITS, type FigureSplitId } from '#core/domain/figure-items';
import { gradeFile, gradeLine, TERM } from './department';
import { type FiguresDepartment, openFiguresDepartment } from './figures-department';

const NEXT = '2026-2027-1';

let held: FiguresDepartment;
beforeAll(async () => {
  held = await openFiguresDepartment();
});
afterAll(() => held.department.database.close());

describe('figures of a semester', () => {
  const show = (input: Input<'figures.show'> = {}, who = held.staff.leader) =>
    held.department.act(who, 'figures.show', input);
  const numbers = async (split: FigureSplitId, input: Input<'figures.show'> = {}, who = held.staff.leader) =>
    Object.fromEntries(
      (await show(input, who)).splits
        .find(({ id }) => id === split)
        ?.parts.map(({ label, value }) => [label, value]) ?? [],
    );
  const rowsOf = async (split: FigureSplitId, part: string, term = NEXT, who = held.staff.leader) => {
    const rows = [];
    let cursor: string | undefined;
    do {
      const page = await held.department.act(who, 'figures.rows', {
        term,
        split,
        part,
        ...(cursor === undefined ? {} : { cursor }),
      });
      expect(page.items.length).toBeLessThanOrEqual(50);
      rows.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return rows;
  };

  it('are those of the decisions, recomputed from the tables', async () => {
    const raw = await held.department.database.query<{
      term: string;
      tier: string;
      class: string;
      n: number;
    }>(
      `select c.term, c.tier, k.name as class, count(*)::int as n from xueye.support_case c
       join xueye.student s on s.id = c.student_id join xueye.class k on k.id = s.class_id
       where not exists (select from xueye.decision d where d.case_id = c.id and d.outcome = 'dismiss')
       group by 1, 2, 3`,
    );
    const count = (fits: (row: (typeof raw)[number]) => boolean) =>
      raw.filter(fits).reduce((sum, { n }) => sum + n, 0);
    for (const term of [TERM, NEXT]) {
      expect(await numbers('tier', { term })).toEqual({
        '三级（最重）': count((row) => row.term === term && row.tier === '3'),
        二级: count((row) => row.term === term && row.tier === '2'),
        一级: count((row) => row.term === term && row.tier === '1'),
        建档关注: count((row) => row.term === term && row.tier === 'watch'),
      });
      const byClass = await numbers('class', { term });
      for (const name of ['生物科学241', '生物技术241'])
        expect(byClass[name]).toBe(count((row) => row.term === term && row.class === name));
    }
    const { terms } = await show();
    expect(terms.map(({ term, total }) => [term, total])).toEqual([
      [TERM, count((row) => row.term === TERM)],
      [NEXT, count((row) => row.term === NEXT)],
    ]);
  });

  it('tell how students moved since the semester before', async () => {
    // Eight stood before; one is cleared, one heavier, one lighter, one new; five as they were.
    expect(await numbers('flow')).toEqual({ 新列入: 1, 加重: 1, 不变: 5, 减轻: 1, 不再列入: 1 });
    expect(await rowsOf('flow', 'up')).toMatchObject([{ name: '同学1', detail: '一级 → 二级' }]);
    expect(await rowsOf('flow', 'gone')).toMatchObject([{ name: '同学0' }]);
  });

  it('open the rows of every number, and no more', async () => {
    for (const { id, parts } of (await show()).splits)
      for (const { key, value } of parts)
        if (value !== 0) {
          const rows = await rowsOf(id, key);
          const { value: sum } = await held.department.act(held.staff.leader, 'figures.rows', {
            term: NEXT,
            split: id,
            part: key,
          });
          expect([id, key, sum]).toEqual([id, key, value]);
          if (FIGURE_UNITS[id] !== 'credits') expect([id, key, rows.length]).toEqual([id, key, value]);
          else expect(rows.length).toBeGreaterThan(0);
        }
  });

  it('open what is behind each total, and behind each number of every semester', async () => {
    const rows = (input: Input<'figures.rows'>) =>
      held.department.act(held.staff.leader, 'figures.rows', input);
    const { splits, terms } = await show();
    for (const { id, total } of splits)
      expect([id, (await rows({ term: NEXT, split: id })).value]).toEqual([id, total]);
    for (const { term, tiers, total } of terms) {
      expect((await rows({ term, split: 'tier' })).value).toBe(total);
      for (const { tier, value } of tiers)
        expect([term, tier, (await rows({ term, split: 'tier', part: String(tier) })).value]).toEqual([
          term,
          tier,
          value,
        ]);
    }
  });

  it('tell each tier, class, criterion and cause over the semesters as each semester tells it', async () => {
    const told = new Map<string, number>();
    for (const term of [TERM, NEXT])
      for (const { id, parts } of (await show({ term })).splits)
        for (const { key, value } of parts) told.set(`${term}/${id}/${key}`, value ?? 0);
    for (const { id, parts } of (await show()).splits) {
      if (!['tier', 'class', 'criterion', 'cause'].includes(id)) continue;
      for (const { key } of parts) {
        const { overTerms } = await held.department.act(held.staff.leader, 'figures.rows', {
          term: NEXT,
          split: id,
          part: key,
        });
        const values = new Map(overTerms.map(({ term, value }) => [term, value]));
        for (const term of [TERM, NEXT])
          expect([term, id, key, values.get(term) ?? 0]).toEqual([
            term,
            id,
            key,
            told.get(`${term}/${id}/${key}`) ?? 0,
          ]);
      }
    }
    const foreign = await held.department.act(held.staff.counselor, 'figures.rows', {
      term: NEXT,
      split: 'tier',
      part: '1',
    });
    const whole = await held.department.act(held.staff.leader, 'figures.rows', {
      term: NEXT,
      split: 'tier',
      part: '1',
    });
    expect(foreign.overTerms.at(-1)?.value).toBeLessThan(whole.overTerms.at(-1)?.value ?? 0);
  });

  it('open the talks behind each number of the coming weeks', async () => {
    for (const who of [held.staff.leader, held.staff.counselor]) {
      const { people, weeks } = await held.department.act(who, 'today.workload', {});
      expect(people.some(({ talks }) => talks.some((count) => count > 0))).toBe(true);
      for (const { key, talks } of people) {
        const own = await held.department.act(who, 'today.workload-rows', { key });
        expect(own.value).toBe(talks.reduce((sum, count) => sum + count, 0));
      }
      for (const [at, { from }] of weeks.entries()) {
        const own = await held.department.act(who, 'today.workload-rows', { from });
        expect(own.value).toBe(people.reduce((sum, { talks }) => sum + (talks[at] ?? 0), 0));
        expect(own.items.length).toBe(Math.min(50, own.value));
      }
    }
  });

  it('show a counselor the own area only, and leave the rest to nobody', async () => {
    const { splits, isWhole, terms } = await show({}, held.staff.counselor);
    expect(isWhole).toBe(false);
    const own = splits.find(({ id }) => id === 'class')?.parts.map(({ label }) => label);
    expect(own).toEqual(['生物科学241']);
    const whole = await show();
    expect(terms.at(-1)?.total).toBeLessThan(whole.terms.at(-1)?.total ?? 0);
    const foreign = await held.department.database.query<{ id: string }>(
      `select id from xueye.class where name = '生物技术241'`,
    );
    expect(await rowsOf('class', foreign[0]?.id ?? '', NEXT, held.staff.counselor)).toEqual([]);
    expect((await rowsOf('class', foreign[0]?.id ?? '')).length).toBeGreaterThan(0);
  });

  it('hide small numbers where they are shared', async () => {
    const { splits, terms } = await show({ audience: 'shared' });
    for (const value of [
      ...splits.flatMap(({ parts }) => parts.map((part) => part.value)),
      ...terms.flatMap(({ tiers }) => tiers.map((tier) => tier.value)),
    ])
      expect(value === null || value === 0 || value >= 5).toBe(true);
    expect(splits.find(({ id }) => id === 'tier')?.total).toBe(8);
  });

  it('tell what was done by the duty engine, and credits recovered by the grades', async () => {
    // Nobody talked to the eight of the first semester; one of them has passed 13 credits, one 16.
    expect(await numbers('credits', { term: TERM })).toEqual({ 已补回: 2900, 尚未补回: 7 * 1300 - 1300 });
    expect(await numbers('recovered-help', { term: TERM })).toMatchObject({ 没有记录: 2900 });
    const { splits } = await show({ term: TERM });
    const total = (id: string) => splits.find((split) => split.id === id)?.total;
    expect(total('recovered-tier')).toBe(2900);
    // Missed by each side: the first talk, and the regular one of a side whose tier has one.
    expect((await numbers('talks-adviser', { term: TERM })).逾期未谈).toBe(16);
    expect((await numbers('late-reason', { term: TERM })).没有记录原因).toBe(total('late-reason'));
  });

  it('log who read the students behind a sensitive cause, and no other list', async () => {
    await rowsOf('cause', 'poverty');
    await rowsOf('tier', '1');
    const { items } = await held.department.act(held.staff.leader, 'audit.list', { group: 'reading' });
    const read = items.filter(({ action }) => action === 'figures.rows');
    expect(read.at(0)).toMatchObject({ subject: { id: NEXT }, detail: { split: 'cause', part: 'poverty' } });
    expect(read.some(({ detail }) => detail.split === 'tier')).toBe(false);
  });

  it('move with a later decision: the tier, the flow, and nothing else', async () => {
    const before = await show();
    await held.decide(NEXT, '同学2', {
      outcome: 'change',
      tier: 3,
      causes: ['poverty'],
      reason: '复核',
    });
    const after = await show();
    const moved = after.splits.flatMap(({ id, parts }) =>
      parts.flatMap(({ key, value }) => {
        const was = before.splits.find((one) => one.id === id)?.parts.find((part) => part.key === key)?.value;
        return value === was ? [] : [`${id}/${key} ${was}→${value}`];
      }),
    );
    expect(moved).toEqual([
      'tier/3 0→1',
      'tier/1 7→6',
      'flow/up 1→2',
      'flow/same 5→4',
      'moves/1>1 5→4',
      'moves/1>3 undefined→1',
    ]);
  });

  it('take a late correction of a grade for no recovery, and say so; nothing else moves', async () => {
    const before = await show({ term: TERM });
    await held.department.importText(
      '更正.csv',
      gradeFile(gradeLine('202407010107', '同学7', 'SK01', '13', '70', '生物科学241')),
    );
    const after = await show({ term: TERM });
    expect(after.splits).toEqual(before.splits);
    const rows = await rowsOf('credits', 'open', TERM);
    expect(rows.find(({ name }) => name === '同学7')?.detail).toContain('成绩已更正');
  });

  it('leave out whom the meeting takes back', async () => {
    const before = (await show()).terms.at(-1)?.total ?? 0;
    await held.decide(NEXT, '同学3', { outcome: 'dismiss', reason: '成绩登记有误' });
    expect((await show()).terms.at(-1)?.total).toBe(before - 1);
    expect((await rowsOf('tier', '1')).map(({ name }) => name)).not.toContain('同学3');
  });
});

describe('the summary of a semester', () => {
  const words = { achievements: '谈话按期。', shortcomings: '面谈较晚。', plan: '早约家长。' };
  const act = <A extends ActionName>(who: string, action: A, input: Input<A>) =>
    held.department.act(who, action, input);
  const save = (who: string, seen: number, text = words) =>
    held.department.call(who, 'summary.save', { id: uuidv7(), term: NEXT, seen, words: text });
  const sign = (reason: string, seen: number) =>
    held.department.call(held.staff.leader, 'summary.sign', { id: uuidv7(), term: NEXT, seen, reason });
  const bytesOf = async (input: Partial<Input<'papers.summary'>> = {}) => {
    const link = await act(held.staff.office, 'papers.summary', {
      term: NEXT,
      version: 1,
      audience: 'group',
      format: 'pdf',
      ...input,
    });
    const path = link.url.replace('memory:', '');
    return Buffer.from(held.department.files.get(path) ?? []);
  };

  it('begins with suggestions from the numbers and no words of its own', async () => {
    const view = await act(held.staff.office, 'summary.show', { term: NEXT });
    expect(view).toMatchObject({ ordinal: 0, saved: null, versions: [], canSign: false });
    // Two were moved up by then: too few for the words that are shared as well.
    expect(view.suggestions).toContainEqual({
      part: 'shortcomings',
      text: '与上学期相比，有学生的帮扶类型加重。',
    });
  });

  it('keeps what two write at once, and tells who was first', async () => {
    expect(await save(held.staff.office, 0)).toMatchObject({ ok: true, data: { ordinal: 1 } });
    const before = await held.department.contents();
    const late = await save(held.staff.leader, 0, { ...words, plan: '另一份' });
    expect(late).toMatchObject({ ok: false, error: { code: 'SUMMARY_MOVED' } });
    expect(late).toMatchObject({ error: { message: expect.stringContaining('沈知礼') } });
    expect(await held.department.contents()).toBe(before);
    const own = await save(held.staff.leader, 1, { ...words, plan: '' });
    expect(own).toMatchObject({ ok: true, data: { ordinal: 2, saved: { by: '陆承钧' } } });
  });

  it('is signed only when every part is written, and by what was seen', async () => {
    expect(await sign('', 2)).toMatchObject({ ok: false, error: { code: 'WORDS_MISSING', field: 'plan' } });
    await save(held.staff.office, 2);
    expect(await sign('', 2)).toMatchObject({ ok: false, error: { code: 'SUMMARY_MOVED' } });
    expect(await sign('', 3)).toMatchObject({ ok: true, data: { version: 1, by: '陆承钧' } });
  });

  it('stays as it was signed whatever changes; a correction says why and is a version of its own', async () => {
    const signed = await bytesOf();
    const draft = await bytesOf({ version: null });
    await held.decide(NEXT, '同学5', { outcome: 'change', tier: 3, reason: '复核' });
    expect((await bytesOf()).equals(signed)).toBe(true);
    expect((await bytesOf({ version: null })).equals(draft)).toBe(false);
    expect(await sign('', 3)).toMatchObject({ ok: false, error: { code: 'REASON_MISSING' } });
    expect(await sign('更正一名学生的类型', 3)).toMatchObject({ ok: true, data: { version: 2 } });
    const { versions } = await act(held.staff.office, 'summary.show', { term: NEXT });
    expect(versions.map(({ version, reason }) => [version, reason])).toEqual([
      [2, '更正一名学生的类型'],
      [1, ''],
    ]);
    expect(new Set(versions.map(({ hash }) => hash)).size).toBe(2);
    expect((await bytesOf()).equals(signed)).toBe(true);
  });

  it('lists each student once, as the numbers count them', async () => {
    const link = await act(held.staff.office, 'papers.term-list', { term: NEXT });
    const tables = await readTable(
      held.department.files.get(link.url.replace('memory:', '')) ?? new Uint8Array(),
      'x.xlsx',
    );
    const { splits } = await act(held.staff.leader, 'figures.show', { term: NEXT });
    const total = splits.find(({ id }) => id === 'tier')?.total ?? 0;
    expect(tables[0]?.rows.slice(2)).toHaveLength(total);
    expect(tables[1]?.rows.at(-1)?.cells.slice(0, 2)).toEqual(['合计', String(total)]);
  });
});
