import { reportFault, warnOnce } from './faults';

/** What passes from a mini-program's logic to its view has to survive as JSON. */

interface SetDataStats {
  calls: number;
  bytes: number;
  /** The largest so far. */
  largest: { bytes: number; path: string };
}

/** Above this WeChat warns: architecture.md, "setData ≤ 256 KB". */
const LIMIT_BYTES = 256 * 1024;
export const setDataStats: SetDataStats = { calls: 0, bytes: 0, largest: { bytes: 0, path: '' } };

/** @returns the same data as it arrives on the other side @param path of the page or component */
export function checkedData(data: Record<string, unknown>, path: string): Record<string, unknown> {
  const isOurs = !path.startsWith('miniprogram_npm/');
  if (isOurs) {
    for (const [key, value] of Object.entries(data)) {
      const problem = problemOf(value, key, new Set());
      if (problem) reportFault(new Error(`setData 里的 ${problem}`), path);
    }
  }
  let text: string;
  try {
    text = JSON.stringify(data);
  } catch {
    return data;
  }
  const bytes = new Blob([text]).size;
  setDataStats.calls += 1;
  setDataStats.bytes += bytes;
  if (bytes > setDataStats.largest.bytes) setDataStats.largest = { bytes, path };
  if (bytes > LIMIT_BYTES) {
    reportFault(new Error(`一次 setData 有 ${Math.round(bytes / 1024)} KB，超过 256 KB`), path);
  } else if (bytes > LIMIT_BYTES / 2 && isOurs) {
    warnOnce(`${path}: setData 有 ${Math.round(bytes / 1024)} KB，接近 256 KB 的上限`);
  }
  return data;
}

function problemOf(value: unknown, at: string, open: Set<object>): string | null {
  if (value === undefined) return `${at} 是 undefined`;
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    return `${at} 是 ${typeof value}，传不到页面`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return `${at} 是 ${value}`;
  if (typeof value !== 'object' || value === null) return null;
  if (open.has(value)) return `${at} 指向自身`;
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind !== 'Object' && kind !== 'Array') return `${at} 是 ${kind}，传不到页面`;
  open.add(value);
  for (const [key, child] of Object.entries(value)) {
    // A field that is absent and one that is undefined are the same in JSON.
    if (child === undefined && kind === 'Object') continue;
    const problem = problemOf(child, `${at}.${key}`, open);
    if (problem) return problem;
  }
  open.delete(value);
  return null;
}
