import type { ImportProgress, ImportView, RejectedRow } from '#core/contract/index';
import { IMPORT_KIND_LABELS, LAYOUT_LABELS } from '#core/domain/labels';
import { GROUP_SIZE, type Group, inGroups } from './groups';
import { toSentence } from './line';
import { sayFullTerm } from './term';
import { sayInstant } from './when';

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
  /** Whose transcript it becomes; empty where the file names its students. */
  readonly owner: string;
  readonly ownerTone: 'brand' | 'late';
  /** Read as confirmed before, and by whom; empty where it was not. */
  readonly presetNote: string;
  readonly signature: string;
  readonly canCorrect: boolean;
  readonly changes: readonly ChangeView[];
  readonly changesNote: string;
  readonly canRollBack: boolean;
  /** Who took it back, when and why; empty where nobody did. */
  readonly undone: string;
  readonly undoneReason: string;
}

export interface ChangeView {
  readonly key: string;
  readonly what: string;
  readonly fields: readonly { readonly label: string; readonly from: string; readonly to: string }[];
}

const DOING = { stage: '已比对', apply: '已写入' } as const;

/** How far it is, for people and as the part of a bar, in percent. */
export const sayProgress = ({ step, done, total }: ImportProgress) => ({
  busy: `${DOING[step]} ${done} 行，共 ${total} 行。离开也会继续，回来能看到结果`,
  percent: total === 0 ? 0 : Math.floor((done * 100) / total),
});

/** So many come with the preview; the rejected rows have further pages. */
const SHOWN = GROUP_SIZE;

/** @param reader who looks at it, and today, by which times are said */
export function toPreviewView(
  preview: ImportView,
  reader: { readonly isOffice: boolean; readonly today: string },
): PreviewView {
  const { counts, mapping, state, preset, rollback } = preview;
  const { isOffice, today } = reader;
  const changes = counts.new + counts.changed;
  const used = mapping.filter(({ field }) => field !== null).length;
  return {
    fileName: preview.fileName,
    source: saySource(preview),
    read: sayRead(preview),
    isOpen: state === 'previewed' && isOffice,
    canScreen: state === 'applied' && preview.kind === 'grades',
    figures: [
      figure('新增', counts.new, 'done'),
      figure('更改', counts.changed, 'due'),
      figure('不变', counts.unchanged, 'plain'),
      figure('拒收', counts.rejected, 'late'),
    ],
    ...sentenceOf(preview, changes),
    hasChanges: changes > 0,
    mapping: inGroups(
      mapping.map(({ heading, field, meaning }) => ({
        heading,
        field: field === null ? '不使用，原样保留' : (meaning ?? heading),
      })),
    ),
    mappingNote: `${mapping.length} 列，用到 ${used} 列`,
    rejected: preview.rejected.slice(0, SHOWN).map(toRejected),
    rejectedNote: `${counts.rejected} 行`,
    unknownStudents: preview.unknownStudents.slice(0, SHOWN),
    unknownNote: `${preview.unknownStudents.length < SHOWN ? '' : '至少 '}${preview.unknownStudents.length} 名`,
    ...sayOwner(preview),
    presetNote: preset
      ? `这样的表头，${preset.by}在${sayInstant(preset.at, today)}确认过，按当时的对应读取。`
      : '',
    signature: preset?.signature ?? '',
    canCorrect: state === 'previewed' && isOffice,
    changes: preview.changes.map(({ row, what, fields }) => ({ key: `${row}:${what}`, what, fields })),
    changesNote:
      counts.changed > preview.changes.length
        ? `列出前 ${preview.changes.length} 行，共 ${counts.changed} 行`
        : `${counts.changed} 行`,
    canRollBack: state === 'applied' && isOffice && changes + counts.unchanged > 0,
    undone: rollback
      ? `${rollback.by}在${sayInstant(rollback.at, today)}撤销：${rollback.restored} 行恢复成导入前的样子，${rollback.withdrawn} 行撤回。`
      : '',
    undoneReason: rollback ? `原因：${rollback.reason}` : '',
  };
}

/** The roster's own word for who that is, so that a wrong 学号 shows before anything is written. */
function sayOwner({ owner }: ImportView): Pick<PreviewView, 'owner' | 'ownerTone'> {
  if (!owner) return { owner: '', ownerTone: 'brand' };
  if (owner.name === '') {
    return {
      owner: `名册里没有学号 ${owner.studentNo}。请先导入学生名册，或放弃后重填学号。`,
      ownerTone: 'late',
    };
  }
  const className = owner.className === '' ? '未分班' : owner.className;
  return { owner: `这份成绩单将记入：${owner.name}，${owner.studentNo}，${className}`, ownerTone: 'brand' };
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
  const who = students > 0 && (kind === 'grades' || kind === 'students') ? `，${students} 名学生` : '';
  const when = terms.length === 0 ? '' : `，${terms.map(sayFullTerm).join('、')}`;
  return `读到 ${rowsRead} 行${who}${when}`;
}

function sentenceOf({ state, counts }: ImportView, changes: number): Pick<PreviewView, 'sentence' | 'tone'> {
  const rejected = counts.rejected === 0 ? '' : `被拒收的 ${counts.rejected} 行不写入。`;
  if (state === 'discarded') return { sentence: '已放弃，这份文件没有改动任何数据。', tone: 'calm' };
  if (state === 'rolled-back') {
    return { sentence: '已撤销，这次导入写入的内容都不再有效。', tone: 'calm' };
  }
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
