import { beforeAll, describe, expect, it } from 'vitest';
import { parseImport } from '#adapters/spreadsheet/parse-import';
import type { GradeRow } from '#core/domain/grade-row';
import { screenStudent } from '#core/domain/screening';
import { policy2015 } from '#core/policies/policy-2015';
import { type Cohort, type CohortFile, generateCohort } from '../../../local/demo/cohort/index';

let cohort: Cohort;
const rowsByFile = new Map<string, readonly GradeRow[]>();

const fileOf = (part: string): CohortFile => {
  const file = cohort.files.find(({ name }) => name.includes(part));
  if (!file) throw new Error(`no file ${part}`);
  return file;
};

const parse = ({ name, bytes, studentNo }: CohortFile) =>
  parseImport(bytes, name, {
    ...(studentNo === null ? {} : { studentNo }),
    policy: policy2015,
  });

function judge(studentNo: string, files: readonly CohortFile[], term = '2025-2026-2') {
  const rows = files.flatMap(({ name }) =>
    (rowsByFile.get(name) ?? []).filter((row) => row.studentNo === studentNo),
  );
  return screenStudent({ studentNo, name: null, term, rows }, policy2015);
}

const semesters = (last: 'seed' | 'next') =>
  cohort.files.filter(({ kind, use }) => kind === 'grades' && (use === 'seed' || use === last));

beforeAll(async () => {
  cohort = await generateCohort();
  for (const file of cohort.files.filter(({ kind }) => kind === 'grades')) {
    const parsed = await parse(file);
    if (parsed.kind === 'grades') rowsByFile.set(file.name, parsed.rows);
  }
});

describe('the import reads', () => {
  it('every roster and semester file without a rejected row', async () => {
    for (const file of cohort.files.filter(({ use }) => use !== 'sample')) {
      const parsed = await parse(file);
      expect(parsed.kind).toBe(file.kind);
      expect(parsed.rejected, file.name).toEqual([]);
      expect(parsed.rowsRead, file.name).toBe(file.rows);
    }
  });

  it('the damaged file but for its six rows, each with the cell that is wrong', async () => {
    const parsed = await parse(fileOf('含错误示例'));
    expect(parsed.rejected.map(({ row, column, value }) => [row, column, value])).toEqual([
      [3, '学号', '2.02E+11'],
      [5, '折算成绩', '八十多'],
      [7, '学分', '三'],
      [9, '学号', '1E+11'],
      [11, '补考成绩', '待定?'],
      [13, '学期', '4'],
    ]);
    expect(parsed.rows.length).toBe(8);
  });

  it('the personal transcript under the student it belongs to', async () => {
    const file = fileOf('个人成绩单');
    const parsed = await parse(file);
    expect(parsed.rejected).toEqual([]);
    expect(rowsByFile.get(file.name)?.every(({ studentNo }) => studentNo === file.studentNo)).toBe(true);
    await expect(parse({ ...file, studentNo: null })).rejects.toThrow('学号');
  });
});

describe('by the policy of 2015', () => {
  it.each([
    ['before', 'seed', '2025-2026-1'],
    ['after', 'next', '2025-2026-2'],
  ] as const)('every student stands as planned %s the newest file', (at, last, term) => {
    const files = semesters(last);
    const planned = new Map(cohort.summary.planned.map((student) => [student.studentNo, student]));
    const all = new Set(
      files.flatMap(({ name }) => rowsByFile.get(name) ?? []).map(({ studentNo }) => studentNo),
    );
    expect(all.size).toBe(240);
    for (const studentNo of all) {
      const { outstandingCredits: credits, tier, nearMiss } = judge(studentNo, files, term);
      const student = planned.get(studentNo);
      if (student) expect({ credits, tier }, `${student.name} ${studentNo}`).toEqual(student[at]);
      else expect({ tier, nearMiss }, studentNo).toEqual({ tier: null, nearMiss: false });
    }
  });

  it.each(['failed-courses', 'academic-warning', 'low-gpa'] as const)('%s is met by someone', (criterion) => {
    const results = cohort.summary.planned.map(({ studentNo }) => judge(studentNo, semesters('next')));
    expect(results.some(({ criteria }) => criteria[criterion] === 'met')).toBe(true);
    expect(results.some(({ criteria }) => criteria[criterion] !== 'met')).toBe(true);
  });

  it('grades alone leave the other criteria without data', () => {
    for (const { studentNo } of cohort.summary.planned) {
      expect(judge(studentNo, semesters('next')).criteria).toMatchObject({
        truancy: 'no-data',
        'study-discipline': 'no-data',
        referral: 'no-data',
      });
    }
  });

  it('near misses are told from those who are not', () => {
    const near = cohort.summary.planned.filter(
      ({ studentNo }) => judge(studentNo, semesters('next')).nearMiss,
    );
    expect(near.map(({ after }) => after.credits).sort()).toEqual(['10.00', '10.50', '11.75', '9.00']);
  });

  it('the averages beside the limit are told apart', () => {
    const of = (name: string) =>
      judge(
        cohort.summary.planned.find((student) => student.name === name)?.studentNo ?? '',
        semesters('next'),
      );
    expect(of('尹安之')).toMatchObject({ gpa: '1.5000', tier: null });
    expect(of('汤嘉禾')).toMatchObject({ gpa: '1.4997', tier: 'watch' });
    expect(of('薛以宁').pending.length).toBe(2);
  });

  it('the transcript lifts the transferred student into tier 1', () => {
    const file = fileOf('个人成绩单');
    expect(judge(file.studentNo ?? '', [...semesters('next'), file])).toMatchObject({
      outstandingCredits: '12.50',
      tier: 1,
    });
  });

  it('the sound rows of the damaged file change nothing', () => {
    const file = fileOf('含错误示例');
    for (const studentNo of new Set(rowsByFile.get(file.name)?.map((row) => row.studentNo))) {
      const now = judge(studentNo, semesters('next'));
      const { outstandingCredits, gpa, criteria } = judge(studentNo, [...semesters('next'), file]);
      expect({ outstandingCredits, gpa, criteria }).toEqual({
        outstandingCredits: now.outstandingCredits,
        gpa: now.gpa,
        criteria: now.criteria,
      });
    }
  });
});
