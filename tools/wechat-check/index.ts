import path from 'node:path';
import { step } from '../../local/progress';
import { BuildError, buildMiniprogram } from '../build/miniprogram';
import { openAppFiles } from './app-files';
import { namedProblems, officialProblems, unrefusedCopies } from './checkers';
import type { CompileAnswer } from './compile-child';
import { compileOfficially, uploadSettings } from './compiler';
import { installHeavy, isInstalled } from './heavy';
import { kilobytes, LIMITS, type MeasuredPage, packageProblems, pageProblems, sayPackage } from './limits';
import { measurePages } from './pages';
import { makeBrokenCopies, miscounted } from './self-test';
import { toTable } from './table';
import { compileTemplates } from './templates';

/**
 * `npm run check:wechat`: the built mini-program before WeChat's official compiler, offline; sizes of
 * packages; nodes, depth and width of every page; all against the limits of architecture.
 */
const root = path.resolve(import.meta.dirname, '../..');
const dist = path.join(root, 'dist', 'miniprogram');

const problems: string[] = [];
const started = performance.now();
try {
  await check();
} catch (error) {
  problems.push(error instanceof BuildError ? error.problems.join('\n') : sayError(error));
}
for (const problem of problems) console.error(`✗ ${problem}`);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  problems.length === 0 ? `✓ 微信编译检查通过，用时 ${seconds} 秒。` : `未通过：${problems.length} 处。`,
);
process.exit(problems.length === 0 ? 0 : 1);

async function check(): Promise<void> {
  const { sizes } = await step('构建小程序', () => buildMiniprogram({ root, outDir: dist }));
  if (!isInstalled()) {
    await step('安装微信的编译器（只在第一次或版本有变化时，约半分钟，约 300 MB）', installHeavy);
  }
  const app = openAppFiles(dist);
  const broken = makeBrokenCopies();
  try {
    const roots = [dist, ...broken.copies.map((copy) => copy.root)];
    const settings = uploadSettings(root);
    const [[official, ...refusals], named] = await Promise.all([
      step('微信官方编译器（miniprogram-ci），连同自检', () => compileOfficially({ roots, settings })),
      step('逐个文件检查', async () => namedProblems(dist, app)),
    ]);
    problems.push(...unrefusedCopies(broken.copies, refusals), ...miscounted(broken.known));
    problems.push(...named, ...officialProblems(official, named));
    showSizes(sizes, official?.sizes ?? []);
    if (named.length === 0) await showPages();
  } finally {
    broken.remove();
  }

  async function showPages(): Promise<void> {
    const templates = compileTemplates(dist);
    const measured = await step('数每一页的节点', () => measurePages(dist, app, templates));
    console.log(
      `\n页面（节点 < ${LIMITS.nodes}，深 < ${LIMITS.depth} 层，每个父节点的子节点 ≤ ${LIMITS.children}，一次 setData ≤ ${kilobytes(LIMITS.setData)} KB）`,
    );
    const head = ['页面', '数据', '节点', '深度', '最宽', '在', 'setData KB'];
    for (const line of toTable(head, measured.pages.map(toRow))) console.log(line);
    console.log('');
    problems.push(
      ...measured.problems,
      ...measured.pages.flatMap(pageProblems),
      ...new Set(templates.warnings.map((warning) => `模板运行时：${warning}`)),
    );
  }
}

function toRow({ page, scene, nodes, depth, widest, setData }: MeasuredPage) {
  return [page, scene, nodes, depth, widest.children, widest.parent, Math.ceil(setData / 1024)] as const;
}

function showSizes(
  built: readonly { name: string; bytes: number }[],
  compiled: CompileAnswer['sizes'],
): void {
  const compiledOf = (name: string) => compiled.find((size) => size.name === name)?.bytes;
  const rows = built.map(({ name, bytes }) => {
    const after = compiledOf(name);
    return [sayPackage(name), kilobytes(bytes), after === undefined ? '—' : kilobytes(after)] as const;
  });
  console.log(`\n大小，KB（主包 ≤ ${kilobytes(LIMITS.mainPackage)}，分包 ≤ ${kilobytes(LIMITS.package)}）`);
  for (const line of toTable(['包', '构建后', '微信编译后'], rows)) console.log(line);
  // Whichever is larger counts.
  problems.push(
    ...packageProblems(
      built.map(({ name, bytes }) => ({ name, bytes: Math.max(bytes, compiledOf(name) ?? 0) })),
    ),
  );
}

function sayError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
