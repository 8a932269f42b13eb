import type { ImportReading } from '#core/contract/index';
import { IMPORT_KIND_LABELS } from '#core/domain/labels';
import { type Group, inGroups } from './groups';

export interface ColumnView {
  /** Place among all columns of the file. */
  readonly at: number;
  readonly heading: string;
  readonly meaning: string;
  /** Of the meaning among the choices. */
  readonly place: number;
  readonly isUsed: boolean;
  /** 例：202405010101、202405010102 */
  readonly samples: string;
}

export interface MappingView {
  readonly title: string;
  readonly sentence: string;
  readonly tone: 'done' | 'due' | 'brand';
  readonly groups: readonly Group<ColumnView>[];
  readonly note: string;
  /** Required meanings that no column has; empty: it can be read. */
  readonly missing: string;
  readonly asksStudentNo: boolean;
  readonly layoutNames: readonly string[];
  readonly layoutAt: number;
  readonly meaningNames: readonly string[];
}

const UNUSED = '不使用，原样保留';

/** @param fields what each column is taken for now, in the columns' order */
export function toMappingView(
  reading: ImportReading,
  fields: readonly (string | null)[],
  fileName: string,
): MappingView {
  const labels = new Map(reading.fields.map(({ field, label }) => [field, label]));
  const missing = missingOf(reading, fields);
  const columns = reading.columns.map(({ heading, samples }, at): ColumnView => {
    const field = fields[at] ?? null;
    return {
      at,
      heading: heading === '' ? `第 ${at + 1} 列（没有名称）` : heading,
      meaning: field === null ? UNUSED : (labels.get(field) ?? field),
      place: meaningPlace(reading, field),
      isUsed: field !== null,
      samples: samples.length === 0 ? '这一列是空的' : `例：${samples.join('、')}`,
    };
  });
  const used = columns.filter(({ isUsed }) => isUsed).length;
  return {
    title: fileName,
    ...sayState(reading, missing),
    groups: inGroups(columns),
    note: `表头在第 ${reading.headingRow} 行，${columns.length} 列，用到 ${used} 列`,
    missing: missing.join('、'),
    asksStudentNo: isTranscript(reading, fields),
    layoutNames: reading.layouts.map(layoutName),
    layoutAt: Math.max(
      0,
      reading.layouts.findIndex(({ layout }) => layout === reading.layout),
    ),
    meaningNames: [UNUSED, ...reading.fields.map(meaningName)],
  };
}

/** Names of required meanings that no column has. */
export const missingOf = (
  { fields: known }: ImportReading,
  fields: readonly (string | null)[],
): readonly string[] =>
  known.filter(({ field, isRequired }) => isRequired && !fields.includes(field)).map(({ label }) => label);

/** A transcript without a column of 学号: the office says whose it is. */
const isTranscript = ({ kind, fields: known }: ImportReading, fields: readonly (string | null)[]): boolean =>
  kind === 'grades' &&
  !fields.includes('studentNo') &&
  known.some(({ field, isRequired }) => field === 'studentNo' && !isRequired);

/** Where a meaning stands in the list of choices; 0 is none. */
export const meaningPlace = ({ fields }: ImportReading, field: string | null): number =>
  field === null ? 0 : fields.findIndex((known) => known.field === field) + 1;

/** A column gets a meaning; the column that had it has none from then on. */
export function withMeaning(
  reading: ImportReading,
  fields: readonly (string | null)[],
  at: number,
  place: number,
): readonly (string | null)[] {
  const wanted = reading.fields[place - 1]?.field ?? null;
  return fields.map((field, column) => {
    if (column === at) return wanted;
    return wanted !== null && field === wanted ? null : field;
  });
}

function sayState(
  { isRecognised, preset, layouts, layout }: ImportReading,
  missing: readonly string[],
): Pick<MappingView, 'sentence' | 'tone'> {
  if (missing.length > 0) {
    const names = missing.join('、');
    const sentence = isRecognised
      ? `还没有哪一列对应：${names}。请点那一列，选它的含义。`
      : `没有认出这份表。请先选这是哪一种表，再点每一列选它的含义。还缺：${names}。`;
    return { sentence, tone: 'due' };
  }
  const title = layouts.find((known) => known.layout === layout)?.title ?? '';
  if (preset) return { sentence: `这样的表头，${preset.by}确认过。要改的点那一列。`, tone: 'brand' };
  if (isRecognised)
    return { sentence: `认出来了：${title}。请核对每一列的含义，不对的点一下改过来。`, tone: 'done' };
  return { sentence: '需要的列都有了。请核对后继续。', tone: 'brand' };
}

/** 成绩 · 正方（教务处批量导出，20 列）; a list has one layout, which says its kind already. */
const layoutName = ({ kind, title }: ImportReading['layouts'][number]): string =>
  kind === 'grades' ? `${IMPORT_KIND_LABELS[kind]} · ${title}` : title;

const meaningName = ({ label, isRequired }: ImportReading['fields'][number]): string =>
  isRequired ? `${label}（必有）` : label;
