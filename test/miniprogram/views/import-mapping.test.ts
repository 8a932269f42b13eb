import { describe, expect, it } from 'vitest';
import type { ImportReading } from '#core/contract/index';
import {
  meaningPlace,
  missingOf,
  toMappingView,
  withMeaning,
} from '../../../miniprogram/views/import-mapping';

const reading: ImportReading = {
  kind: 'students',
  layout: 'students',
  isRecognised: true,
  signature: 'a'.repeat(64),
  headingRow: 3,
  columns: [
    { heading: '学号', field: 'studentNo', samples: ['20240501', '20240502'] },
    { heading: '姓名', field: 'studentName', samples: ['林知远'] },
    { heading: '班别', field: null, samples: [] },
    { heading: '', field: null, samples: ['x'] },
  ],
  fields: [
    { field: 'studentNo', label: '学号', isRequired: true },
    { field: 'studentName', label: '姓名', isRequired: true },
    { field: 'className', label: '班级', isRequired: true },
    { field: 'gender', label: '性别', isRequired: false },
  ],
  layouts: [
    { layout: 'zf_old_student_16', kind: 'grades', title: '正方（学生成绩单，16 列）' },
    { layout: 'students', kind: 'students', title: '学生名册' },
  ],
  preset: null,
};
const GUESSED = reading.columns.map(({ field }) => field);
const COMPLETE = ['studentNo', 'studentName', 'className', null];

describe('核对列的对应', () => {
  it('shows each column with its meaning and samples, none left out', () => {
    const view = toMappingView(reading, GUESSED, '名单.xlsx');
    expect(view.groups.flatMap(({ rows }) => rows)).toEqual([
      { at: 0, heading: '学号', meaning: '学号', place: 1, isUsed: true, samples: '例：20240501、20240502' },
      { at: 1, heading: '姓名', meaning: '姓名', place: 2, isUsed: true, samples: '例：林知远' },
      {
        at: 2,
        heading: '班别',
        meaning: '不使用，原样保留',
        place: 0,
        isUsed: false,
        samples: '这一列是空的',
      },
      {
        at: 3,
        heading: '第 4 列（没有名称）',
        meaning: '不使用，原样保留',
        place: 0,
        isUsed: false,
        samples: '例：x',
      },
    ]);
    expect(view.note).toBe('表头在第 3 行，4 列，用到 2 列');
    expect(view.meaningNames).toEqual([
      '不使用，原样保留',
      '学号（必有）',
      '姓名（必有）',
      '班级（必有）',
      '性别',
    ]);
    expect(view.layoutNames[view.layoutAt]).toBe('学生名册');
    expect(view.layoutNames[0]).toBe('成绩 · 正方（学生成绩单，16 列）');
  });

  it.each([
    [GUESSED, true, null, 'due', '还没有哪一列对应：班级。请点那一列'],
    [GUESSED, false, null, 'due', '没有认出这份表'],
    [COMPLETE, true, null, 'done', '认出来了：学生名册'],
    [COMPLETE, false, null, 'brand', '需要的列都有了'],
    [COMPLETE, true, { by: '许佩兰', at: '2026-09-14T02:00:00Z' }, 'brand', '许佩兰确认过'],
  ] as const)('%j, recognised %s, kept %j: %s', (fields, isRecognised, preset, tone, words) => {
    const view = toMappingView({ ...reading, isRecognised, preset }, fields, '名单.xlsx');
    expect(view.tone).toBe(tone);
    expect(view.sentence).toContain(words);
    expect(view.missing).toBe(tone === 'due' ? '班级' : '');
  });

  it.each([
    ['grades', false, ['studentName'], true],
    ['grades', false, ['studentNo'], false],
    ['grades', true, ['studentName'], false],
    ['students', false, ['studentName'], false],
  ] as const)('%s with 学号 required %s and %j asks whose it is: %s', (kind, isRequired, fields, asks) => {
    const known = reading.fields.map((one) => (one.field === 'studentNo' ? { ...one, isRequired } : one));
    expect(toMappingView({ ...reading, kind, fields: known }, fields, 'x').asksStudentNo).toBe(asks);
  });

  it('moves a meaning: no two columns have the same', () => {
    const place = meaningPlace(reading, 'studentName');
    expect(withMeaning(reading, GUESSED, 2, place)).toEqual(['studentNo', null, 'studentName', null]);
    expect(withMeaning(reading, GUESSED, 0, 0)).toEqual([null, 'studentName', null, null]);
    expect(missingOf(reading, withMeaning(reading, GUESSED, 0, 0))).toEqual(['学号', '班级']);
  });

  it('any number of columns may be of no use', () => {
    expect(withMeaning(reading, COMPLETE, 1, 0)).toEqual(['studentNo', null, 'className', null]);
  });
});
