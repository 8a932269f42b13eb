import { isPackage } from '../packages';
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

/**
 * @param path of the page or component
 * @returns the same data; what cannot be sent is reported
 * @throws where data points to itself: there would be no end to it
 */
export function checkedData(data: Record<string, unknown>, path: string): Record<string, unknown> {
  const isOurs = !isPackage(path);
  if (isOurs) {
    for (const [key, value] of Object.entries(data)) {
      const problem = problemOf(value, key, new Set());
      if (!problem) continue;
      const error = new Error(`setData 里的 ${problem}`);
      reportFault(error, path);
      if (problem.endsWith(CIRCLE)) throw error;
    }
  }
  const bytes = sizeOf(data);
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

/** Bytes as JSON; a package's data may be anything. */
function sizeOf(data: Record<string, unknown>): number {
  try {
    return new Blob([JSON.stringify(data)]).size;
  } catch {
    return 0;
  }
}

const CIRCLE = '指向自身';

function problemOf(value: unknown, at: string, open: Set<object>): string | null {
  if (value === undefined) return `${at} 是 undefined`;
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    return `${at} 是 ${typeof value}，传不到页面`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return `${at} 是 ${value}`;
  if (typeof value !== 'object' || value === null) return null;
  if (open.has(value)) return `${at} ${CIRCLE}`;
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
