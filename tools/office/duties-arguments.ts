import { parseArgs } from 'node:util';
import { DomainError } from '#core/domain/errors';
import type { LocalDate } from '#core/domain/local-date';
import { day } from './duties-json';

export interface DutiesArguments {
  readonly facts: string;
  readonly asOf: LocalDate;
  readonly format: 'table' | 'json';
}

export const DUTIES_HELP = `用法：npm run -s office -- duties --facts 文件.json --as-of 日期 [--format table|json]

由一名学生的事实推算到某一天的应办事项：谁、什么期限、状态、期限怎么来的。

  --facts 文件     事实（.json），写法见下
  --as-of 日期     从这一天看，例如 2026-10-08；晚于这一天的事实不计，并提示
  --format 格式    table（默认）：给人看的表；json：给程序用
  --help           显示这一页

事实文件（日期都写作 2026-09-16，没有的列表可以不写）：
  policy       2015（默认）、2025、政策文件的路径，或整份政策
  calendar     {terms:[{term,from,to}], holidays:[日期], makeupWorkdays:[日期],
               selectionWeeks:[{from,to}]}；不写则用内置的国家节假日，学期未知
  decisions    [{tier:1|2|3|"watch", decidedOn, term?}]
  talks        [{heldOn, by:["adviser"|"counselor"], mode:"in-person"|"phone"|"online", attended, filedOn?}]
  supplements  [{by, heldOn|null}]           补充意见，有谈话日期才算
  contacts     [{kind:"phone", on, reached, verified}]
  letters      [{state, on}]                 draft、approved、printed、posted、delivered、returned
  pairings     [{from, to?}]
  meetings     [{on, present:["student","parent","adviser","counselor"]}]
  studyPlans、planReviews                    [{on}]
  courseAdvices、volunteerGuidances、focusNotes  [{on}]
  statuses     [{from, to?, kind}]           suspended、exchange、military 暂停；left、graduated 结束；
               returned 复学。to 是最后一天，次日复学
  assignments  [{role, from}]                换人接手的日子
  waivers      [{kind, role?, on, to?, reason}]   组长同意免办

状态：upcoming 未到期，open 待办，overdue 已逾期，done 已完成，paused 暂停，waived 免办。
只做一次的从认定起为 open；定期的和选课咨询在期限前 3 天（政策可改）由 upcoming 变为 open。
没有选课周时，选课咨询的 dueOn 为 null。
退出码：0 完成；2 参数不对，或文件不能读取、内容有误。
`;

const OPTIONS = {
  facts: { type: 'string', multiple: true },
  'as-of': { type: 'string', multiple: true },
  format: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

const usage = (message: string): DomainError => new DomainError('USAGE', message);

/**
 * @param argv what follows `duties`
 * @returns null where help is asked for
 * @throws DomainError USAGE with one sentence that says what to write instead
 */
export function readDutiesArguments(argv: readonly string[]): DutiesArguments | null {
  const { values, positionals } = parse(argv);
  if (values.help) return null;
  if (positionals.length > 0) throw usage(`不认识“${positionals[0]}”。事实文件写在 --facts 后面。`);
  const facts = single(values.facts, '--facts');
  if (facts === undefined) throw usage('请用 --facts 写明事实文件，例如 --facts 学生.json。');
  const asOf = single(values['as-of'], '--as-of');
  if (asOf === undefined) throw usage('请用 --as-of 写明日期，例如 --as-of 2026-10-08。');
  const format = single(values.format, '--format') ?? 'table';
  if (format !== 'table' && format !== 'json')
    throw usage(`--format 只能是 table 或 json，不是“${format}”。`);
  return { facts, asOf: day(asOf, '--as-of'), format };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    const option = error instanceof Error ? (/'?(--?[\w-]+)/.exec(error.message)?.[1] ?? '') : '';
    const isUnknown =
      error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    throw usage(
      isUnknown
        ? `没有“${option}”这个选项。加 --help 看用法。`
        : `选项 ${option} 的值不对：--help 不带值，其他选项后面要写一个值。`,
    );
  }
}

function single(given: readonly string[] | undefined, option: string): string | undefined {
  if (given === undefined) return undefined;
  if (given.length > 1) throw usage(`${option} 只能写一次。`);
  if (given[0] === '') throw usage(`${option} 的值是空的。`);
  return given[0];
}
