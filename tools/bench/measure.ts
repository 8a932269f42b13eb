import { spawnSync } from 'node:child_process';

/** One line of the report. */
export interface Measurement {
  readonly name: string;
  /** Milliseconds. */
  readonly ours: number;
  readonly peerName: string;
  readonly peer: number;
  /** Aim for ours ÷ peer, at most. */
  readonly aim: number;
  /** Of our process, MB, and the aim for it; null: not measured. */
  readonly peakRss: number | null;
  readonly aimRss: number | null;
  readonly note?: string;
}

export interface BenchOptions {
  /** A small run that shows that the bench works; its figures say little. */
  readonly isQuick: boolean;
  /** Deleted after the run. */
  readonly temporary: string;
}

/** A bench is a file of its own that exports one of these, listed in index.ts. */
export type Bench = (options: BenchOptions) => Promise<readonly Measurement[]>;

export interface ChildFigures {
  readonly ms: number;
  readonly rssMb: number;
}

/** Runs a TypeScript or CommonJS file in a process of its own; it prints `{ms, rssMb}` as its last line. */
export function runChild(file: string, args: readonly string[]): ChildFigures {
  const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...loader, file, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const last = stdout.trim().split('\n').at(-1) ?? '';
  if (status !== 0) throw new Error(`${file} ended with ${status}: ${stderr}`);
  return JSON.parse(last) as ChildFigures;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** Called by a child when its work is done. */
export function reportFigures(startedAt: number): void {
  const ms = performance.now() - startedAt;
  console.log(JSON.stringify({ ms, rssMb: process.resourceUsage().maxRSS / 1024 } satisfies ChildFigures));
}
