import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { explain, type ScreeningResult } from '#core/domain/screening';
import { inForceOn } from '#core/domain/screening-facts';
import { policy2015 } from '#core/policies/index';
import { gatherFacts } from '../../../tools/office/facts';
import { gatherGrades, screenBook } from '../../../tools/office/screen';
import { gradeFile, gradeLine, openDepartment, TERM, type TestDepartment } from './department';

const TODAY = '2026-09-14';
// The app and `office screen` are two ways to one answer.

const STUDENTS = Array.from({ length: 12 }, (_, at) => ({
  studentNo: `2024050101${String(at + 1).padStart(2, '0')}`,
  name: `学生${'甲乙丙丁戊己庚辛壬癸子丑'[at]}`,
}));
const student = fc.constantFrom(...STUDENTS);
const term = fc.constantFrom(TERM, '2025-2026-1');
const day = fc.constantFrom('', '2026-04-07', '2026-05-12', '2026-06-02');
const some = (line: fc.Arbitrary<string>) => fc.uniqueArray(line, { minLength: 1, maxLength: 14 });

const lists = fc.record({
  grades: some(
    fc
      .tuple(
        student,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('30', '58', '60', '75', '缓考', '缺考'),
      )
      .map(([who, code, credit, score]) =>
        gradeLine(who.studentNo, who.name, `SK0${code}`, String(credit), score),
      ),
  ),
  absences: fc.option(
    some(
      fc
        .tuple(student, term, fc.constantFrom('2', '4.5', '6', '很多'), day, fc.constantFrom('', '是', '否'))
        .map(([who, when, hours, on, leave]) =>
          [who.studentNo, who.name, when, '遗传学', hours, on, leave].join(),
        ),
    ),
  ),
  discipline: fc.option(
    some(
      fc
        .tuple(student, fc.constantFrom('考试作弊', '打架'), fc.integer({ min: 1, max: 30 }), day)
        .map(([who, kind, no, lifted]) =>
          [who.studentNo, who.name, '记过', kind, `学${no}号`, '2026-03-02', lifted].join(),
        ),
    ),
  ),
  warnings: fc.option(
    some(
      fc
        .tuple(student, term, fc.constantFrom('', '学业预警', '编入下一年级'))
        .map(([who, when, kind]) => [who.studentNo, who.name, when, kind].join()),
    ),
  ),
  referrals: fc.option(
    some(
      fc
        .tuple(student, term, fc.constantFrom('顾明澜', '苏慕言'), fc.constantFrom('是', '否', '待定'))
        .map(([who, when, by, state]) => [who.studentNo, who.name, by, '常缺课', state, when].join()),
    ),
  ),
});
const HEADINGS = {
  absences: '学号,姓名,学期,课程,学时,日期,是否请假',
  discipline: '学号,姓名,处分类别,性质,处分文号,处分日期,解除日期',
  warnings: '学号,姓名,学期,类型',
  referrals: '学号,姓名,报告人,事由,是否诊断会接受,学期',
};
const KINDS = ['absences', 'discipline', 'warnings', 'referrals'] as const;

let folder = '';
let department: TestDepartment;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'screening-'));
  department = await openDepartment();
  department.state.today = TODAY;
  await department.importText('班级.csv', '班级,年级,专业,责任区\n生物科学241,2024,生物科学,一区');
  await department.importText(
    '名册.csv',
    ['学号,姓名,班级', ...STUDENTS.map(({ studentNo, name }) => `${studentNo},${name},生物科学241`)].join(
      '\n',
    ),
  );
});
afterAll(async () => {
  await department.database.close();
  await rm(folder, { recursive: true, force: true });
});

it('gives in the app what the command gives, to the letter, whatever is known of a department', async () => {
  await fc.assert(
    fc.asyncProperty(lists, async ({ grades, ...given }) => {
      // A row of the semester, so that the list covers it in the app as it does by being named to the command.
      const sure = {
        absences: `${STUDENTS[0]?.studentNo},${STUDENTS[0]?.name},${TERM},体育,1,2026-03-09,`,
        discipline: `${STUDENTS[0]?.studentNo},${STUDENTS[0]?.name},警告,打架,学0号,2026-03-02,`,
        warnings: `${STUDENTS[11]?.studentNo},${STUDENTS[11]?.name},${TERM},学业预警`,
        referrals: `${STUDENTS[0]?.studentNo},${STUDENTS[0]?.name},贺兰亭,常迟到,否,${TERM}`,
      };
      const files = Object.fromEntries([
        ['成绩.csv', gradeFile(...new Set([...grades, sureGrade]))],
        ...KINDS.flatMap((kind) => {
          const rows = given[kind];
          return rows === null
            ? []
            : [[`${kind}.csv`, [HEADINGS[kind], ...new Set([...rows, sure[kind]])].join('\n')]];
        }),
      ]) as Record<string, string>;
      expect(await byApp(files)).toEqual(await byCommand(files));
    }),
    { numRuns: 10 },
  );
});

const sureGrade = gradeLine(STUDENTS[0]?.studentNo ?? '', STUDENTS[0]?.name ?? '', 'SK09', '2', '80');
/** Imports the files, screens, and takes the imports back again. */
async function byApp(files: Readonly<Record<string, string>>): Promise<readonly ScreeningResult[]> {
  const by = department.officer.id;
  const imports: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    imports.unshift((await department.importText(name, text)).importId);
  }
  const { screeningId } = await department.act(by, 'screenings.run', {
    id: uuidv7(),
    term: TERM,
    kind: 'official',
  });
  const rows = await department.database.query<{ result: ScreeningResult }>(
    'select result from xueye.proposal where screening_id = $1',
    [screeningId],
  );
  for (const importId of imports) {
    await department.act(by, 'imports.rollback', { importId, reason: '换一份' });
  }
  return sorted(rows.map(({ result }) => result));
}

async function byCommand(files: Readonly<Record<string, string>>): Promise<readonly ScreeningResult[]> {
  const paths = new Map<string, string>();
  for (const [name, text] of Object.entries(files)) {
    paths.set(name, join(folder, name));
    await writeFile(join(folder, name), text);
  }
  const listed = Object.fromEntries(
    KINDS.flatMap((kind) => {
      const path = paths.get(`${kind}.csv`);
      return path === undefined ? [] : [[kind, [path]] as const];
    }),
  );
  const asOf = inForceOn(TERM, TODAY, policy2015);
  const facts = await gatherFacts(listed, { policy: policy2015, term: TERM, asOf });
  const grades = [paths.get('成绩.csv') ?? ''];
  const { book } = await gatherGrades({ grades, studentNo: undefined }, policy2015);
  const screened = [...screenBook(book, TERM, policy2015, facts, () => {})];
  return sorted(
    screened
      .map(({ input, assessment }) => explain(input, assessment, policy2015))
      .filter((result) => result.identified || result.nearMiss || result.creditsWithoutCriterion),
  );
}

/** As JSON has it. */
const sorted = (results: readonly ScreeningResult[]): readonly ScreeningResult[] =>
  (JSON.parse(JSON.stringify(results)) as ScreeningResult[]).sort((a, b) =>
    a.studentNo < b.studentNo ? -1 : 1,
  );
