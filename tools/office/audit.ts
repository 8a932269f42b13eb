import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readChains, type StoredChain } from '#adapters/postgres/audit-chain';
import { type ChainFinding, type ChainHead, verifyChain } from '#core/domain/audit-chain';
import { DomainError } from '#core/domain/errors';
import { chinaClock } from '../../cloudfunctions/runtime/clock';
import { type AuditFile, anchorOf, appendLines, chainsOf, readAuditFile, writeExport } from './audit-files';
import { withDatabase } from './database';

export const AUDIT_HELP = `用法：npm run -s office -- audit verify [--anchor 文件]… [--file 导出文件] [--format json]
      npm run -s office -- audit anchor [--out 文件]
      npm run -s office -- audit export --out 文件

verify 逐条重算审计链，指出被改动、删去、调换、插入的是哪一条。
anchor 写下现在的条数和链头（每个院系一行）；--out 追加到文件末尾，请保存在数据库以外的地方。
export 把全部审计写成一个文件（每条一行 JSON，不覆盖已有文件）；以后可当锚，也可单独复核。

  --anchor 文件   与以前 anchor 或 export 写下的核对：末尾被删、整条链被重写也能发现；可写多次
  --file 文件     复核导出文件，不连数据库
  --format json   给程序看
  --out 文件      写到哪里
  --help          显示这一页

数据库由环境变量 DATABASE_URL（或 PGHOST 等）指明，须用表的所有者登录。
退出码：0 完整；2 参数或文件不对；4 不完整。
`;

const OPTIONS = {
  anchor: { type: 'string', multiple: true },
  file: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** What one department's chain was found to be. */
export interface ChainReport {
  readonly departmentId: string;
  readonly departmentName: string;
  readonly events: number;
  readonly head: ChainHead | null;
  readonly findings: readonly ChainFinding[];
}

/** Also departments of an anchor that the database knows nothing of any more. */
export function verifyChains(
  chains: readonly StoredChain[],
  files: readonly AuditFile[],
): readonly ChainReport[] {
  const ids = new Set(chains.map(({ departmentId }) => departmentId));
  const lost = files
    .flatMap(({ anchors }) => anchors)
    .filter(({ departmentId }) => !ids.has(departmentId))
    .map(({ departmentId, departmentName }) => ({ departmentId, departmentName, head: null, rows: [] }));
  const all = [...chains, ...new Map(lost.map((chain) => [chain.departmentId, chain])).values()];
  return all.map(({ departmentId, departmentName, head, rows }) => ({
    departmentId,
    departmentName,
    events: rows.length,
    head,
    findings: verifyChain(rows, head, sha256, anchorsOf(departmentId, files)),
  }));
}

const anchorsOf = (departmentId: string, files: readonly AuditFile[]): readonly ChainHead[] =>
  files.flatMap((file) => [...file.anchors, ...file.rows].filter((one) => one.departmentId === departmentId));

/** @returns what to print and whether all is well */
export async function runAudit(argv: readonly string[]): Promise<{ output: string; isSound: boolean }> {
  const [command, ...rest] = argv;
  const given = parse(rest);
  if (given.help || command === undefined || command === '--help') return sound(AUDIT_HELP);
  const takenAt = chinaClock.now();
  switch (command) {
    case 'verify': {
      const files = await Promise.all((given.anchor ?? []).map(readAuditFile));
      const chains =
        given.file === undefined ? await withDatabase(readChains) : chainsOf(await readAuditFile(given.file));
      const reports = verifyChains(chains, files);
      const output = given.format === 'json' ? `${JSON.stringify(reports, null, 2)}\n` : sayReports(reports);
      return { output, isSound: reports.every(({ findings }) => findings.length === 0) };
    }
    case 'anchor': {
      const lines = (await withDatabase(readChains)).flatMap((chain) => anchorOf(chain, takenAt));
      if (given.out === undefined) return sound(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      await appendLines(given.out, lines);
      return sound(`${lines.length} 个院系的链头已记入「${given.out}」。\n`);
    }
    case 'export': {
      if (given.out === undefined) throw usage('export 要写 --out 文件。');
      const chains = await withDatabase(readChains);
      await writeExport(given.out, chains, takenAt);
      return sound(`${chains.reduce((sum, { rows }) => sum + rows.length, 0)} 条已写入「${given.out}」。\n`);
    }
    default:
      throw usage(`没有“audit ${command}”，只有 verify、anchor 和 export。加 --help 看用法。`);
  }
}

const sound = (output: string) => ({ output, isSound: true });
const usage = (message: string) => new DomainError('USAGE', message);

export function sayReports(reports: readonly ChainReport[]): string {
  if (reports.length === 0) return '数据库里还没有审计记录。\n';
  return reports
    .map(({ departmentName, departmentId, events, head, findings }) => {
      const name = departmentName === '' ? departmentId : departmentName;
      if (findings.length === 0)
        return `「${name}」链完整：共 ${events} 条${head ? `，链头 ${head.hash}` : ''}。\n`;
      return `「${name}」链不完整，现有 ${events} 条：\n${findings.map((one) => `  ${sayFinding(one)}\n`).join('')}`;
    })
    .join('');
}

export function sayFinding(finding: ChainFinding): string {
  switch (finding.kind) {
    case 'changed':
      return `第 ${finding.seq} 条被改动过。`;
    case 'inserted':
      return `第 ${finding.seq} 条是后来插入的。`;
    case 'removed':
      return `原来的${spanOf(finding)}被删去了。`;
    case 'swapped':
      return `第 ${finding.seq} 条和第 ${finding.with} 条被调换过。`;
    case 'moved':
      return `第 ${finding.seq} 条原来是第 ${finding.was} 条，位置被挪动过。`;
    case 'rewritten':
      return `${spanOf(finding)}与锚不符：其中有改动，并且重新连过链。`;
    case 'head-missing':
      return '链头不见了。';
    case 'head-changed':
      return `链头与最后一条（第 ${finding.seq} 条）不符：最后一条或链头被改动过。`;
  }
}

const spanOf = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? `第 ${from} 条` : `第 ${from} 至 ${to} 条`;

function parse(argv: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true });
    if (values.format !== undefined && values.format !== 'json') throw usage('--format 只能写 json。');
    return values;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw usage('选项不对：每个选项后面写一个值，值里有空格时加引号。加 --help 看用法。');
  }
}
