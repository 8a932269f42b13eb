import { parseArgs } from 'node:util';
import { DomainError } from '#core/domain/errors';
import { FACT_KINDS, type FactKind } from '#core/domain/fact-kind';
import { IMPORT_KINDS, type ImportKind } from '#core/domain/import-kind';
import { IMPORT_KIND_LABELS } from '#core/domain/labels';
import { type LocalDate, toDayNumber } from '#core/domain/local-date';
import { parseTerm, type Term } from '#core/domain/term';
import type { FactFiles } from './facts';

export interface ScreenArguments {
  readonly grades: readonly string[];
  readonly studentNo: string | undefined;
  /** Course lists, for layouts without a column of credits. */
  readonly courses: readonly string[];
  /** A shipped policy's id, or the path of a policy file. */
  readonly policy: string;
  readonly term: Term;
  readonly format: 'table' | 'json';
  /** Lists beside the grades; left out: no data. */
  readonly facts: FactFiles;
  /** Day on which a disciplinary action must be in force; undefined: inForceOn. */
  readonly asOf: LocalDate | undefined;
}

export type OfficeCommand =
  | { readonly name: 'help' }
  | { readonly name: 'template'; readonly kind: ImportKind }
  | { readonly name: 'policy'; readonly policy: string }
  | ({ readonly name: 'screen' } & ScreenArguments);

export const DEFAULT_POLICY = '2015';

/** As HELP lists them. */
export const COMMANDS = [
  'screen',
  'template',
  'policy',
  'what-if',
  'replay',
  'duties',
  'department',
  'keys',
  'person',
  'retention',
  'spell',
  'audit',
] as const;

export const HELP = `用法：npm run -s office -- screen --grades 文件… --term 学期 [选项]
      npm run -s office -- template 种类
      npm run -s office -- policy [--policy 政策]
      npm run -s office -- what-if --policy 甲 --policy 乙 …（比较两份办法，用法另见 what-if --help）
      npm run -s office -- replay 快照文件（按快照复核，用法另见 replay --help）
      npm run -s office -- duties --facts 文件 --as-of 日期（用法另见 duties --help）
      npm run -s office -- department（部署后登记院系，用法另见 department --help）
      npm run -s office -- keys status（敏感列的密钥，用法另见 keys --help）
      npm run -s office -- person export（一个人的数据副本、匿名，用法另见 person --help）
      npm run -s office -- retention（数据保存多久、到期的清除，用法另见 retention --help）
      npm run -s office -- spell（升级后给已有的姓名注音，用法另见 spell --help）
      npm run -s office -- audit verify（复核审计链，用法另见 audit --help）

screen 按帮扶办法从成绩文件中筛查学业困难学生。成绩文件为正方（旧版、V9）或
强智系统导出的 .xlsx、.xls、.csv、.tsv 或 .json；能读哪些表、不能读哪些，见 docs/imports.md。

  --grades 文件…       成绩文件，可写多个；同一成绩在几个文件里只算一次
  --student-no 学号    个人成绩单没有学号列，用它写明是谁的成绩单
  --courses 文件       课程目录：课程代码、课程名称、学分、课程性质；没有学分列的成绩文件（正方成绩明细、
                       教学班成绩）靠它得知学分，可写多次，同一课程以后写的为准
  --term 学期          筛查的学期，写作 2017-2018-2；文件里更晚的成绩也计入，并提示
  --policy 政策        2015（默认）、2025，或政策文件（.json）
  --format 格式        table（默认）：给人看的表；json：给程序用
  --absences 文件      旷课记录：学号、学期、课程、学时；一学期各门课程的旷课学时相加，请假的不计
  --discipline 文件    违纪处分：处分类别、性质、处分文号、处分日期、解除日期
  --warnings 文件      教务处学业预警名单：学号、学期、类型（学业预警或编入下一年级）
  --referrals 文件     早报告：报告人、事由、是否诊断会接受、学期；诊断会接受的才算
                       以上四种用 template 写出的空白表填写，.csv、.tsv 或 .xlsx，各可写多次；
                       没有给的显示“未提供数据”，给了而名单上没有的学生为不符合
  --as-of 日期         处分在哪一天有效才算；不写时为学期末，学期未结束时为今天
  --snapshot 文件      把办法、成绩、名单和结果存成一份快照（.json），以后用 replay 复核；不覆盖已有文件
  --help               显示这一页

template 写出空白表（.csv，可用 Excel 打开）。存成文件：npm run -s office -- template absences > 旷课.csv
种类：${IMPORT_KINDS.map((kind) => `${kind}（${IMPORT_KIND_LABELS[kind]}）`).join('、')}

policy 写出一份政策的全部设置（.json）。要按本校的规定筛查，把它存成文件，改好后用 --policy 指明。
学分、绩点、学时都写作百分之一的整数，例如 12 学分是 1200。

不能采用的行连同原因写到标准错误输出，其余的行照常筛查。
退出码：0 完成；2 参数不对，或文件不能读取、表头不认识。
`;

const OPTIONS = {
  grades: { type: 'string', multiple: true },
  courses: { type: 'string', multiple: true },
  'student-no': { type: 'string', multiple: true },
  policy: { type: 'string', multiple: true },
  term: { type: 'string', multiple: true },
  format: { type: 'string', multiple: true },
  absences: { type: 'string', multiple: true },
  discipline: { type: 'string', multiple: true },
  warnings: { type: 'string', multiple: true },
  referrals: { type: 'string', multiple: true },
  'as-of': { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

const usage = (message: string): DomainError => new DomainError('USAGE', message);

/** @throws DomainError USAGE with one sentence that says what to write instead */
export function readArguments(argv: readonly string[]): OfficeCommand {
  const { values, positionals } = parse(argv);
  if (values.help || (argv.length === 1 && argv[0] === 'help')) return { name: 'help' };
  const [command, ...moreGrades] = positionals;
  if (command === undefined) throw usage('请写明要做什么，例如：screen。加 --help 看用法。');
  const policy = single(values.policy, '--policy') ?? DEFAULT_POLICY;
  if (command === 'policy') return { name: 'policy', policy };
  if (command === 'template') return { name: 'template', kind: templateKind(moreGrades) };
  if (command !== 'screen')
    throw usage(`没有“${command}”这个命令，只有 ${COMMANDS.join('、')}。加 --help 看用法。`);
  const grades = [...(values.grades ?? []), ...(values.grades ? moreGrades : [])];
  if (!values.grades) throw usage('请用 --grades 写明成绩文件。');
  if (grades.includes('')) throw usage('--grades 后面的文件名是空的。');
  const term = single(values.term, '--term');
  if (term === undefined) throw usage('请用 --term 写明学期，例如 --term 2017-2018-2。');
  const format = single(values.format, '--format') ?? 'table';
  if (format !== 'table' && format !== 'json')
    throw usage(`--format 只能是 table 或 json，不是“${format}”。`);
  return {
    name: 'screen',
    grades,
    studentNo: single(values['student-no'], '--student-no'),
    courses: courseFiles(values.courses),
    policy,
    term: readTerm(term),
    format,
    facts: factFiles(values),
    asOf: readAsOf(single(values['as-of'], '--as-of')),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const option = error instanceof Error ? (/'?(--?[\w-]+)/.exec(error.message)?.[1] ?? '') : '';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw usage(`没有“${option}”这个选项。加 --help 看用法。`);
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
      throw usage(`选项 ${option} 的值不对：--help 不带值，其他选项后面要写一个值。`);
    throw error;
  }
}

function templateKind(names: readonly string[]): ImportKind {
  const kind = IMPORT_KINDS.find((known) => known === names[0]);
  if (kind === undefined || names.length > 1)
    throw usage(`请写明哪一种空白表：template 后面写 ${IMPORT_KINDS.join('、')} 之一。`);
  return kind;
}

function factFiles(values: Partial<Record<FactKind, readonly string[]>>): FactFiles {
  const given = FACT_KINDS.flatMap((kind) => {
    const paths = values[kind];
    if (paths === undefined) return [];
    if (paths.includes('')) throw usage(`--${kind} 的值是空的。`);
    return [[kind, paths] as const];
  });
  return Object.fromEntries(given);
}

function courseFiles(paths: readonly string[] = []): readonly string[] {
  if (paths.includes('')) throw usage('--courses 的值是空的。');
  return paths;
}

function single(given: readonly string[] | undefined, option: string): string | undefined {
  if (given === undefined) return undefined;
  if (given.length > 1) throw usage(`${option} 只能写一次。`);
  if (given[0] === '') throw usage(`${option} 的值是空的。`);
  return given[0];
}

function readTerm(text: string): Term {
  try {
    return parseTerm(text);
  } catch (error) {
    if (error instanceof DomainError) throw usage(`--term：${error.message}。`);
    throw error;
  }
}

function readAsOf(text: string | undefined): LocalDate | undefined {
  if (text === undefined) return undefined;
  try {
    toDayNumber(text);
    return text;
  } catch (error) {
    if (error instanceof DomainError) throw usage(`--as-of：${error.message}。`);
    throw error;
  }
}
