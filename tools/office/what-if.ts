import { readFile } from 'node:fs/promises';
import { parseImport } from '#adapters/spreadsheet/parse-import';
import type { ParsedFile } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { Policy } from '#core/domain/policy';
import { inForceOn } from '#core/domain/screening-facts';
import { type ClassStaff, type Compared, compareStudent, isUntouched } from '#core/domain/what-if';
import { chinaClock } from '../../cloudfunctions/runtime/clock';
import { readArguments } from './arguments';
import { fileNamesOf } from './caller-files';
import { gatherFacts } from './facts';
import { printWhatIf } from './print-what-if';
import { readPolicy } from './read-policy';
import { gatherGrades, screenBook } from './screen';
import { takeOption } from './take-option';

export const WHAT_IF_HELP = `用法：npm run -s office -- what-if --policy 甲 --policy 乙 --grades 文件… --term 学期 [选项]

what-if 用同一批学生比较两份办法：谁从哪一类到哪一类，每人每周的谈话和应办事项。两份都用 --policy 写明，
2015、2025 或政策文件（.json），先写的为“原来”。其余选项与 screen 相同（旷课等名单、--as-of、--format）。

  --classes 文件       班级名单（班级、责任区），与 --staff 一起给时按人计算，否则按班级计算
  --staff 文件         教职工名单（工号、姓名、角色、范围、开始日期）

谈话和应办事项按帮扶类型的周期折算成每周的平均数，是预测，不是已经认定的事项。小程序的「比较两份办法」用的是
同样的计算和说法，比较系里保存的版本或还没有保存的修改。
退出码：0 完成；2 参数不对，或文件不能读取。
`;

type Note = (sentence: string) => Promise<void>;
/** How often a long comparison says how far it has come. */
const STUDENTS_A_NOTE = 2000;

/** @returns what to print; notes go out as they come */
export async function whatIf(argv: readonly string[], note: Note, progress: Note): Promise<string> {
  const policies = takeOption(argv, '--policy');
  const staffFiles = takeOption(policies.rest, '--staff');
  const classFiles = takeOption(staffFiles.rest, '--classes');
  const [one, other, ...more] = policies.values;
  if (one === undefined || other === undefined || more.length > 0)
    throw new DomainError('USAGE', '请用两个 --policy 写明要比较的办法，例如 --policy 2015 --policy 2025。');
  const given = readArguments(['screen', ...classFiles.rest]);
  if (given.name !== 'screen') return WHAT_IF_HELP;
  const [before, after] = [await readPolicy(one), await readPolicy(other)];
  const today = chinaClock.today();
  const asOf = given.asOf ?? inForceOn(given.term, today, before);
  const facts = await gatherFacts(given.facts, { policy: before, term: given.term, asOf });
  const { book, rejected } = await gatherGrades(given, before);
  const classNames = new Map<string, string | null>();
  for (const { studentNo, className } of book.byStudent()) classNames.set(studentNo, className);
  const left = rejected.length + facts.rejected.length;
  if (left > 0) await note(`${left} 行未采用；用 screen 可看到每一行的原因`);
  const rows: Compared[] = [];
  let students = 0;
  for (const { input } of screenBook(book, given.term, before, facts, () => undefined)) {
    students += 1;
    if (students % STUDENTS_A_NOTE === 0) await progress(`已比较 ${students} 名学生`);
    const row = compareStudent(input, classNames.get(input.studentNo) ?? null, before, after);
    if (!isUntouched(row)) rows.push(row);
  }
  const staff = await staffOf(staffFiles.values, classFiles.values, before, today, note);
  return printWhatIf({ before, after, term: given.term, students, rows, staff }, given.format);
}

/** Who owes the duties of each class, by the lists of the department. */
async function staffOf(
  staffFiles: readonly string[],
  classFiles: readonly string[],
  policy: Policy,
  today: string,
  note: Note,
): Promise<readonly ClassStaff[]> {
  if (staffFiles.length === 0) return [];
  const read = async (
    paths: readonly string[],
    kind: 'staff' | 'classes',
  ): Promise<readonly ParsedFile[]> => {
    const files: ParsedFile[] = [];
    for (const [path, fileName] of fileNamesOf(paths)) {
      const bytes = await readFile(path).catch(() => {
        throw new DomainError('FILE_UNREADABLE', `不能读取「${fileName}」：找不到或打不开。`);
      });
      const parsed = await parseImport(bytes, fileName, { kind, policy });
      if (parsed.rejected.length > 0) await note(`${fileName} 有 ${parsed.rejected.length} 行未采用`);
      files.push(parsed);
    }
    return files;
  };
  const people = (await read(staffFiles, 'staff'))
    .flatMap((file) => (file.kind === 'staff' ? file.rows : []))
    .filter(({ firstDay, lastDay }) => firstDay <= today && (lastDay === null || lastDay >= today));
  const classes = (await read(classFiles, 'classes')).flatMap((file) =>
    file.kind === 'classes' ? file.rows : [],
  );
  const areas = new Map(classes.map(({ name, area }) => [name, area]));
  const names = new Set([
    ...areas.keys(),
    ...people.flatMap(({ role, scopes }) => (role === 'adviser' ? scopes : [])),
  ]);
  const named = (role: 'adviser' | 'counselor', scope: string | null) =>
    people
      .filter((person) => person.role === role && scope !== null && person.scopes.includes(scope))
      .map(({ workNo, name }) => ({ id: workNo, name }));
  return [...names].map((className) => ({
    className,
    advisers: named('adviser', className),
    counselors: named('counselor', areas.get(className) ?? null),
  }));
}
