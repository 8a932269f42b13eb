import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { CompileError, type Project, readProject } from '../../../local/runtime/compile/project';

/** Files of a built mini-program by path; a text, or an object that is written as JSON. */
export type Files = Readonly<Record<string, string | object>>;

/** A page of its own for each path: nothing but its three files. */
export const pageFiles = (page: string, wxml = '<view/>', config: object = {}): Files => ({
  [`${page}.json`]: config,
  [`${page}.js`]: 'Page({})',
  [`${page}.wxml`]: wxml,
});

export const componentFiles = (name: string, config: object = {}): Files => ({
  [`${name}.json`]: { component: true, ...config },
  [`${name}.js`]: 'Component({})',
  [`${name}.wxml`]: '<view/>',
});

/** The files on disk, as long as the test runs. */
export async function writeProject(files: Files): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'miniprogram-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** A mini-program with these pages and files, read as `npm start` reads it. */
export async function projectOf(pages: readonly string[], files: Files): Promise<Project> {
  const folder = await writeProject({ 'app.json': { pages }, 'app.js': 'App({})', ...files });
  return readProject(folder);
}

/** The lines with which something is refused. */
export async function problemsOf(run: () => unknown): Promise<readonly string[]> {
  try {
    await run();
  } catch (error) {
    if (error instanceof CompileError) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}
