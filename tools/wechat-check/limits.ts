import type { Size } from '../build/miniprogram/output';
import type { Measure } from './measure';

/** What WeChat's own audit asks of a page, and what we ask of packages: see architecture. */
export const LIMITS = {
  /** Fewer than. */
  nodes: 1000,
  /** Fewer than. */
  depth: 30,
  /** At most. */
  children: 60,
  /** Bytes in one call, at most. */
  setData: 256 * 1024,
  /** The page on which a talk is filed between two lessons, until it can be typed in; nodes, calls, bytes. */
  filing: { page: 'student/talk-edit/talk-edit', scene: '内容', nodes: 150, setDatas: 3, setData: 32 * 1024 },
  /** Bytes, at most: half a megabyte below the wall. */
  mainPackage: 1.5 * 1024 * 1024,
  /** Bytes, at most: WeChat takes no larger package. */
  package: 2 * 1024 * 1024,
} as const;

export interface MeasuredPage extends Measure {
  readonly page: string;
  /** 初始, 满页…: which data it was given. */
  readonly scene: string;
  /** Bytes of the largest single setData. */
  readonly setData: number;
  /** How many until it had read. */
  readonly setDatas: number;
}

/** One sentence for each limit that is passed, naming page and limit. */
export function pageProblems(measured: MeasuredPage): string[] {
  const { depth, nodes, page, scene, setData, setDatas, widest } = measured;
  const problems: string[] = [];
  const where = `页面 ${page}（${scene}）`;
  if (nodes >= LIMITS.nodes) problems.push(`${where}有 ${nodes} 个节点，须少于 ${LIMITS.nodes} 个。`);
  if (depth >= LIMITS.depth) problems.push(`${where}深 ${depth} 层，须少于 ${LIMITS.depth} 层。`);
  if (widest.children > LIMITS.children)
    problems.push(`${where}的 ${widest.parent} 有 ${widest.children} 个子节点，最多 ${LIMITS.children} 个。`);
  if (setData > LIMITS.setData)
    problems.push(`${where}一次 setData 传 ${kilobytes(setData)} KB，最多 ${kilobytes(LIMITS.setData)} KB。`);
  const { filing } = LIMITS;
  if (page === filing.page && scene === filing.scene) {
    if (nodes > filing.nodes) problems.push(`${where}首屏有 ${nodes} 个节点，最多 ${filing.nodes} 个。`);
    if (setDatas > filing.setDatas)
      problems.push(`${where}可以填写之前 setData ${setDatas} 次，最多 ${filing.setDatas} 次。`);
    if (setData > filing.setData)
      problems.push(
        `${where}一次 setData 传 ${kilobytes(setData)} KB，最多 ${kilobytes(filing.setData)} KB。`,
      );
  }
  return problems;
}

/** @param sizes `main` and each subpackage, as the build counts them */
export function packageProblems(sizes: readonly Size[]): string[] {
  return sizes.flatMap(({ name, bytes }) => {
    const limit = name === 'main' ? LIMITS.mainPackage : LIMITS.package;
    if (bytes <= limit) return [];
    return [`大小超限：${sayPackage(name)}，${kilobytes(bytes)} KB，最多 ${kilobytes(limit)} KB。`];
  });
}

export const sayPackage = (name: string): string => (name === 'main' ? '主包' : `分包 ${name}`);

/** Rounded up, so that what is past a limit never reads like the limit. */
export const kilobytes = (bytes: number): string => Math.ceil(bytes / 1024).toLocaleString('en');
