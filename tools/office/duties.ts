import { readFile } from 'node:fs/promises';
import { holidayNames, isYearKnown, publicHolidays } from '#adapters/calendar/public-holidays';
import type { Calendar } from '#core/domain/calendar';
import { deriveDuties } from '#core/domain/derive-duties';
import type { Duty } from '#core/domain/duty';
import type { DutyFacts } from '#core/domain/duty-facts';
import { DomainError } from '#core/domain/errors';
import type { LocalDate } from '#core/domain/local-date';
import { parsePolicy } from '#core/domain/parse-policy';
import type { Policy } from '#core/domain/policy';
import { DEFAULT_POLICY } from './arguments';
import { fromCaller } from './caller-files';
import { DUTIES_HELP, readDutiesArguments } from './duties-arguments';
import { readFacts } from './duties-facts';
import { invalid } from './duties-json';
import { dutiesTable } from './duties-table';
import { readPolicy } from './read-policy';

/** What the command says: the answer, and remarks on it for standard error. */
export interface DutiesAnswer {
  readonly output: string;
  readonly notes: readonly string[];
}

/**
 * `office duties`: one student's duties from a file of facts, by the engine that the app uses.
 *
 * @throws DomainError with one sentence: wrong arguments, or a file that cannot be read or is wrong
 */
export async function runDuties(argv: readonly string[]): Promise<DutiesAnswer> {
  const given = readDutiesArguments(argv);
  if (given === null) return { output: DUTIES_HELP, notes: [] };
  const { asOf, format } = given;
  const file = readFacts(await readJson(given.facts));
  const policy = await policyOf(file.policy);
  const days = file.calendar ?? { terms: [], ...publicHolidays() };
  const calendar: Calendar = { ...days, holidayNames: holidayNames(days.holidays) };
  const duties = deriveDuties(file.facts, policy.duties, calendar, asOf);
  const output =
    format === 'json'
      ? `${JSON.stringify({ duties }, null, 2)}\n`
      : dutiesTable(duties, { policy, asOf, facts: file.facts, calendar });
  const notes = [
    ...file.unknownFields.map((field) => `没有用到的字段「${field}」，请看是否写错`),
    ...futureNotes(file.facts, asOf),
    ...calendarNotes(calendar, file.calendar === null, duties, asOf),
  ];
  return { output, notes };
}

async function readJson(path: string): Promise<unknown> {
  const refuse = (why: string) => new DomainError('FACTS_FILE', `不能读取事实文件「${path}」：${why}。`);
  let text: string;
  try {
    text = await readFile(fromCaller(path), 'utf8');
  } catch {
    throw refuse('找不到或打不开');
  }
  try {
    // Windows' editors put a byte-order mark first, which JSON does not know.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw refuse('内容不是 JSON');
  }
}

/** An id, a path, or the policy itself. @throws DomainError that names the field */
async function policyOf(given: unknown): Promise<Policy> {
  try {
    if (given === undefined || given === null) return await readPolicy(DEFAULT_POLICY);
    if (typeof given === 'object') return parsePolicy(given);
    if (typeof given === 'number' || (typeof given === 'string' && given !== ''))
      return await readPolicy(String(given));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw invalid('policy', `不能用：${error.message.replace(/。$/, '')}`);
  }
  throw invalid('policy', '应为 2015、2025、政策文件的路径，或整份政策');
}

const DATED = [
  'contacts',
  'letters',
  'meetings',
  'studyPlans',
  'planReviews',
  'courseAdvices',
  'volunteerGuidances',
  'focusNotes',
  'waivers',
] as const;

/** What lies after the day asked for does not exist yet: left out, and said. */
function futureNotes(facts: DutyFacts, asOf: LocalDate): readonly string[] {
  const dates: readonly (readonly [string, LocalDate | null])[] = [
    ...facts.decisions.map(({ decidedOn }, at) => [`decisions[${at}].decidedOn`, decidedOn] as const),
    ...facts.talks.map(({ heldOn }, at) => [`talks[${at}].heldOn`, heldOn] as const),
    ...facts.supplements.map(({ heldOn }, at) => [`supplements[${at}].heldOn`, heldOn] as const),
    ...facts.pairings.map(({ from }, at) => [`pairings[${at}].from`, from] as const),
    ...facts.statuses.map(({ from }, at) => [`statuses[${at}].from`, from] as const),
    ...facts.assignments.map(({ from }, at) => [`assignments[${at}].from`, from] as const),
    ...DATED.flatMap((name) => facts[name].map(({ on }, at) => [`${name}[${at}].on`, on] as const)),
  ];
  return dates.flatMap(([path, date]) =>
    date !== null && date > asOf ? [`「${path}」（${date}）晚于 ${asOf}，没有计入`] : [],
  );
}

/** What the calendar does not know and the dates therefore do not heed. */
function calendarNotes(
  { terms }: Calendar,
  isBuiltIn: boolean,
  duties: readonly Duty[],
  asOf: LocalDate,
): readonly string[] {
  const dates = duties
    .flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn]))
    .concat(asOf)
    .sort();
  const last = dates[dates.length - 1] as LocalDate;
  const end = terms
    .map(({ to }) => to)
    .sort()
    .pop();
  const notes: string[] = [];
  if (end === undefined) notes.push('没有学期的起止日期，寒暑假未知，没有扣除');
  else if (last > end) notes.push(`校历只到 ${end}，此后的假期未知，没有扣除`);
  if (!isBuiltIn) return notes;
  const unknown = [...new Set(dates.map((date) => Number(date.slice(0, 4))))].filter(
    (year) => !isYearKnown(year),
  );
  if (unknown.length > 0) notes.push(`${unknown.join('、')} 年的国家节假日没有数据，没有避开`);
  return notes;
}
