import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DemoFacts } from '../host/demo-routes';

const fileOf = (dataDir: string): string => path.join(dataDir, 'demo.json');

/** What the seed wrote once everything was in; null: nothing yet, or it was interrupted. */
export function readDemoFacts(dataDir: string): DemoFacts | null {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as DemoFacts;
  } catch {
    return null;
  }
}

/** The last thing that a seed does: its presence says that the seed went through. */
export function writeDemoFacts(dataDir: string, facts: DemoFacts): void {
  writeFileSync(`${fileOf(dataDir)}.part`, JSON.stringify(facts));
  renameSync(`${fileOf(dataDir)}.part`, fileOf(dataDir));
}

export const forgetDemoFacts = (dataDir: string): void => rmSync(fileOf(dataDir), { force: true });
