import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideTiers } from '#core/domain/shared-figures';
import { hideSmall, isSmall, type Relation, type SharedCell } from '#core/domain/small-numbers';
import { attack, type Known } from './linear-attacker';

const people = (value: number, table: string, kind: SharedCell['kind'] = 'part'): SharedCell => ({
  value,
  people: value,
  table,
  kind,
});
const sum = (whole: string, parts: readonly string[]): Relation => ({ kind: 'sum', whole, parts });

describe('small numbers', () => {
  it.each([
    [
      [12, 7, 3],
      [12, null, null],
    ],
    [
      [12, 7, 0],
      [12, 7, 0],
    ],
    [
      [5, 6, 7],
      [5, 6, 7],
    ],
    [
      [4, 4, 9],
      [null, null, 9],
    ],
    [
      [1, 1, 9],
      [null, null, null],
    ],
    [
      [1, 1, 6, 9],
      [null, null, null, 9],
    ],
    [
      [3, 0, 9],
      [null, 0, null],
    ],
    // The whole is small: not even a zero is told.
    [
      [3, 0],
      [null, null],
    ],
    // Each of four is at least one of six: a zero hidden with them leaves more.
    [
      [1, 1, 1, 3],
      [null, null, null, null],
    ],
    [
      [1, 2, 2, 0],
      [null, null, null, null],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [[], []],
  ])('%j is shown as %j', (values, shown) => {
    const hidden = hideTiers(values);
    expect(values.map((value, at) => (hidden.has(at) ? null : value))).toEqual(shown);
  });

  it('are hidden alone where nothing adds up', () => {
    const cells = new Map([
      ['a', people(4, 't')],
      ['b', people(5, 't')],
      ['c', people(30, 't')],
    ]);
    expect([...hideSmall(cells, [])]).toEqual(['a']);
  });

  it('are not told by the same total in another table', () => {
    // Twelve credits open of a few students; recovered is printed as the total of another table too.
    const cells = new Map<string, SharedCell>([
      ['all', { value: 5000, people: 30, table: 'credits', kind: 'total' }],
      ['open', { value: 1200, people: 3, table: 'credits', kind: 'part' }],
      ['recovered', { value: 3800, people: 28, table: 'credits', kind: 'part' }],
      ['one', { value: 2000, people: 14, table: 'tiers', kind: 'part' }],
      ['two', { value: 1800, people: 14, table: 'tiers', kind: 'part' }],
    ]);
    const hidden = hideSmall(cells, [sum('all', ['open', 'recovered']), sum('recovered', ['one', 'two'])]);
    expect([...hidden].sort()).toEqual(['all', 'open']);
  });

  it('are not told by who stands in no part at all', () => {
    // Twenty, of whom 17 have no cause: three have one.
    const cells = new Map<string, SharedCell>([
      ['all', people(20, 'all', 'known')],
      ['some', people(3, 'cause', 'derived')],
      ['none', people(17, 'cause')],
      ['a', people(3, 'cause')],
      ['b', people(0, 'cause')],
    ]);
    const hidden = hideSmall(cells, [
      sum('all', ['some', 'none']),
      { kind: 'cover', whole: 'some', parts: ['a', 'b'] },
    ]);
    expect([...hidden].sort()).toEqual(['a', 'none', 'some']);
  });

  it('cannot be reckoned from a total that is split in two ways, nor from parts that are split again', () => {
    const value = fc.integer({ min: 0, max: 9 });
    const parts = fc.array(value, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 9 }), parts, (table, cut, finer) => {
        const cells = new Map<string, SharedCell>();
        const relations: Relation[] = [];
        const add = (name: string, values: readonly number[], kind: SharedCell['kind'] = 'part') => {
          const keys = values.map((one, at) => {
            cells.set(`${name}${at}`, people(one, name, kind));
            return `${name}${at}`;
          });
          return { keys, total: values.reduce((all, one) => all + one, 0) };
        };
        const one = add('one', table);
        const two = add('two', [Math.min(cut, one.total), Math.max(0, one.total - cut)]);
        cells.set('all', people(one.total, 'all', 'total'));
        relations.push(sum('all', one.keys), sum('all', two.keys));
        const split = add('finer', finer);
        cells.set('more', people(split.total, 'more', 'total'));
        cells.set('both', people(split.total + (table[0] ?? 0), 'more', 'known'));
        relations.push(sum('more', split.keys), sum('both', ['more', 'one0']));
        const hidden = hideSmall(cells, relations);
        const rangeOf = attack([
          ...relations.map(
            ({ whole, parts: own }): Known => ({
              terms: new Map([...own.map((part) => [part, 1] as const), [whole, -1]]),
              is: '=',
              value: 0,
            }),
          ),
          ...[...cells]
            .filter(([key]) => !hidden.has(key))
            .map(([key, cell]): Known => ({ terms: new Map([[key, 1]]), is: '=', value: cell.value })),
        ]);
        // Of a known whole below five nothing helps.
        if (split.total + (table[0] ?? 0) < 5) return;
        for (const [key, cell] of cells) {
          if (!isSmall(cell.people)) continue;
          expect(hidden.has(key)).toBe(true);
          const { high, low } = rangeOf(key);
          expect(Math.floor(high + 1e-6) - Math.ceil(low - 1e-6)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 },
    );
  });
});
