import fc from 'fast-check';
import { linearSumAssignment } from 'linear-sum-assignment';
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { type AssignmentProblem, assign, COST_LIMIT, FORBIDDEN } from '#core/domain/assignment';

const X = FORBIDDEN;
const problem = (
  rows: readonly (readonly number[])[],
  capacities?: readonly number[],
): AssignmentProblem => ({
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  cost: Int32Array.from(rows.flat()),
  ...(capacities && { capacities }),
});

/** Every way there is. */
function tryAll({ rows, columns, cost, capacities }: AssignmentProblem): { assigned: number; cost: number } {
  const left = [...(capacities ?? new Array<number>(columns).fill(1))];
  let best = { assigned: 0, cost: 0 };
  const seat = (row: number, assigned: number, sum: number): void => {
    if (row === rows) {
      if (assigned > best.assigned || (assigned === best.assigned && sum < best.cost)) {
        best = { assigned, cost: sum };
      }
      return;
    }
    seat(row + 1, assigned, sum);
    for (let column = 0; column < columns; column++) {
      const pair = cost[row * columns + column] as number;
      if (pair === X || left[column] === 0) continue;
      left[column] = (left[column] as number) - 1;
      seat(row + 1, assigned + 1, sum + pair);
      left[column] = (left[column] as number) + 1;
    }
  };
  seat(0, 0, 0);
  return best;
}

/** Nobody twice, nothing forbidden, no column above its capacity; the figures are those of the pairs. */
function expectSound(given: AssignmentProblem): { assigned: number; cost: number } {
  const { columnOf, assigned, cost } = assign(given);
  expect(columnOf).toHaveLength(given.rows);
  const taken = new Array<number>(given.columns).fill(0);
  let [count, sum] = [0, 0];
  columnOf.forEach((column, row) => {
    if (column === -1) return;
    const pair = given.cost[row * given.columns + column] as number;
    expect(pair).not.toBe(X);
    taken[column] = (taken[column] as number) + 1;
    count++;
    sum += pair;
  });
  taken.forEach((used, column) => {
    expect(used).toBeLessThanOrEqual(given.capacities?.[column] ?? 1);
  });
  expect({ assigned, cost }).toEqual({ assigned: count, cost: sum });
  return { assigned, cost };
}

const aCost = (limit: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -limit, max: limit }) },
    { weight: 1, arbitrary: fc.constant(X) },
  );

const aProblem = (most: number) =>
  fc
    .tuple(
      fc.integer({ min: 0, max: most }),
      fc.integer({ min: 0, max: most }),
      fc.constantFrom(1, 9, COST_LIMIT),
    )
    .chain(([rows, columns, limit]) =>
      fc.record({
        rows: fc.constant(rows),
        columns: fc.constant(columns),
        cost: fc
          .array(aCost(limit), { minLength: rows * columns, maxLength: rows * columns })
          .map((values) => Int32Array.from(values)),
        capacities: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: columns, maxLength: columns }),
      }),
    );

describe('the assignment', () => {
  it.each<[string, AssignmentProblem, readonly number[]]>([
    ['the cheapest of two', problem([[2, 1]]), [1]],
    ['nobody at all', problem([]), []],
    ['no columns', problem([[], []]), [-1, -1]],
    ['everything forbidden', problem([[X], [X]]), [-1, -1]],
    ['the first choice is not always given', problem([[1, 2], [1, 100]]), [1, 0]], // biome-ignore format: a matrix
    ['two pairs at any price before one', problem([[0, COST_LIMIT], [0, X]]), [1, 0]], // biome-ignore format: a matrix
    ['more rows than columns', problem([[3], [1], [2]]), [-1, 0, -1]],
    ['a column for two', problem([[3, 9], [1, 9], [2, 9]], [2, 1]), [1, 0, 0]], // biome-ignore format: a matrix
    ['a column for nobody', problem([[1, 5]], [0, 1]), [1]],
  ])('%s', (_name, given, expected) => expect([...assign(given).columnOf]).toEqual(expected));

  it('is the best of all ways, with capacities and forbidden pairs', () => {
    fc.assert(
      fc.property(aProblem(5), (given) => {
        expect(expectSound(given)).toEqual(tryAll(given));
      }),
      { numRuns: 1000 },
    );
  });

  it('costs what the peer finds on 1,000 random squares', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 2, max: 24 })
          .chain((size) =>
            fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: size * size, maxLength: size * size }),
          ),
        (values) => {
          const size = Math.sqrt(values.length);
          const given = { rows: size, columns: size, cost: Int32Array.from(values) };
          const peer = linearSumAssignment(Matrix.from1DArray(size, size, values), { maximaze: false });
          const theirs = peer.rowAssignments.reduce(
            (sum, column, row) => sum + (values[row * size + column] as number),
            0,
          );
          expect(expectSound(given)).toEqual({ assigned: size, cost: theirs });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is equally good whatever the order of rows and columns', () => {
    fc.assert(
      fc.property(aProblem(9), (given) => {
        const { rows, columns, cost, capacities } = given;
        const turned = {
          rows,
          columns,
          cost: cost.map((_, at) => cost[cost.length - 1 - at] as number),
          capacities: [...capacities].reverse(),
        };
        const { assigned, cost: sum } = assign(turned);
        expect({ assigned, cost: sum }).toEqual(expectSound(given));
      }),
    );
  });

  it.each<[string, AssignmentProblem]>([
    ['costs', { rows: 2, columns: 2, cost: new Int32Array(3) }],
    ['capacities', problem([[1, 2]], [1])],
    ['a capacity below nothing', problem([[1]], [-1])],
    ['half a place', problem([[1]], [0.5])],
    ['a cost too great', problem([[COST_LIMIT + 1]])],
    ['a cost too small', problem([[-COST_LIMIT - 1]])],
  ])('refuses %s that do not fit', (_name, given) => expect(() => assign(given)).toThrow(RangeError));
});
