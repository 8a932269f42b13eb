import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { addressOf, runLocal, stop } from '../local/start-process';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with the data of a demo that was started and stopped once. */
    seededDemo: string;
  }
}

/** Builds, and begins the demo cohort once for all files that use it. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'seeded-demo-'));
  const started = runLocal(folder, 'start', '--port', '0');
  await addressOf(started);
  await stop(started);
  project.provide('seededDemo', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** A copy of the seeded demo's data in a folder that does not exist yet. */
export const copySeededDemo = (from: string, to: string): void => cpSync(from, to, { recursive: true });
