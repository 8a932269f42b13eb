import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withKeys } from '#core/application/import-grades';
import { gradeRow } from '../domain/grade-rows';
import { gradeFile, gradeLine, openDepartment, type Staff, staffDepartment, TERM } from './department';

const LIN = '202405010101';
const V9_HEADINGS =
  '学号,姓名,班级,学年,学期,课程代码,课程名称,课程性质,课程类别,课程标记,学分,成绩,绩点,成绩性质,成绩备注,是否成绩作废';
const v9 = (score: string, kind: string) =>
  [
    V9_HEADINGS,
    `${LIN},林知远,生物科学241,2025-2026,2,SK01,课程SK01,必修课,专业课,主修,16,${score},,${kind},,否`,
  ].join('\n');
const bulk = (score: string) => gradeFile(gradeLine(LIN, '林知远', 'SK01', '16', score));

describe('one attempt in the files of two systems', () => {
  let department: Awaited<ReturnType<typeof openDepartment>>;
  let staff: Staff;
  beforeEach(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    // Keeps the average well above the limit.
    const others = ['SK08', 'SK09'].map((code) => gradeLine(LIN, '林知远', code, '16', '95'));
    const { counts } = await department.importText('其他.csv', gradeFile(...others));
    expect(counts).toMatchObject({ new: 2, rejected: 0 });
  });
  afterEach(() => department.database.close());

  const inForce = () =>
    department.database.query(
      "select score from xueye.grade_row where superseded_by is null and course_code = 'SK01' order by 1",
    );
  const identified = async () => {
    const run = { id: uuidv7(), term: TERM, kind: 'official' } as const;
    const { screeningId } = await department.act(staff.office, 'screenings.run', run);
    const agenda = { screeningId, show: 'identified' } as const;
    return (await department.act(staff.office, 'meeting.agenda', agenda)).items.length;
  };

  it.each([
    ['corrected to a fail', '62', '52', 1],
    ['corrected to a pass', '52', '62', 0],
  ])('is one in force: %s', async (_what, before, after, found) => {
    await department.importText('教务.csv', bulk(before));
    const view = await department.importText('V9.csv', v9(after, '正常考试'));
    expect(view.counts).toMatchObject({ new: 0, changed: 1, rejected: 0 });
    expect(view.changes).toHaveLength(1);
    expect(await inForce()).toEqual([{ score: after }]);
    expect(await identified()).toBe(found);
    const again = await department.importText('教务.csv', bulk(before));
    expect(again.counts).toMatchObject({ new: 0, changed: 1 });
    expect(await inForce()).toEqual([{ score: before }]);
  });

  it('is compared again where another file was applied, or one taken back, since the preview', async () => {
    const waiting = await department.preview('教务.csv', bulk('52'));
    expect(waiting.counts).toMatchObject({ new: 1 });
    const between = await department.importText('V9.csv', v9('62', '正常考试'));
    const apply = (importId: string) => department.act(staff.office, 'imports.apply', { importId });
    expect((await apply(waiting.importId)).counts).toMatchObject({ new: 0, changed: 1 });
    expect(await inForce()).toEqual([{ score: '52' }]);

    const same = await department.preview('又.csv', bulk('52'));
    expect(same.counts).toMatchObject({ unchanged: 1 });
    for (const { importId } of [waiting, between]) {
      await department.act(staff.office, 'imports.rollback', { importId, reason: '导错了' });
    }
    expect((await apply(same.importId)).counts).toMatchObject({ new: 1, unchanged: 0 });
    expect(await department.preview('再.csv', bulk('52'))).toMatchObject({ counts: { unchanged: 1 } });
  });

  it('is not the resit, which stands beside it', async () => {
    await department.importText('教务.csv', bulk('52'));
    expect((await department.importText('V9.csv', v9('62', '补考'))).counts).toMatchObject({ new: 1 });
    expect(await inForce()).toHaveLength(2);
    expect(await identified()).toBe(0);
  });

  const withResit = (score: string, resit: string) => {
    const line = gradeLine(LIN, '林知远', 'SK01', '16', score).split(',');
    line[6] = resit;
    return gradeFile(line.join(','));
  };
  const resits = () =>
    department.database.query(
      "select score, resit_score from xueye.grade_row where superseded_by is null and course_code = 'SK01' order by 1",
    );

  it('keeps the resit of its column where a file of regular examinations alone comes later', async () => {
    await department.importText('教务.csv', withResit('45', '66'));
    expect(await identified()).toBe(0);
    await department.importText('V9.csv', v9('52', '正常考试'));
    expect(await resits()).toEqual([{ score: '52', resit_score: '66' }]);
    expect(await identified()).toBe(0);
    const again = await department.importText('V9.csv', v9('52', '正常考试'));
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
  });

  it('leaves the resit to its own row where the file has one, and never counts it twice', async () => {
    await department.importText('教务.csv', withResit('45', '66'));
    const [headings, regular] = v9('45', '正常考试').split('\n');
    const [, resit] = v9('58', '补考').split('\n');
    await department.importText('V9.csv', [headings, regular, resit].join('\n'));
    expect(await resits()).toEqual([
      { score: '45', resit_score: null },
      { score: '58', resit_score: null },
    ]);
    expect(await identified()).toBe(1);
    await department.importText('V9.csv', v9('46', '正常考试'));
    expect(await resits()).toEqual([
      { score: '46', resit_score: null },
      { score: '58', resit_score: null },
    ]);
  });

  it('finds the row that an earlier version stored with the kind written out', async () => {
    const { importId } = await department.importText('V9.csv', v9('62', '正常考试'));
    // As it was stored before: no such row can be made any more.
    await department.database.query('alter table xueye.grade_row disable trigger user');
    await department.database.query(
      `update xueye.grade_row set row_key = replace(row_key, '|SK01|-|', '|SK01|regular|') where import_id = $1`,
      [importId],
    );
    await department.database.query('alter table xueye.grade_row enable trigger user');
    const view = await department.importText('教务.csv', bulk('52'));
    expect(view.counts).toMatchObject({ new: 0, changed: 1 });
    expect(await inForce()).toEqual([{ score: '52' }]);
  });
});

describe('the key of an attempt', () => {
  const hasher = { sha256: (text: string | Uint8Array) => String(text) };
  const keyOf = (change: Parameters<typeof gradeRow>[0]) =>
    withKeys([gradeRow(change)], { hasher })[0]?.rowKey;

  it('is the same for an unnamed and a regular examination, and for no other', () => {
    expect(keyOf({ examKind: 'regular' })).toBe(keyOf({ examKind: null }));
    expect(keyOf({ examKind: 'regular' })).toBe('2024-2025-1|SK030101|-|-|-');
    const others = [
      { examKind: 'resit' },
      { examKind: 'retake' },
      { isRetake: true },
      { isMinor: true },
    ] as const;
    expect(new Set([keyOf({}), ...others.map(keyOf)]).size).toBe(5);
  });
});
