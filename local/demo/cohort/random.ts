/** A stream of numbers that depends on its seed text alone. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Integer in [from, to], both included. */
  between(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  /** Roughly normal, mean 0, standard deviation 1. */
  normal(): number;
}

/** FNV-1a over the seed, mulberry32 after it: one stream a person, so that adding one moves no other. */
export function createRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    pick(items) {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new RangeError('pick from an empty list');
      return item;
    },
    chance: (probability) => next() < probability,
    // Three uniforms have variance 1/4; no transcendental function, so the same on every engine.
    normal: () => 2 * (next() + next() + next() - 1.5),
  };
}
