import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { IMPORT_KIND_LABELS } from '#core/domain/labels';
import { type Attempt, type CohortTerm, createAttempts, createTransferRecord, terms } from './attempts';
import { offeringTable, volunteerTable } from './groups';
import { bulkHeadings, type Habits, toBulkRow, toTranscriptRow, transcriptHeadings } from './layouts';
import { listTables } from './lists';
import { type PlannedTier, plans, type Standing } from './plans';
import { classes, type RoleLabel, staff } from './staff';
import { createStudents, type Student } from './students';

export type CohortFileKind =
  | 'classes'
  | 'students'
  | 'staff'
  | 'offerings'
  | 'volunteers'
  | 'grades'
  | 'absences'
  | 'discipline'
  | 'warnings'
  | 'referrals';

export interface CohortFile {
  readonly name: string;
  readonly kind: CohortFileKind;
  readonly bytes: Uint8Array;
  /** Which semester a grade file is of; null for rosters and the personal transcript. */
  readonly term: CohortTerm | null;
  /**
   * `seed`: imported when the demo is set up. `next`: left for the visitor, the newest semester.
   * `sample`: shows something by itself: rejected rows, a personal transcript.
   */
  readonly use: 'seed' | 'next' | 'sample';
  /** One Chinese sentence for the file chooser. */
  readonly note: string;
  /** Data rows, the heading row not counted. */
  readonly rows: number;
  /** Whose transcript it is, for a layout without 学号. */
  readonly studentNo: string | null;
}

/** Someone whom the demo's visitor may be. */
export interface CohortPerson {
  /** Stable and plain ASCII: `staff-05101`. */
  readonly key: string;
  readonly name: string;
  readonly roles: readonly RoleLabel[];
  /** Links to the staff file. */
  readonly workNo: string;
  readonly scope: string;
}

export interface PlannedStudent {
  readonly studentNo: string;
  readonly name: string;
  readonly className: string;
  readonly story: string;
  /** After 2025-2026-1 and after 2025-2026-2, by the policy of 2015. */
  readonly before: Standing;
  readonly after: Standing;
}

export interface CohortSummary {
  readonly classes: number;
  readonly students: number;
  /** Rows of the four semesters' files. */
  readonly gradeRows: number;
  readonly planned: readonly PlannedStudent[];
  /** Planned students of each tier after 2025-2026-1 and after 2025-2026-2; nobody else is identified. */
  readonly tiers: Readonly<Record<'before' | 'after', Readonly<Record<'watch' | '1' | '2' | '3', number>>>>;
}

export interface Cohort {
  /** In the order in which they are to be imported. */
  readonly files: readonly CohortFile[];
  readonly people: readonly CohortPerson[];
  readonly summary: CohortSummary;
}

type Encoding = 'utf8' | 'utf8-bom' | 'gb18030';

function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'gb18030') return new Uint8Array(iconv.encode(text, 'gb18030'));
  return new TextEncoder().encode(encoding === 'utf8-bom' ? `\ufeff${text}` : text);
}

function writeCsv(table: readonly (readonly string[])[], encoding: Encoding, delimiter = ','): Uint8Array {
  return encode(Papa.unparse(table as string[][], { delimiter }), encoding);
}

const numericColumns = new Set(
  (['学分', '折算成绩', '补考成绩'] as const).map((heading) => bulkHeadings.indexOf(heading)),
);

/** 学号, codes and terms as text cells; credits and scores as the numbers that Excel makes of them. */
function writeWorkbook(name: string, table: readonly (readonly string[])[]): Promise<Uint8Array> {
  const rows = table.map((cells) =>
    cells.map((cell, column) => {
      if (cell === '') return null;
      return numericColumns.has(column) && /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
    }),
  );
  // The writer would put the present moment in; a fixed one keeps the bytes the same.
  const moment = new Date(Date.UTC(2026, 6, 10));
  return writeXlsx({ sheets: [{ name, rows }], properties: { created: moment, modified: moment } });
}

const asIs = (studentNo: string) => studentNo;
const fullWidth = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
/** The machine habits of each semester's export; 学号 is the same text underneath. */
const habits: Record<CohortTerm, Habits> = {
  '2024-2025-1': { blank: ' ', credits: 'long', studentNo: (studentNo) => `\t${studentNo}` },
  '2024-2025-2': {
    blank: '\u00a0',
    credits: 'mixed',
    studentNo: (studentNo, row) =>
      row % 97 === 0 ? fullWidth(studentNo) : row % 11 === 0 ? `${studentNo}  ` : studentNo,
  },
  '2025-2026-1': { blank: ' ', credits: 'mixed', studentNo: asIs },
  '2025-2026-2': { blank: '', credits: 'short', studentNo: asIs },
};

function bulkTable(attempts: readonly Attempt[], style: Habits): string[][] {
  return [[...bulkHeadings], ...attempts.map((attempt, index) => toBulkRow(attempt, index + 2, style))];
}

/** Sound rows of a semester that is in already, and among them rows damaged as spreadsheets and people do it. */
function damagedTable(attempts: readonly Attempt[]): string[][] {
  const table = bulkTable(attempts.slice(0, 14), habits['2025-2026-1']);
  const damage: readonly (readonly [row: number, heading: (typeof bulkHeadings)[number], value: string])[] = [
    [3, '学号', '2.02E+11'],
    [5, '折算成绩', '八十多'],
    [7, '学分', '三'],
    [9, '学号', '1E+11'],
    [11, '补考成绩', '待定?'],
    [13, '学期', '4'],
  ];
  for (const [row, heading, value] of damage) {
    const cells = table[row - 1];
    if (cells) cells[bulkHeadings.indexOf(heading)] = value;
  }
  return table;
}

function rosterFiles(students: readonly Student[]): CohortFile[] {
  const tables: readonly (readonly [CohortFileKind, string, Encoding, string[][]])[] = [
    [
      'classes',
      '班级与责任区',
      'utf8-bom',
      [
        ['班级', '年级', '专业', '责任区'],
        ...classes.map(({ name, grade, major, area }) => [name, String(grade), major, area]),
      ],
    ],
    [
      'students',
      '学生名册',
      'gb18030',
      [
        ['学号', '姓名', '性别', '籍贯', '班级', '家庭', '联系方式', '家长'],
        ...students.map((student) => [
          student.studentNo,
          student.name,
          student.gender,
          student.nativePlace,
          student.class.name,
          student.family,
          student.phone,
          student.guardians,
        ]),
      ],
    ],
    [
      'staff',
      '教师、志愿者及其任职',
      'utf8-bom',
      [
        ['工号', '姓名', '角色', '范围', '开始日期', '结束日期'],
        ...staff.map(({ workNo, name, role, scope, from }) => [workNo, name, role, scope, from, '']),
      ],
    ],
    ['offerings', '本系教师的教学班', 'utf8-bom', offeringTable()],
    ['volunteers', '志愿者能帮哪些课、什么时候有空', 'gb18030', volunteerTable()],
  ];
  return tables.map(([kind, note, encoding, table]) => ({
    name: `${kind}.csv`,
    kind,
    bytes: writeCsv(table, encoding),
    term: null,
    use: 'seed',
    note,
    rows: table.length - 1,
    studentNo: null,
  }));
}

async function semesterFile(term: CohortTerm, attempts: readonly Attempt[]): Promise<CohortFile> {
  const table = bulkTable(attempts, habits[term]);
  const newest = term === '2025-2026-2';
  const encoding = term === '2024-2025-2' ? 'utf8-bom' : 'gb18030';
  return {
    name: `${term}学期成绩.${newest ? 'xlsx' : 'csv'}`,
    kind: 'grades',
    bytes: newest ? await writeWorkbook('成绩', table) : writeCsv(table, encoding),
    term,
    use: newest ? 'next' : 'seed',
    note: newest ? '教务处导出，最新一学期，等待导入' : '教务处导出',
    rows: table.length - 1,
    studentNo: null,
  };
}

/** The lists beside the grades: those of the last semester are in, those of the newest wait for the visitor. */
function listFiles(students: readonly Student[], term: '2025-2026-1' | '2025-2026-2'): CohortFile[] {
  const newest = term === '2025-2026-2';
  return listTables(students, term).map(([kind, table]) => ({
    name: `${term}${IMPORT_KIND_LABELS[kind]}.csv`,
    kind,
    bytes: writeCsv(table, 'utf8-bom'),
    term,
    use: newest ? 'next' : 'seed',
    note: `${IMPORT_KIND_LABELS[kind]}${newest ? '，等待导入' : ''}`,
    rows: table.length - 1,
    studentNo: null,
  }));
}

function sampleFiles(students: readonly Student[], autumn: readonly Attempt[]): CohortFile[] {
  const damaged = damagedTable(autumn);
  const samples: CohortFile[] = [
    {
      name: '成绩-含错误示例.csv',
      kind: 'grades',
      bytes: writeCsv(damaged, 'utf8-bom'),
      term: '2025-2026-1',
      use: 'sample',
      note: '有几行坏数据，看看哪些行会被拒收、为什么',
      rows: damaged.length - 1,
      studentNo: null,
    },
  ];
  const transferred = students.find(({ plan }) => plan?.transferred);
  if (transferred) {
    const rows = createTransferRecord(transferred).map((attempt, index) => toTranscriptRow(attempt, index));
    samples.push({
      name: `个人成绩单-${transferred.name}.tsv`,
      kind: 'grades',
      bytes: writeCsv([[...transcriptHeadings], ...rows], 'utf8', '\t'),
      term: null,
      use: 'sample',
      note: `转专业学生${transferred.name}（${transferred.studentNo}）此前两学期的成绩单，没有学号列`,
      rows: rows.length,
      studentNo: transferred.studentNo,
    });
  }
  return samples;
}

function listPeople(): CohortPerson[] {
  return [...new Set(staff.map(({ workNo }) => workNo))].map((workNo) => {
    const assignments = staff.filter((assignment) => assignment.workNo === workNo);
    return {
      key: `staff-${workNo}`,
      name: assignments[0]?.name ?? '',
      roles: assignments.map(({ role }) => role),
      workNo,
      scope: assignments
        .map(({ scope }) => scope)
        .filter(Boolean)
        .join('、'),
    };
  });
}

function countTiers(planned: readonly PlannedStudent[], at: 'before' | 'after') {
  const count = (tier: PlannedTier) => planned.filter((student) => student[at].tier === tier).length;
  return { watch: count('watch'), '1': count(1), '2': count(2), '3': count(3) };
}

/**
 * The demo department 生命科学系: files as a school has them, and the people to be. Everything is
 * invented; the same bytes on every machine and in every run.
 */
export async function generateCohort(): Promise<Cohort> {
  const students = createStudents();
  const attempts = students.flatMap(createAttempts);
  const ofTerm = (term: CohortTerm) => attempts.filter((attempt) => attempt.term === term);
  // Newest first: its workbook is compressed in the background while the text files are written.
  const semesters = (
    await Promise.all([...terms].reverse().map((term) => semesterFile(term, ofTerm(term))))
  ).reverse();
  const planned = students.flatMap(({ studentNo, name, class: { name: className }, plan }) =>
    plan ? [{ studentNo, name, className, story: plan.story, before: plan.before, after: plan.after }] : [],
  );
  if (planned.length !== plans.length) throw new RangeError('a planned student found no seat');
  return {
    files: [
      ...rosterFiles(students),
      ...semesters,
      ...listFiles(students, '2025-2026-1'),
      ...listFiles(students, '2025-2026-2'),
      ...sampleFiles(students, ofTerm('2025-2026-1')),
    ],
    people: listPeople(),
    summary: {
      classes: classes.length,
      students: students.length,
      gradeRows: attempts.length,
      planned,
      tiers: { before: countTiers(planned, 'before'), after: countTiers(planned, 'after') },
    },
  };
}
