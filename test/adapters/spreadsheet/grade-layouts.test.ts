import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ParsedImport, parseImport } from '#adapters/spreadsheet/parse-import';
import { coursesOf } from '#core/domain/attempts';
import { outstandingCredits } from '#core/domain/credits';
import { gradePointAverage } from '#core/domain/gpa';
import type { GradeRow } from '#core/domain/grade-row';
import { policy2015 } from '#core/policies/index';
import { csv } from './sheets';
import {
  type Cells,
  COLUMNS,
  COURSE_LIST,
  FILE_KINDS,
  jsonOf,
  LAYOUTS,
  type LayoutName,
  STUDENT_NO,
  tableOf,
  transcripts,
  WITHOUT_POINT,
} from './transcripts';

const parse = (bytes: Uint8Array, fileName: string, courses = COURSE_LIST) =>
  parseImport(bytes, fileName, {
    policy: policy2015,
    studentNo: STUDENT_NO,
    courses: async () => courses,
  });

const gradesOf = (parsed: ParsedImport): readonly GradeRow[] => {
  if (parsed.kind !== 'grades') throw new Error(`read as ${parsed.kind}`);
  return parsed.rows;
};

const SAMPLE = [
  {
    code: 'SK030101',
    name: '遗传学',
    nature: '必修课',
    credit: '3.0',
    term: '2024-2025-1',
    isRetake: false,
    score: '52',
    resit: '60',
    point: '1.0',
  },
];

/** Rows of a layout with some cells; the rest blank. */
const rowsOf = (layout: LayoutName, ...rows: readonly Cells[]): string[][] => {
  const headings = COLUMNS[layout].split(' ');
  return [headings, ...rows.map((cells) => headings.map((heading) => cells[heading] ?? ''))];
};

const V9 = { xh: '1', xnmmc: '2024-2025', xqmmc: '1', kch: 'A1', kcmc: '遗传学', kcxzmc: '必修', xf: '3' };
const QZ = { 开课学期: '2024-2025-1', 课程编号: 'A1', 课程名称: '遗传学', 学分: '3', 课程属性: '必修' };

describe('layouts', () => {
  it.each(LAYOUTS)('%s is told by its headings and read', async (layout) => {
    const parsed = await parse(csv(tableOf(layout, SAMPLE)), 'a.csv');
    expect(parsed).toMatchObject({ kind: 'grades', layout, rejected: [] });
    expect(gradesOf(parsed).at(-1)).toMatchObject({
      studentNo: STUDENT_NO,
      term: '2024-2025-1',
      courseCode: 'SK030101',
      courseName: '遗传学',
      nature: '必修课',
      credit: 300,
    });
  });

  it.each(LAYOUTS.filter((layout) => !COLUMNS[layout].includes('学号') && !COLUMNS[layout].includes('xh')))(
    '%s is a transcript: refused without a 学号',
    async (layout) => {
      await expect(
        parseImport(csv(tableOf(layout, SAMPLE)), 'a.csv', { policy: policy2015 }),
      ).rejects.toMatchObject({ code: 'STUDENT_NO_MISSING' });
    },
  );

  it.each([
    ['zf_old_admin_detail_21', '学分、课程性质'],
    ['zf_old_admin_class_20', '学分'],
  ] as const)('%s is refused without a course list, naming what to import', async (layout, missing) => {
    const bytes = csv(tableOf(layout, SAMPLE));
    for (const courses of [undefined, async () => []]) {
      await expect(
        parseImport(bytes, '明细.csv', { policy: policy2015, ...(courses && { courses }) }),
      ).rejects.toMatchObject({
        code: 'COURSE_LIST_MISSING',
        message: expect.stringMatching(new RegExp(`明细\\.csv.*没有${missing}列。请先导入课程目录`)),
      });
    }
  });

  it('rejects the row of a course that the list does not know, and one without a nature', async () => {
    const table = tableOf('zf_old_admin_detail_21', [
      ...SAMPLE,
      ...SAMPLE.map((one) => ({ ...one, code: 'X1' })),
      ...SAMPLE.map((one) => ({ ...one, code: 'X2' })),
    ]);
    const list = [...COURSE_LIST, { code: 'X2', name: '遗传学', credit: 300, nature: null }];
    const parsed = await parse(csv(table), 'a.csv', list as typeof COURSE_LIST);
    expect(gradesOf(parsed)).toHaveLength(1);
    expect(parsed.rejected).toMatchObject([
      { row: 3, column: '课程代码', value: 'X1', reason: expect.stringContaining('没有课程代码 X1') },
      { row: 4, column: '课程代码', value: 'X2', reason: expect.stringContaining('没有课程性质') },
    ]);
  });

  it('uses a column of credits that a school has added, without a course list', async () => {
    const [headings = [], row = []] = tableOf('zf_old_admin_class_20', SAMPLE);
    const parsed = await parse(
      csv([
        [...headings, '学分'],
        [...row, '2.5'],
      ]),
      'a.csv',
      [],
    );
    expect(gradesOf(parsed)[0]?.credit).toBe(250);
  });

  it.each([
    ['课程代码 课程名称 课程性质 成绩 课程归属 补考成绩 重修成绩 学分 辅修标记', '没有学年、学期'],
    ['学号 门数 总分 总学分 获得学分 不及格学分 不及格门次', '没有每门课程的成绩'],
    ['xh xm cbjgxf sbjgxf pjxfjd tjsj', '没有每门课程的成绩'],
  ])('%s is known and refused', async (headings, why) => {
    const table = [headings.split(' '), headings.split(' ').map(() => '1')];
    await expect(parse(csv(table), 'a.csv')).rejects.toMatchObject({
      code: 'LAYOUT_UNUSABLE',
      message: expect.stringContaining(why),
    });
  });

  it.each(['zf_new_json', 'zf_new_excel', 'qz_web_csv_bit', 'qz_web_csv_csust'] as const)(
    '%s is refused without the kind of examination, on which all hangs',
    async (layout) => {
      const kind = /ksxz|成绩性质|考试性质/;
      const table = tableOf(layout, SAMPLE);
      const at = (table[0] ?? []).findIndex((heading) => kind.test(heading));
      await expect(
        parse(csv(table.map((row) => row.filter((_, column) => column !== at))), 'a.csv'),
      ).rejects.toMatchObject({ code: 'LAYOUT_UNKNOWN', message: expect.stringMatching(kind) });
    },
  );

  it('reads headings of two rows, as merged cells leave them', async () => {
    const table = [
      ['2024-2025学年成绩'],
      ['学年', '学期', '课程代码', '课程名称', '课程性质', '学分', '成绩', '', '', '补考', '', '重修'],
      ['', '', '', '', '', '', '平时', '期末', '成绩', '成绩', '备注', '成绩'],
      ['2024-2025', '1', 'A1', '遗传学', '必修', '3', '30', '40', '50', '60', '', ''],
    ];
    for (const name of ['a.csv', 'a.xlsx', 'a.xls', 'page.xls']) {
      const parsed = await parse((await FILE_KINDS[name]?.(table)) as Uint8Array, name);
      expect(parsed).toMatchObject({ layout: 'zf_old_student_16', rejected: [] });
      expect(gradesOf(parsed)).toMatchObject([{ row: 4, score: '50', resitScore: '60', retakeScore: null }]);
    }
  });
});

describe('a row for each examination', () => {
  const only = async (layout: LayoutName, cells: Cells) => {
    const parsed = await parse(csv(rowsOf(layout, cells)), 'a.csv');
    return gradesOf(parsed)[0] ?? parsed.rejected[0];
  };

  it.each([
    ['正考', 'regular', false],
    ['正常考试', 'regular', false],
    ['缓考', 'regular', false],
    ['', null, false],
    ['补考', 'resit', false],
    ['补考一', 'resit', false],
    ['补考（2）', 'resit', false],
    ['毕业前补考', 'resit', false],
    ['重修补考', 'resit', true],
    ['重修', 'retake', true],
    ['重修1', 'retake', true],
    ['重修（3）', 'retake', true],
  ])('takes 考试性质 %j for %s', async (text, examKind, isRetake) => {
    expect(await only('zf_new_json', { ...V9, cj: '70', ksxz: text })).toMatchObject({ examKind, isRetake });
    expect(await only('qz_web_csv_bit', { ...QZ, 成绩: '70', 考试性质: text })).toMatchObject({
      examKind,
      isRetake,
    });
  });

  it('rejects a kind of examination that it does not know', async () => {
    expect(await only('zf_new_json', { ...V9, cj: '70', ksxz: '抽考' })).toMatchObject({ column: 'ksxz' });
  });

  it.each([
    ['W, for which bfzcj says 0', { cj: 'W', bfzcj: '0' }, 'ignored'],
    ['withdrawn, with 0 as the score', { cj: '0', bfzcj: '0', cjbz: '中期退课' }, 'ignored'],
    ['deferred', { cj: '缓考', bfzcj: '0' }, 'pending'],
    ['deferred in the remark', { cj: '0', cjbz: '缓考' }, 'pending'],
    ['absent', { cj: '0', cjbz: '缺考' }, 'failed'],
    ['cheated, with a score beside it', { cj: '85', cjbz: '作弊' }, 'failed'],
    ['not entered', { cj: '', bfzcj: '0' }, 'pending'],
    ['a remark that says nothing', { cj: '61', cjbz: '随堂' }, 'passed'],
  ])('正方 V9: %s', async (_what, cells, outcome) => {
    const row = await only('zf_new_json', { ...V9, ksxz: '正常考试', ...cells });
    expect(coursesOf([row as GradeRow], policy2015)[0]?.attempts[0]?.meaning.outcome).toBe(outcome);
  });

  it('正方 V9: drops what is void, keeps minors apart', async () => {
    const row = { ...V9, ksxz: '正常考试', cj: '40' };
    expect(await only('zf_new_json', { ...row, cjsfzf: '是' })).toMatchObject({ isVoid: true });
    expect(await only('zf_new_json', { ...row, cjsfzf: '否', kcbj: '辅修' })).toMatchObject({
      isMinor: true,
    });
  });

  it('正方 V9: takes the semester from its codes where its names are missing', async () => {
    const { xnmmc: _, xqmmc: __, ...rest } = V9;
    const bytes = jsonOf([
      [...Object.keys(rest), 'xnm', 'xqm', 'ksxz', 'cj'],
      [...Object.values(rest), '2025', '12', '正考', '70'],
      [...Object.values(rest), '2025', '2', '正考', '70'],
    ]);
    const parsed = await parse(bytes, 'a.json');
    expect(gradesOf(parsed)).toMatchObject([{ term: '2025-2026-2' }]);
    expect(parsed.rejected).toMatchObject([{ column: 'xqm' }]);
  });

  it.each([
    ['缓考', '0', 'pending'],
    ['缺考', '', 'failed'],
    ['作弊', '70', 'failed'],
    ['正常', '70', 'passed'],
  ])('强智: the mark %s beside %j', async (mark, score, outcome) => {
    const row = await only('qz_web_csv_csust', { ...QZ, 成绩: score, 成绩标识: mark, 考试性质: '正常考试' });
    expect(coursesOf([row as GradeRow], policy2015)[0]?.attempts[0]?.meaning.outcome).toBe(outcome);
  });

  it.each([
    ['必修', '公共基础课', '必修'],
    ['选修', '专业限选课', '专业限选课'],
    ['选修', '专业课', '选修'],
    ['', '必修', '必修'],
  ])('强智: 课程属性 %j and 课程性质 %j are the nature %j', async (attribute, own, nature) => {
    const cells = { ...QZ, 成绩: '70', 考试性质: '正常考试', 课程属性: attribute, 课程性质: own };
    expect(await only('qz_web_csv_bit', cells)).toMatchObject({ nature });
  });

  it('强智: a retake counts in the semester in which it was taken, a resit in that of the course', async () => {
    const cells = { ...QZ, 成绩: '70', 补重学期: '2025-2026-1' };
    expect(await only('qz_web_csv_csust', { ...cells, 考试性质: '重修' })).toMatchObject({
      term: '2025-2026-1',
    });
    expect(await only('qz_web_csv_csust', { ...cells, 考试性质: '补考' })).toMatchObject({
      term: '2024-2025-1',
    });
  });

  it('强智 on the phone: the code comes from the course list, by a name that only one course has', async () => {
    const headings = 'kkxq kcmc kcxzmc kclbmc ksxzmc zcj cjbsmc xf jd zxs bz'.split(' ');
    const row = (name: string) => [
      '2024-2025-1',
      name,
      '专业课',
      '必修',
      '正常考试',
      '52',
      '',
      '3',
      '',
      '48',
      '',
    ];
    const bytes = jsonOf([headings, row('遗传学'), row('没有的课')], false);
    const parsed = await parse(bytes, 'a.json');
    expect(parsed.layout).toBe('qz_app_json');
    expect(gradesOf(parsed)).toMatchObject([{ courseCode: 'SK030101', nature: '必修', credit: 300 }]);
    expect(parsed.rejected).toMatchObject([{ row: 3, column: 'kcmc' }]);
    await expect(parse(bytes, 'a.json', [])).rejects.toMatchObject({ code: 'COURSE_LIST_MISSING' });
  });
});

const resultOf = (rows: readonly GradeRow[]) => {
  const courses = coursesOf(rows, policy2015);
  const { total, courses: open, uncounted, pending } = outstandingCredits(courses, policy2015);
  const average = gradePointAverage(courses, policy2015);
  return {
    total,
    open: open.map(({ course, credit }) => [course.code, credit]),
    uncounted: uncounted.map(({ course, credit }) => [course.code, credit]),
    pending: pending.map(({ row }) => [row.courseCode, row.term]),
    average: average && [average.points, average.credits],
  };
};

describe('promises', () => {
  it('every layout of a transcript leads to the same result', async () => {
    await fc.assert(
      fc.asyncProperty(transcripts, async (transcript) => {
        const withoutPoints = transcript.map((one) => ({ ...one, point: '' }));
        const read = async (layout: LayoutName, given = transcript) => {
          const parsed = await parse(csv(tableOf(layout, given)), 'a.csv');
          expect(parsed).toMatchObject({ layout, rejected: [] });
          return gradesOf(parsed);
        };
        const expected = resultOf(await read('zf_old_student_16'));
        const formula = resultOf(await read('zf_old_student_16', withoutPoints));
        for (const layout of LAYOUTS) {
          const isFormula = WITHOUT_POINT.includes(layout);
          const rows = await read(layout, isFormula ? withoutPoints : transcript);
          expect({ layout, ...resultOf(rows) }).toEqual({ layout, ...(isFormula ? formula : expected) });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('正方 V9 and the older system lead to the same attempts', async () => {
    const attempts = (rows: readonly GradeRow[]) =>
      coursesOf(rows, policy2015).map(({ code, attempts: held }) => ({
        code,
        attempts: held.map(({ row, rank, meaning, isRetake }) => [row.term, rank, meaning, isRetake]),
      }));
    await fc.assert(
      fc.asyncProperty(transcripts, async (transcript) => {
        const old = await parse(csv(tableOf('zf_old_student_20', transcript)), 'a.csv');
        const renewed = await parse(jsonOf(tableOf('zf_new_json', transcript)), 'a.json');
        expect(attempts(gradesOf(renewed))).toEqual(attempts(gradesOf(old)));
      }),
      { numRuns: 80 },
    );
  });

  it('every kind of file gives the same rows', async () => {
    await fc.assert(
      fc.asyncProperty(transcripts, fc.constantFrom(...LAYOUTS), async (transcript, layout) => {
        const table = tableOf(layout, transcript);
        const [first, ...others] = await Promise.all(
          Object.entries(FILE_KINDS).map(async ([name, write]) => {
            const { rows, rejected, rowsRead } = await parse(await write(table), name);
            return { rowsRead, rejected, rows: (rows as GradeRow[]).map((row) => ({ ...row, file: '' })) };
          }),
        );
        for (const other of others) expect(other).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });

  it('the order of rows changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(transcripts, fc.constantFrom(...LAYOUTS), async (transcript, layout) => {
        const [headings = [], ...rows] = tableOf(layout, transcript);
        const forth = await parse(csv([headings, ...rows]), 'a.csv');
        const back = await parse(csv([headings, ...rows.reverse()]), 'a.csv');
        expect(resultOf(gradesOf(back))).toEqual(resultOf(gradesOf(forth)));
      }),
      { numRuns: 60 },
    );
  });
});
