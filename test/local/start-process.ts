import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

export interface StartProcess {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<number | null>;
}

/** `npm start` and `npm run reset` as a person runs them, on a data directory of the test's own. */
export function runLocal(dataDir: string, script: 'start' | 'reset', ...args: string[]): StartProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', `local/${script}.ts`, ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir },
  });
  let text = '';
  const take = (chunk: unknown) => {
    text += String(chunk);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return { child, output: () => text, exit };
}

/** Resolves with the one address that a start prints. */
export async function addressOf({ output, exit }: StartProcess): Promise<string> {
  let isOver = false;
  void exit.then(() => {
    isOver = true;
  });
  for (;;) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output())?.[0];
    if (address) return address;
    if (isOver) throw new Error(`ended without an address:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function stop({ child, exit }: StartProcess): Promise<number | null> {
  child.kill('SIGTERM');
  return exit;
}
