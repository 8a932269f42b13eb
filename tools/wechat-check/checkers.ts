import { type AppFiles, openAppFiles } from './app-files';
import type { CompileAnswer } from './compile-child';
import { type BrokenCopy, type Checker, unrefused } from './self-test';
import { sourceProblems } from './sources';
import { sheetProblems, templateProblems } from './templates';

/** Everything that is wrong in the files, each with file and line. @param root e.g. dist/miniprogram */
export function namedProblems(root: string, app: AppFiles): string[] {
  const ours = sourceProblems(app);
  const isNamed = (line: string) => ours.some((own) => own.split(':')[0] === line.split(':')[0]);
  const sheets = sheetProblems(root, filesOf(app, '.wxss')).filter((line) => !isNamed(line));
  return [...ours, ...templateProblems(root, filesOf(app, '.wxml')), ...sheets];
}

/** What of the official compiler's refusal nobody has named yet. */
export function officialProblems(answer: CompileAnswer | undefined, named: readonly string[]): string[] {
  if (!answer?.refusal) return [];
  const { message, path } = answer.refusal;
  if (named.length > 0 && (path === '' || named.some((line) => line.includes(path)))) return [];
  return [`微信官方编译器拒绝了${path === '' ? '这份构建' : ` ${path}`}：${message}`];
}

/** @param answers what the official compiler said to the copies */
export function unrefusedCopies(copies: readonly BrokenCopy[], answers: readonly CompileAnswer[]): string[] {
  return unrefused(copies, (checker, { root }) => said(checker, root, answers));
}

function said(checker: Checker, root: string, answers: readonly CompileAnswer[]): readonly string[] {
  const app = openAppFiles(root);
  switch (checker) {
    case 'miniprogram-ci': {
      const refusal = answers.find((answer) => answer.root === root)?.refusal;
      return refusal ? [`${refusal.path} ${refusal.message}`] : [];
    }
    case 'wcc':
      return templateProblems(root, filesOf(app, '.wxml'));
    case 'wcsc':
      return sheetProblems(root, filesOf(app, '.wxss'));
    case '逐个文件检查':
      return sourceProblems(app);
  }
}

const filesOf = ({ files }: AppFiles, part: string): string[] => files.filter((file) => file.endsWith(part));
