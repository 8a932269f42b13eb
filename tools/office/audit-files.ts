import { open, readFile } from 'node:fs/promises';
import type { StoredChain } from '#adapters/postgres/audit-chain';
import type { ChainHead, ChainRow } from '#core/domain/audit-chain';
import { DomainError } from '#core/domain/errors';
import { fromCaller } from './caller-files';

/** A line of an anchor file, and the first line of each department in an export. */
export interface AnchorLine extends ChainHead {
  readonly anchor: 'xueye-audit-1';
  readonly departmentId: string;
  readonly departmentName: string;
  /** When it was taken; ISO 8601 in UTC. */
  readonly takenAt: string;
}

export const anchorOf = (
  { departmentId, departmentName, head }: StoredChain,
  takenAt: string,
): readonly AnchorLine[] =>
  head === null ? [] : [{ anchor: 'xueye-audit-1', departmentId, departmentName, takenAt, ...head }];

const refuse = (path: string, why: string) => new DomainError('AUDIT_FILE', `「${path}」${why}。`);

/** Adds lines to an anchor file, which only grows. */
export async function appendLines(path: string, lines: readonly object[]): Promise<void> {
  const file = await open(fromCaller(path), 'a').catch(() => {
    throw refuse(path, '写不了');
  });
  try {
    await file.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  } finally {
    await file.close();
  }
}

/** @throws DomainError AUDIT_FILE: an export is never written over */
export async function writeExport(path: string, chains: readonly StoredChain[], takenAt: string) {
  const file = await open(fromCaller(path), 'wx').catch((error: NodeJS.ErrnoException) => {
    throw refuse(path, error.code === 'EEXIST' ? '已经存在，不会覆盖；请换一个名字' : '写不了');
  });
  try {
    for (const chain of chains) {
      for (const line of [...anchorOf(chain, takenAt), ...chain.rows]) {
        await file.write(`${JSON.stringify(line)}\n`);
      }
    }
  } finally {
    await file.close();
  }
}

export interface AuditFile {
  readonly anchors: readonly AnchorLine[];
  readonly rows: readonly ChainRow[];
}

/** @throws DomainError AUDIT_FILE naming the line that cannot be read */
export async function readAuditFile(path: string): Promise<AuditFile> {
  const text = await readFile(fromCaller(path), 'utf8').catch(() => {
    throw refuse(path, '找不到或打不开');
  });
  const anchors: AnchorLine[] = [];
  const rows: ChainRow[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const value = parse(line);
    if (isAnchor(value)) anchors.push(value);
    else if (isRow(value)) rows.push(value);
    else throw refuse(path, `第 ${index + 1} 行不是 audit anchor 或 audit export 写下的`);
  }
  if (anchors.length + rows.length === 0) throw refuse(path, '里没有任何一行');
  return { anchors, rows };
}

/** An export as the chains that were in the database then. */
export function chainsOf({ anchors, rows }: AuditFile): readonly StoredChain[] {
  const ids = [...new Set([...anchors, ...rows].map(({ departmentId }) => departmentId))];
  return ids.map((departmentId) => {
    const anchor = anchors.find((one) => one.departmentId === departmentId);
    return {
      departmentId,
      departmentName: anchor?.departmentName ?? '',
      head: anchor ? { seq: anchor.seq, hash: anchor.hash } : null,
      rows: rows.filter((row) => row.departmentId === departmentId).sort((a, b) => a.seq - b.seq),
    };
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const HASH = /^[0-9a-f]{64}$/;

function isAnchor(value: unknown): value is AnchorLine {
  const { anchor, departmentId, departmentName, seq, hash, takenAt } = Object(value) as Partial<
    Record<keyof AnchorLine, unknown>
  >;
  return (
    anchor === 'xueye-audit-1' &&
    [departmentId, departmentName, takenAt].every((text) => typeof text === 'string') &&
    Number.isSafeInteger(seq) &&
    typeof hash === 'string' &&
    HASH.test(hash)
  );
}

const TEXTS = [
  'departmentId',
  'at',
  'onDay',
  'personId',
  'role',
  'action',
  'subjectType',
  'subjectId',
  'detail',
  'changes',
  'previousHash',
  'hash',
] as const satisfies readonly (keyof ChainRow)[];

function isRow(value: unknown): value is ChainRow {
  const row = Object(value) as Partial<Record<keyof ChainRow, unknown>>;
  return (
    TEXTS.every((key) => typeof row[key] === 'string') &&
    Number.isSafeInteger(row.seq) &&
    (row.studentId === null || typeof row.studentId === 'string')
  );
}
