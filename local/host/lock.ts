import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Another process works in the data directory. */
export class LockedError extends Error {
  constructor(
    readonly pid: number,
    readonly file: string,
  ) {
    super(`data directory is locked by process ${pid}`);
    this.name = 'LockedError';
  }
}

export interface Lock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  /** When that process started, in the kernel's words; null where the system does not tell. */
  readonly start: string | null;
}

const NAME = 'lock';

/**
 * Takes the data directory for this process. PGlite itself takes no lock, and two processes in one
 * directory corrupt it.
 *
 * @throws LockedError naming the living holder; a dead one's lock is taken over
 */
export function acquireLock(dataDir: string): Lock {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, NAME);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (create(file)) return { release: () => release(file) };
    const holder = readHolder(file);
    if (holder && isAlive(holder)) throw new LockedError(holder.pid, file);
    reap(file);
  }
  throw new Error(`could not take ${file}`);
}

/** The living holder's pid; null: free, or left by a dead process. */
export function lockHolder(dataDir: string): number | null {
  const holder = readHolder(path.join(dataDir, NAME));
  return holder && isAlive(holder) ? holder.pid : null;
}

/** A hard link appears with its content, all at once, and only where there was none. */
function create(file: string): boolean {
  const draft = `${file}.${process.pid}`;
  const holder: Holder = { pid: process.pid, start: startOf(process.pid) };
  writeFileSync(draft, JSON.stringify(holder));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(file: string): Holder | null {
  try {
    const { pid, start } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return Number.isInteger(pid) && pid !== undefined && pid > 0 ? { pid, start: start ?? null } : null;
  } catch {
    return null;
  }
}

/** In a container the same few pids come back at each start: the start time tells them apart. */
function isAlive({ pid, start }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startOf(pid);
  return start === null || now === null || start === now;
}

/** Field 22 of /proc/<pid>/stat, counted behind the command's name, which may hold blanks. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Moves a dead lock aside: of two that reap at once, only one rename finds it. */
function reap(file: string): void {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && isAlive(moved)) {
    // A living process took the lock between the look and the move: it gets it back.
    renameSync(aside, file);
    return;
  }
  rmSync(aside, { force: true });
}

function release(file: string): void {
  if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
}
