import { describe, expect, it } from 'vitest';
import { fieldsOf, readMapping, signatureOf } from '#adapters/spreadsheet/corrected-mapping';
import { parseImport } from '#adapters/spreadsheet/parse-import';
import { layoutsOf } from '#adapters/spreadsheet/recognise';
import { policy2015 } from '#core/policies/index';

const bytes = (text: string) => new TextEncoder().encode(text);
const STRANGE =
  '学生编号,学生,班别,备用\n202405010101,林知远,生物科学241,x\n202405010102,周予安,生物科学241,';

describe('the mapping of a file', () => {
  it('is guessed by the headings, with samples and what else a column could mean', async () => {
    const reading = await readMapping(
      bytes('学号,姓名,班级,备用\n20240501,林知远,生物科学241,x'),
      '名册.csv',
      {},
    );
    expect(reading).toMatchObject({
      kind: 'students',
      layout: 'students',
      isRecognised: true,
      headingRow: 1,
    });
    expect(reading.columns).toEqual([
      { heading: '学号', field: 'studentNo', samples: ['20240501'] },
      { heading: '姓名', field: 'studentName', samples: ['林知远'] },
      { heading: '班级', field: 'className', samples: ['生物科学241'] },
      { heading: '备用', field: null, samples: ['x'] },
    ]);
    expect(reading.fields.filter(({ isRequired }) => isRequired).map(({ label }) => label)).toEqual([
      '学号',
      '姓名',
      '班级',
    ]);
    expect(reading.layouts.map(({ layout }) => layout)).toContain('zf_old_admin_bulk_20');
  });

  it('shows the nearest layout of a file that is not known, below its title rows', async () => {
    const reading = await readMapping(
      bytes(`生命科学学院学生名单\n\n学号,学生,班级\n20240501,林知远,生物科学241`),
      '名单.csv',
      { kind: 'students' },
    );
    expect(reading).toMatchObject({ layout: 'students', isRecognised: false, headingRow: 3 });
    expect(reading.columns.map(({ field }) => field)).toEqual(['studentNo', null, 'className']);
  });

  it('can be asked as another layout, though no heading fits', async () => {
    const reading = await readMapping(bytes(STRANGE), '名单.csv', { layout: 'students' });
    expect(reading).toMatchObject({ kind: 'students', isRecognised: false });
    expect(reading.columns.map(({ field }) => field)).toEqual([null, null, null, null]);
    expect(reading.columns[0]?.samples).toEqual(['202405010101', '202405010102']);
  });

  it('is refused with the file’s own fault where it is no table', async () => {
    await expect(readMapping(bytes('MZ\u0090'), '成绩.csv', {})).rejects.toMatchObject({ code: 'FILE_KIND' });
    await expect(readMapping(bytes('\n'), '成绩.csv', {})).rejects.toMatchObject({ code: 'FILE_NO_ROWS' });
  });

  it.each(layoutsOf('auto').map((layout) => [layout.title, layout] as const))(
    '%s: each meaning has one name, and the required ones come first',
    (_title, layout) => {
      const fields = fieldsOf(layout);
      expect(new Set(fields.map(({ field }) => field)).size).toBe(fields.length);
      expect(fields.every(({ label }) => /[\u4e00-\u9fff]/.test(label))).toBe(true);
      const required = fields.map(({ isRequired }) => isRequired);
      expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
    },
  );
});

describe('a confirmed mapping', () => {
  const choice = (fields: (string | null)[]) => ({
    signature: signatureOf(['学生编号', '学生', '班别', '备用']),
    layout: 'students',
    fields,
  });
  const parse = (text: string, fields: (string | null)[]) =>
    parseImport(bytes(text), '名单.csv', { policy: policy2015, choices: [choice(fields)] });

  it('reads what no layout knows', async () => {
    const parsed = await parse(STRANGE, ['studentNo', 'studentName', 'className', null]);
    expect(parsed).toMatchObject({ kind: 'students', layout: 'students', isConfirmed: true, rowsRead: 2 });
    expect(parsed.rows[0]).toMatchObject({
      studentNo: '202405010101',
      name: '林知远',
      className: '生物科学241',
    });
    expect(parsed.mapping[0]).toEqual({ heading: '学生编号', field: 'studentNo', meaning: '学号' });
  });

  it('names the heading of the file in its rejections', async () => {
    const parsed = await parse(STRANGE.replace('202405010102', '2.02E+11'), [
      'studentNo',
      'studentName',
      'className',
      null,
    ]);
    expect(parsed.rejected).toMatchObject([{ row: 3, column: '学生编号' }]);
  });

  it('is refused by the name of what is missing or doubled', async () => {
    await expect(parse(STRANGE, ['studentNo', null, 'className', null])).rejects.toMatchObject({
      code: 'MAPPING_INCOMPLETE',
      message: expect.stringContaining('姓名'),
    });
    await expect(
      parse(STRANGE, ['studentNo', 'studentName', 'className', 'studentName']),
    ).rejects.toMatchObject({
      code: 'MAPPING_TWICE',
      message: expect.stringContaining('姓名'),
    });
  });

  it('is left alone where the headings are others', async () => {
    const parsed = await parse('学号,姓名,班级\n20240501,林知远,生物科学241', [
      'className',
      'studentName',
      'studentNo',
      null,
    ]);
    expect(parsed).toMatchObject({ isConfirmed: false });
    expect(parsed.rows[0]).toMatchObject({ studentNo: '20240501' });
  });

  it('is the same for headings that differ in blanks, width, marks, or got a column of reasons', () => {
    const plain = signatureOf(['学号', '姓名', '学分(A)']);
    expect(signatureOf([' 学 号', '*姓名', '学分（A）', ''])).toBe(plain);
    expect(signatureOf(['学号', '姓名', '学分(A)', '拒收原因'])).toBe(plain);
    expect(signatureOf(['姓名', '学号', '学分(A)'])).not.toBe(plain);
    expect(signatureOf(['学号', '姓名', '学分(A)', '备注'])).not.toBe(plain);
  });
});
