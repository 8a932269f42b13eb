/** The cost of a pair that may not be. */
export const FORBIDDEN = 2 ** 31 - 1;

/** The greatest cost, up or down: differences of two stay whole. */
export const COST_LIMIT = 2 ** 30;

/** Who may go with whom, and at what cost. */
export interface AssignmentProblem {
  readonly rows: number;
  readonly columns: number;
  /** `rows` × `columns`, row by row; within ± `COST_LIMIT`, or `FORBIDDEN`. */
  readonly cost: Int32Array;
  /** How many rows each column takes, ≥ 0; left out: one each. */
  readonly capacities?: readonly number[];
}

export interface Assignment {
  /** The column of each row, or -1. */
  readonly columnOf: Int32Array;
  readonly assigned: number;
  /** Of the pairs made. */
  readonly cost: number;
}

const UNASSIGNED = -1;
const WAITING = -2;
/** Steps of price raising a row, before the rest goes the sure way. */
const RAISES = 12;

/**
 * As many pairs as can be, and of those the cheapest: exact. Jonker and Volgenant's augmenting row
 * reduction, then shortest augmenting paths, each in one pass over the open columns. A row that must
 * stay alone pays a penalty above any difference of costs, so that forbidden pairs, more rows than
 * places and capacities need no larger matrix.
 *
 * Time O(rows² × places) at worst; memory the costs and a few numbers a row and a place.
 *
 * @throws RangeError where sizes do not agree or a cost is out of bounds
 */
export function assign(problem: AssignmentProblem): Assignment {
  const board = prepare(problem);
  let waiting: readonly number[] = Array.from({ length: board.rows }, (_, row) => row);
  for (let round = 0; round < 2 && waiting.length > 0; round++) waiting = raisePrices(board, waiting);
  const search = createSearch(board);
  for (const row of waiting) search(row);
  return readOff(board, problem);
}

/** A column of capacity n is n places, each with a price of its own; prices are never above 0. */
interface Board {
  readonly rows: number;
  readonly columns: number;
  readonly cost: Int32Array;
  readonly places: number;
  readonly columnOfPlace: Int32Array;
  readonly price: Float64Array;
  readonly rowOfPlace: Int32Array;
  readonly placeOfRow: Int32Array;
  readonly penalty: number;
}

function prepare({ rows, columns, cost, capacities }: AssignmentProblem): Board {
  if (cost.length !== rows * columns) {
    throw new RangeError(`${rows} × ${columns} pairs, but ${cost.length} costs`);
  }
  if (capacities && capacities.length !== columns) {
    throw new RangeError(`${columns} columns, but ${capacities.length} capacities`);
  }
  const columnOfPlace = placesOf(columns, rows, capacities);
  const places = columnOfPlace.length;
  return {
    rows,
    columns,
    cost,
    places,
    columnOfPlace,
    price: new Float64Array(places),
    rowOfPlace: new Int32Array(places).fill(UNASSIGNED),
    placeOfRow: new Int32Array(rows).fill(WAITING),
    penalty: spreadOf(cost) * (Math.min(rows, places) + 1) + COST_LIMIT + 1,
  };
}

/** More places than rows are never filled. */
function placesOf(columns: number, rows: number, capacities?: readonly number[]): Int32Array {
  if (!capacities) return Int32Array.from({ length: columns }, (_, column) => column);
  return Int32Array.from(
    capacities.flatMap((capacity, column) => {
      if (!Number.isInteger(capacity) || capacity < 0) {
        throw new RangeError(`column ${column} takes ${capacity} rows`);
      }
      return new Array<number>(Math.min(capacity, rows)).fill(column);
    }),
  );
}

function spreadOf(cost: Int32Array): number {
  let least = 0;
  let most = 0;
  for (let at = 0; at < cost.length; at++) {
    const one = cost[at] as number;
    if (one === FORBIDDEN) continue;
    if (one < least) least = one;
    else if (one > most) most = one;
  }
  if (least < -COST_LIMIT || most > COST_LIMIT) throw new RangeError(`a cost beyond ± ${COST_LIMIT}`);
  return most - least;
}

/**
 * Each row takes its best place and raises its price to where the second best is as good; whoever sat
 * there looks again. Rows that find two as good, or come too late, are left for the search.
 *
 * @returns rows still without a place
 */
function raisePrices(board: Board, waiting: readonly number[]): readonly number[] {
  const { columns, cost, places, columnOfPlace, price, rowOfPlace, placeOfRow, penalty } = board;
  const left: number[] = [];
  const queue = [...waiting].reverse();
  for (let steps = RAISES * board.rows; queue.length > 0; steps--) {
    const row = queue.pop() as number;
    if (steps <= 0) {
      left.push(row);
      continue;
    }
    const from = row * columns;
    let best = penalty;
    let second = Number.POSITIVE_INFINITY;
    let place = UNASSIGNED;
    let next = UNASSIGNED;
    for (let at = 0; at < places; at++) {
      const pair = cost[from + (columnOfPlace[at] as number)] as number;
      if (pair === FORBIDDEN) continue;
      const reduced = pair - (price[at] as number);
      if (reduced >= second) continue;
      if (reduced >= best) {
        second = reduced;
        next = at;
      } else {
        second = best;
        next = place;
        best = reduced;
        place = at;
      }
    }
    if (place === UNASSIGNED) {
      placeOfRow[row] = UNASSIGNED;
      continue;
    }
    const isClear = best < second;
    if (isClear) {
      price[place] = (price[place] as number) + best - second;
    } else if (rowOfPlace[place] !== UNASSIGNED && next !== UNASSIGNED) {
      place = next;
    }
    const before = rowOfPlace[place] as number;
    rowOfPlace[place] = row;
    placeOfRow[row] = place;
    if (before === UNASSIGNED) continue;
    placeOfRow[before] = WAITING;
    if (isClear) queue.push(before);
    else left.push(before);
  }
  return left;
}

/** Seats one row at the least additional cost; others may change places on the way. */
function createSearch(board: Board): (row: number) => void {
  const { columns, cost, places, columnOfPlace, price, rowOfPlace, placeOfRow, penalty } = board;
  const distance = new Float64Array(places);
  const previous = new Int32Array(places);
  const order = Int32Array.from({ length: places }, (_, at) => at);

  return (start) => {
    distance.fill(Number.POSITIVE_INFINITY);
    let settled = 0;
    let row = start;
    let reached = 0;
    let base = 0;
    let alone = penalty;
    let aloneRow = start;
    let end = UNASSIGNED;
    for (;;) {
      const from = row * columns;
      let least = alone;
      let leastAt = UNASSIGNED;
      for (let at = settled; at < places; at++) {
        const place = order[at] as number;
        const pair = cost[from + (columnOfPlace[place] as number)] as number;
        let far = distance[place] as number;
        if (pair !== FORBIDDEN) {
          const through = pair - (price[place] as number) - base;
          if (through < far) {
            far = through;
            distance[place] = through;
            previous[place] = row;
          }
        }
        if (far < least || (far === least && leastAt >= 0 && rowOfPlace[place] === UNASSIGNED)) {
          least = far;
          leastAt = at;
        }
      }
      reached = least;
      if (leastAt === UNASSIGNED) break;
      const place = order[leastAt] as number;
      if (rowOfPlace[place] === UNASSIGNED) {
        end = place;
        break;
      }
      order[leastAt] = order[settled] as number;
      order[settled++] = place;
      row = rowOfPlace[place] as number;
      base =
        (cost[row * columns + (columnOfPlace[place] as number)] as number) -
        (price[place] as number) -
        reached;
      if (penalty - base < alone) {
        alone = penalty - base;
        aloneRow = row;
      }
    }
    for (let at = 0; at < settled; at++) {
      const place = order[at] as number;
      price[place] = (price[place] as number) + (distance[place] as number) - reached;
    }
    if (end === UNASSIGNED) {
      end = placeOfRow[aloneRow] as number;
      placeOfRow[aloneRow] = UNASSIGNED;
      if (aloneRow === start) return;
    }
    for (;;) {
      const taker = previous[end] as number;
      const vacated = placeOfRow[taker] as number;
      rowOfPlace[end] = taker;
      placeOfRow[taker] = end;
      if (taker === start) return;
      end = vacated;
    }
  };
}

function readOff({ columnOfPlace, placeOfRow, columns }: Board, { cost }: AssignmentProblem): Assignment {
  const columnOf = placeOfRow.map((place) => (place < 0 ? -1 : (columnOfPlace[place] as number)));
  let assigned = 0;
  let total = 0;
  columnOf.forEach((column, row) => {
    if (column < 0) return;
    assigned++;
    total += cost[row * columns + column] as number;
  });
  return { columnOf, assigned, cost: total };
}
