import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '#adapters/spreadsheet/read-table';
import type { ImportReading } from '#core/contract/outputs';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  type TestDepartment,
} from './department';

const STRANGE = '学生编号,学生,班别\n202405010177,宋时微,生物科学241';
const LIN = '202405010101';
const TRANSCRIPT =
  '学年,学期,课程代码,课程名称,课程性质,学分,绩点,成绩,补考成绩,重修成绩\n2025-2026,2,SK31,细胞生物学,必修课,3,,45,,';

let department: TestDepartment;
let staff: Staff;
beforeAll(async () => {
  department = await openDepartment();
  staff = await staffDepartment(department);
});
afterAll(() => department.database.close());

const upload = async (fileName: string, text: string) => {
  const bytes = new TextEncoder().encode(text);
  const ticket = await department.act(staff.office, 'imports.upload', { fileName, size: bytes.length });
  department.files.set(ticket.upload.url.replace('memory:', ''), bytes);
  return ticket.fileId;
};
const read = (fileId: string, layout?: string) =>
  department.act(staff.office, 'imports.read', { fileId, fileName: '名单.csv', ...(layout && { layout }) });
const preview = (fileId: string, more: object = {}) =>
  department.call(staff.office, 'imports.preview', { id: uuidv7(), fileId, fileName: '名单.csv', ...more });
const choice = ({ signature, layout }: ImportReading, fields: (string | null)[]) => ({
  mapping: { signature, layout, fields },
});

describe('reading a file whose layout nobody knows', () => {
  it('is confirmed once, used again unasked and said so, corrected, and forgotten', async () => {
    const fileId = await upload('名单.csv', STRANGE);
    expect(await preview(fileId)).toMatchObject({ ok: false, error: { code: 'LAYOUT_UNKNOWN' } });
    const reading = await read(fileId, 'students');
    expect(reading).toMatchObject({ isRecognised: false, preset: null });
    const fields = ['studentNo', 'studentName', 'className'];
    const before = await department.contents();
    expect(await preview(fileId, choice(reading, ['studentNo', null, null]))).toMatchObject({
      error: { code: 'MAPPING_INCOMPLETE', field: 'mapping' },
    });
    expect(await department.contents()).toBe(before);
    const first = await preview(fileId, choice(reading, fields));
    expect(first).toMatchObject({
      ok: true,
      data: { kind: 'students', preset: null, counts: { new: 1, rejected: 0 }, fileId },
    });

    const again = await preview(await upload('名单.csv', STRANGE));
    expect(again).toMatchObject({
      ok: true,
      data: { kind: 'students', preset: { by: '沈知礼', signature: reading.signature } },
    });
    const shown = await read(fileId);
    expect(shown).toMatchObject({ layout: 'students', preset: { by: '沈知礼' } });
    expect(shown.columns.map(({ field }) => field)).toEqual(fields);

    expect(await department.act(staff.office, 'imports.forget', { signature: reading.signature })).toEqual({
      forgotten: true,
    });
    expect(await department.act(staff.office, 'imports.forget', { signature: reading.signature })).toEqual({
      forgotten: false,
    });
    expect(await preview(fileId)).toMatchObject({ error: { code: 'LAYOUT_UNKNOWN' } });
  });

  it('corrects a wrong guess: the mark of another column', async () => {
    const text = '学号,姓名,班级,原籍贯,现籍贯\n202405010178,何以宁,生物科学241,浙江,江西'.replace(
      '现籍贯',
      '籍贯',
    );
    const fileId = await upload('名单.csv', text);
    const reading = await read(fileId);
    expect(reading.columns[4]).toMatchObject({ heading: '籍贯', field: 'nativePlace' });
    const fields = ['studentNo', 'studentName', 'className', 'nativePlace', null];
    const seen = await preview(fileId, choice(reading, fields));
    if (!seen.ok) throw new Error(seen.error.message);
    await department.act(staff.office, 'imports.apply', { importId: seen.data.importId });
    const [held] = await department.database.query<{ native_place: string }>(
      `select native_place from xueye.student where student_no = '202405010178'`,
    );
    expect(held).toEqual({ native_place: '浙江' });
  });

  it('shows nobody another person’s upload', async () => {
    const fileId = await upload('名单.csv', STRANGE);
    const input = { fileId, fileName: '名单.csv' };
    expect(await department.call(staff.adviser, 'imports.read', input)).toMatchObject({
      error: { code: 'FORBIDDEN' },
    });
    expect(await department.call(staff.office, 'imports.read', { ...input, fileId: uuidv7() })).toMatchObject(
      { error: { code: 'NOT_FOUND' } },
    );
  });
});

describe('what a preview says', () => {
  it('names whose transcript it is, from the roster', async () => {
    const seen = await department.preview('成绩单.csv', TRANSCRIPT, { studentNo: ` ${LIN}` });
    expect(seen.owner).toEqual({ studentNo: LIN, name: '林知远', className: '生物科学241' });
    const bulk = await department.preview('成绩.csv', gradeFile(gradeLine(LIN, '林知远', 'SK41', '2', '70')));
    expect(bulk.owner).toBeNull();
  });

  it('shows the old and the new of changed grades', async () => {
    await department.importText('一.csv', gradeFile(gradeLine(LIN, '林知远', 'SK51', '2', '45')));
    const seen = await department.preview('二.csv', gradeFile(gradeLine(LIN, '林知远', 'SK51', '2.5', '60')));
    expect(seen.changes).toEqual([
      {
        row: 2,
        what: '林知远 · 课程SK51',
        fields: [
          { label: '学分', from: '2.00', to: '2.50' },
          { label: '成绩', from: '45', to: '60' },
        ],
      },
    ]);
  });

  it('shows at most twenty of them', async () => {
    const lines = (score: string) =>
      Array.from({ length: 21 }, (_, at) => gradeLine(LIN, '林知远', `SK6${at}`, '1', score));
    await department.importText('一.csv', gradeFile(...lines('45')));
    const seen = await department.preview('二.csv', gradeFile(...lines('50')));
    expect(seen.counts.changed).toBe(21);
    expect(seen.changes).toHaveLength(20);
  });

  it('says that a sensitive text changes, never what it says', async () => {
    const seen = await department.preview(
      '名册.csv',
      `学号,姓名,班级,籍贯,家庭\n${LIN},林知远,生物科学241,江西上饶,父母离异随祖母生活`,
    );
    expect(seen.changes[0]?.fields).toEqual([
      { label: '籍贯', from: '浙江绍兴', to: '江西上饶' },
      { label: '家庭', from: '原有内容', to: '新的内容' },
    ]);
    const [stored] = await department.database.query<{ changes: string }>(
      'select changes::text as changes from xueye.import_batch where id = $1',
      [seen.importId],
    );
    expect(stored?.changes).not.toContain('离异');
  });
});

describe('files for the office', () => {
  it('hands out the rejected rows, to the office only', async () => {
    const seen = await department.preview('名单.csv', '学号,姓名,班级\n2.02E+11,何以宁,生物科学241');
    const link = await department.act(staff.office, 'imports.rejected-file', { importId: seen.importId });
    expect(link.fileName).toBe('拒收的行.xlsx');
    const bytes = department.files.get(link.url.replace('memory:', ''));
    const [table] = await readTable(bytes ?? new Uint8Array(), '拒收的行.xlsx');
    expect(table?.rows[1]?.cells.slice(0, 2)).toEqual(['2.02E+11', '何以宁']);
    expect(
      await department.call(staff.leader, 'imports.rejected-file', { importId: seen.importId }),
    ).toMatchObject({ error: { code: 'FORBIDDEN' } });
  });

  it('has nothing to hand out where nothing was rejected', async () => {
    const seen = await department.preview('名单.csv', '学号,姓名,班级\n202405010191,何以宁,生物科学241');
    expect(
      await department.call(staff.office, 'imports.rejected-file', { importId: seen.importId }),
    ).toMatchObject({ error: { code: 'NOTHING_REJECTED' } });
  });

  it('hands out a blank table for each kind', async () => {
    const link = await department.act(staff.office, 'imports.template', { kind: 'staff' });
    expect(link.fileName).toBe('导入模板-教职工名单.xlsx');
    expect(department.files.has(link.url.replace('memory:', ''))).toBe(true);
  });
});
