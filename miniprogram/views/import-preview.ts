import type { ImportView, RejectedRow } from '#core/contract/index';
import { IMPORT_KIND_LABELS, LAYOUT_LABELS } from '#core/domain/labels';
import { GROUP_SIZE, type Group, inGroups } from './groups';
import { toSentence } from './line';

export interface RejectedView {
  readonly key: string;
  readonly where: string;
  readonly value: string;
  readonly reason: string;
}

export interface PreviewView {
  readonly fileName: string;
  /** 成绩 · 正方（教务处批量导出，20 列） */
  readonly source: string;
  readonly read: string;
  readonly isOpen: boolean;
  /** Grades are in: a screening is what comes next. */
  readonly canScreen: boolean;
  readonly figures: readonly { readonly label: string; readonly value: string; readonly tone: string }[];
  /** What applying will do, or has done. */
  readonly sentence: string;
  readonly tone: 'brand' | 'done' | 'due' | 'calm';
  readonly hasChanges: boolean;
  readonly mapping: readonly Group<{ readonly heading: string; readonly field: string }>[];
  readonly mappingNote: string;
  readonly rejected: readonly RejectedView[];
  readonly rejectedNote: string;
  readonly unknownStudents: readonly { readonly studentNo: string; readonly name: string }[];
  readonly unknownNote: string;
}

/** So many come with the preview; the rejected rows have further pages. */
const SHOWN = GROUP_SIZE;

export function toPreviewView(preview: ImportView): PreviewView {
  const { counts, mapping, state } = preview;
  const changes = counts.new + counts.changed;
  const used = mapping.filter(({ field }) => field !== null).length;
  return {
    fileName: preview.fileName,
    source: saySource(preview),
    read: sayRead(preview),
    isOpen: state === 'previewed',
    canScreen: state === 'applied' && preview.kind === 'grades',
    figures: [
      figure('新增', counts.new, 'done'),
      figure('更改', counts.changed, 'due'),
      figure('不变', counts.unchanged, 'plain'),
      figure('拒收', counts.rejected, 'late'),
    ],
    ...sentenceOf(preview, changes),
    hasChanges: changes > 0,
    mapping: inGroups(mapping.map(({ heading, field }) => ({ heading, field: field ?? '不使用，原样保留' }))),
    mappingNote: `${mapping.length} 列，用到 ${used} 列`,
    rejected: preview.rejected.slice(0, SHOWN).map(toRejected),
    rejectedNote: `${counts.rejected} 行`,
    unknownStudents: preview.unknownStudents.slice(0, SHOWN),
    unknownNote: `${preview.unknownStudents.length < SHOWN ? '' : '至少 '}${preview.unknownStudents.length} 名`,
  };
}

/** Lists have one layout each, which would only say the kind again. */
function saySource({ kind, layout }: ImportView): string {
  const label = layout in LAYOUT_LABELS ? LAYOUT_LABELS[layout] : '';
  return [IMPORT_KIND_LABELS[kind], kind === 'grades' ? label : ''].filter((part) => part !== '').join(' · ');
}

const figure = (label: string, count: number, tone: string) => ({
  label,
  value: String(count),
  tone: count === 0 ? 'zero' : tone,
});

function sayRead({ rowsRead, students, terms, kind }: ImportView): string {
  const who = kind === 'grades' || kind === 'students' ? `，${students} 名学生` : '';
  const when = terms.length === 0 ? '' : `，${terms.join('、')}`;
  return `读到 ${rowsRead} 行${who}${when}`;
}

function sentenceOf({ state, counts }: ImportView, changes: number): Pick<PreviewView, 'sentence' | 'tone'> {
  const rejected = counts.rejected === 0 ? '' : `被拒收的 ${counts.rejected} 行不写入。`;
  if (state === 'discarded') return { sentence: '已放弃，这份文件没有改动任何数据。', tone: 'calm' };
  if (state === 'applied') {
    return {
      sentence: `已应用：新增 ${counts.new} 行，更改 ${counts.changed} 行。${rejected}`,
      tone: 'done',
    };
  }
  if (changes === 0 && counts.unchanged === 0)
    return { sentence: `没有一行可以写入。${rejected}`, tone: 'due' };
  if (changes === 0) return { sentence: `与已有数据相同，没有要写入的内容。${rejected}`, tone: 'calm' };
  return {
    sentence: `现在还没有写入。应用后写入 ${changes} 行，要么全部写入，要么一行不写。${rejected}`,
    tone: 'brand',
  };
}

export const toRejected = ({ file, row, column, value, reason }: RejectedRow): RejectedView => ({
  key: `${file}:${row}:${column}`,
  where: `第 ${row} 行 · ${column}`,
  value: value.trim() === '' ? '（空）' : value,
  reason: toSentence(reason),
});
