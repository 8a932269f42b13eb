import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CompileAnswer, CompileOrder } from './compile-child';

const TIME_LIMIT_MS = 180_000;

/** The settings that WeChat's tools would upload with. @param root the project's folder */
export function uploadSettings(root: string): Readonly<Record<string, boolean>> {
  const { setting } = JSON.parse(readFileSync(path.join(root, 'project.config.json'), 'utf8')) as {
    setting: Record<string, boolean>;
  };
  const isOn = (name: string) => setting[name] === true;
  return {
    es6: isOn('es6'),
    minifyJS: isOn('minified'),
    minifyWXML: isOn('minifyWXML'),
    minifyWXSS: isOn('minifyWXSS'),
    autoPrefixWXSS: isOn('postcss'),
  };
}

/**
 * What WeChat's official compiler says to each mini-program, in their order.
 *
 * @throws Error where it ends without an answer, or takes minutes
 */
export async function compileOfficially(order: CompileOrder): Promise<readonly CompileAnswer[]> {
  const child = fork(path.join(import.meta.dirname, 'compile-child.ts'), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = outputOf(child);
  const answers: CompileAnswer[] = [];
  child.on('message', (answer: CompileAnswer) => void answers.push(answer));
  const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT_MS);
  child.send(order);
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  clearTimeout(timer);
  if (answers.length < order.roots.length)
    throw new Error(`微信官方编译器（miniprogram-ci）没有给出结果就停了。\n${output().slice(-2000)}`);
  return answers;
}

function outputOf(child: ChildProcess): () => string {
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  return () => output;
}
