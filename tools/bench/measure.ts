import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One line of the report. */
export interface Measurement {
  readonly name: string;
  /** Milliseconds. */
  readonly ours: number;
  readonly peerName: string;
  readonly peer: number;
  /** ours ÷ peer. */
  readonly ratio: number;
  /** At most so much. */
  readonly aim: number;
  /** Of our process, MB. */
  readonly peakRss: number;
  /** null: no aim is set for it. */
  readonly aimRss: number | null;
  readonly note: string;
}

export interface BenchOptions {
  /** A small run that shows that the bench works; its figures say little. */
  readonly isQuick: boolean;
  /** A folder that stays between runs, for input that is always the same. */
  readonly cache: string;
  readonly progress: (text: string) => void;
}

/** A bench is a file of its own that exports one of these, listed in index.ts. */
export type Bench = (options: BenchOptions) => Promise<readonly Measurement[]>;

export interface ChildRun {
  /** Of the whole process, from its start to its end, in milliseconds. */
  readonly ms: number;
  /** Peak resident memory by the operating system's account. */
  readonly rssMb: number;
  readonly stdout: string;
}

const USAGE = fileURLToPath(new URL('./usage.cjs', import.meta.url));
const MAX_OUTPUT = 64 * 1024 * 1024;

/**
 * Runs a program in a Node process of its own.
 *
 * @param program what follows `node`: a file, TypeScript too, and its arguments
 * @throws Error where it ends with another status than 0
 */
export function runChild(program: readonly string[]): ChildRun {
  const loader = program[0]?.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const startedAt = performance.now();
  const { status, stdout, stderr, output } = spawnSync(
    process.execPath,
    ['--require', USAGE, ...loader, ...program],
    { encoding: 'utf8', maxBuffer: MAX_OUTPUT, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  );
  const ms = performance.now() - startedAt;
  if (status !== 0) throw new Error(`${program.join(' ')} ended with ${status}: ${stderr}`);
  return { ms, rssMb: Number(output[3]) / 1024, stdout };
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/**
 * Median of the ratios of runs that stood next to each other: what slows the machine for a while
 * slows both of a pair.
 */
export const ratioOf = (pairs: readonly { readonly ours: number; readonly peer: number }[]): number =>
  median(pairs.map(({ ours, peer }) => ours / peer));

/** Runs both by turns; every second round begins with the other one. */
export async function alternate<T>(
  rounds: number,
  runOurs: () => T | Promise<T>,
  runPeer: () => T | Promise<T>,
  onRound: (round: number, pair: { readonly ours: T; readonly peer: T }) => void | Promise<void>,
  beforeRound: () => void | Promise<void> = () => {},
): Promise<readonly { readonly ours: T; readonly peer: T }[]> {
  const pairs: { readonly ours: T; readonly peer: T }[] = [];
  for (let round = 0; round < rounds; round++) {
    await beforeRound();
    const first = round % 2 === 0 ? await runOurs() : await runPeer();
    const second = round % 2 === 0 ? await runPeer() : await runOurs();
    const pair = round % 2 === 0 ? { ours: first, peer: second } : { ours: second, peer: first };
    await onRound(round + 1, pair);
    pairs.push(pair);
  }
  return pairs;
}

/**
 * The aim is the aim; a run fails only beyond this factor of it, since on a machine with other work
 * the median of a few ratios still moves by some percent. Memory has no such excuse.
 */
export const TOLERANCE = 1.1;

/** The last line of a run: which aims were missed by more than the tolerance, and what was not measured. */
export function closing(
  missed: readonly string[],
  failed: readonly string[],
): { readonly text: string; readonly isSound: boolean } {
  const parts = [
    ...(missed.length > 0 ? [`未达到目标 ${missed.length} 项：${missed.join('、')}。`] : []),
    ...(failed.length > 0 ? [`没有测成 ${failed.length} 项：${failed.join('、')}。`] : []),
  ];
  return { text: parts.join('') || '全部在界限之内。', isSound: parts.length === 0 };
}

export type Verdict = 'reached' | 'within-tolerance' | 'missed';

export function judge({
  ratio,
  aim,
  peakRss,
  aimRss,
}: Pick<Measurement, 'ratio' | 'aim' | 'peakRss' | 'aimRss'>): Verdict {
  if (aimRss !== null && !(peakRss <= aimRss)) return 'missed';
  if (ratio <= aim) return 'reached';
  return ratio <= aim * TOLERANCE ? 'within-tolerance' : 'missed';
}
