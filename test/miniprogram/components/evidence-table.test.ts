import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Instance, makeComponent } from '../component';

let table: Instance;
beforeEach(async () => {
  table = await makeComponent(() => import('../../../miniprogram/components/evidence-table/evidence-table'));
});
afterEach(() => vi.unstubAllGlobals());

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `成绩.csv:${index}` }));
const shown = () => (table.data.groups as { rows: { key: string }[] }[]).flatMap((group) => group.rows);

describe('the rows behind a number', () => {
  it.each([
    [0, []],
    [1, []],
    [30, []],
    [31, ['再看 1 行']],
    [73, ['再看 30 行，之后还有 13 行', '再看 13 行']],
  ])('of %i all can be reached, by %o', (count, steps) => {
    table.give({ rows: rows(count) });
    for (const step of steps) {
      expect(table.data.more).toBe(step);
      table.run('onMore');
    }
    expect(table.data.more).toBe('');
    expect(shown()).toEqual(rows(count));
  });

  it('never stand in a parent with more than thirty children', () => {
    table.give({ rows: rows(140) });
    while (table.data.more !== '') table.run('onMore');
    const groups = table.data.groups as { rows: unknown[] }[];
    expect(groups.map((group) => group.rows.length)).toEqual([30, 30, 30, 30, 20]);
  });

  it('stay open when the page reads anew', () => {
    table.give({ rows: rows(73) });
    table.run('onMore');
    table.give({ rows: rows(74) });
    expect(shown()).toHaveLength(60);
    expect(table.data.more).toBe('再看 14 行');
  });

  it('open one at a time, and close by a second tap', () => {
    table.give({ rows: rows(3) });
    const tap = (key: string) => table.run('onRow', { currentTarget: { dataset: { key } } });
    tap('成绩.csv:1');
    expect(table.data.openKey).toBe('成绩.csv:1');
    tap('成绩.csv:2');
    expect(table.data.openKey).toBe('成绩.csv:2');
    tap('成绩.csv:2');
    expect(table.data.openKey).toBe('');
  });
});
