/** One thing that is known: the sum of amounts times unknowns is, or is at most, a number. */
export interface Known {
  readonly terms: ReadonlyMap<string, number>;
  readonly is: '=' | '<=';
  readonly value: number;
}

const NEARLY = 1e-7;

/**
 * What linear reasoning leaves to each unknown of 0 or more: a linear program for its least and one for its
 * most, by the simplex method with Bland's rule. Knows nothing of how the numbers were hidden.
 */
export function attack(knowns: readonly Known[]): (unknown: string) => { low: number; high: number } {
  const names = [...new Set(knowns.flatMap(({ terms }) => [...terms.keys()]))];
  const column = new Map(names.map((name, at) => [name, at]));
  const slacks = knowns.filter(({ is }) => is === '<=').length;
  const width = names.length + slacks;
  let slack = names.length;
  const rows = knowns.map(({ terms, is, value }) => {
    const row = new Array<number>(width).fill(0);
    for (const [name, amount] of terms) row[column.get(name) ?? 0] = amount;
    if (is === '<=') row[slack++] = 1;
    return value < 0 ? { row: row.map((one) => -one), value: -value } : { row, value };
  });
  // A stand-in for each row, driven out at once.
  const start: Tableau = {
    rows: rows.map(({ row, value }, at) => [
      ...row,
      ...rows.map((_, other) => (other === at ? 1 : 0)),
      value,
    ]),
    basis: rows.map((_, at) => width + at),
    width: width + rows.length,
  };
  const left = optimum(start, (at) => (at >= width ? -1 : 0), start.width);
  if (Math.abs(left) > 1e-4) throw new Error('nothing fits what is known');
  return (unknown) => {
    const own = column.get(unknown);
    if (own === undefined) return { low: 0, high: Number.POSITIVE_INFINITY };
    const best = (sign: number) => {
      const copy = { ...start, rows: start.rows.map((row) => [...row]), basis: [...start.basis] };
      return sign * optimum(copy, (at) => (at === own ? sign : 0), width);
    };
    return { low: best(-1), high: best(1) };
  };
}

interface Tableau {
  readonly rows: number[][];
  readonly basis: number[];
  readonly width: number;
}

/** Moves the tableau to the most of a sum over its first `allowed` columns. */
function optimum({ rows, basis, width }: Tableau, gain: (at: number) => number, allowed: number): number {
  for (;;) {
    const enters = Array.from({ length: allowed }, (_, at) => at).find(
      (at) =>
        !basis.includes(at) &&
        gain(at) - rows.reduce((sum, row, line) => sum + gain(basis[line] ?? 0) * (row[at] ?? 0), 0) > NEARLY,
    );
    if (enters === undefined) break;
    let leaves = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const [line, row] of rows.entries()) {
      const own = row[enters] ?? 0;
      // A stand-in that is still there at 0 must not grow.
      const isStandIn = allowed < width && (basis[line] ?? 0) >= allowed && Math.abs(own) > NEARLY;
      if (own <= NEARLY && !isStandIn) continue;
      const ratio = isStandIn ? 0 : (row[width] ?? 0) / own;
      if (ratio < least - NEARLY || (ratio <= least + NEARLY && (basis[line] ?? 0) < (basis[leaves] ?? 0))) {
        least = ratio;
        leaves = line;
      }
    }
    if (leaves < 0) return Number.POSITIVE_INFINITY;
    pivot(rows, leaves, enters);
    basis[leaves] = enters;
  }
  return rows.reduce((sum, row, line) => sum + gain(basis[line] ?? 0) * (row[width] ?? 0), 0);
}

function pivot(rows: number[][], line: number, at: number): void {
  const chosen = rows[line] ?? [];
  const by = chosen[at] ?? 1;
  for (let column = 0; column < chosen.length; column += 1) chosen[column] = (chosen[column] ?? 0) / by;
  for (const [other, row] of rows.entries()) {
    const amount = row[at] ?? 0;
    if (other === line || amount === 0) continue;
    for (let column = 0; column < row.length; column += 1)
      row[column] = (row[column] ?? 0) - amount * (chosen[column] ?? 0);
  }
}
