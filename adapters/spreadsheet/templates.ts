import type { ImportKind } from '#core/application/ports';
import { isFactKind } from '#core/domain/fact-kind';
import { TEMPLATE_HEADINGS } from './fact-layouts';
import { layoutsOf } from './recognise';

/** A blank table of a kind, with the headings by which it will be known. */
export interface Template {
  /** Stands above the headings; null: they say enough. */
  readonly note: string | null;
  readonly headings: readonly string[];
}

const NOTES: Partial<Readonly<Record<ImportKind, string>>> = {
  // Rows of one course and semester without a day are taken for copies of one another.
  absences: '同一学期同一门课旷课几次的，每次写一行，并写上日期；不写日期的几行会被当成同一次。',
  offerings: '一个教学班有几个班级的，写在一格里，用顿号隔开；也可以每个班级写一行。',
  areas: '一个责任区的班级写在一格里，用顿号隔开；工号写负责的辅导员，可以不写。',
  volunteers: '可帮扶课程有几门的，用顿号隔开。',
};

export const templateOf = (kind: ImportKind): Template => ({
  note: NOTES[kind] ?? null,
  headings: isFactKind(kind)
    ? TEMPLATE_HEADINGS[kind]
    : (layoutsOf(kind)[0]?.columns.map(({ heading }) => heading) ?? []),
});

/** The blank table as CSV; with the mark by which Excel takes it for UTF-8. */
export function templateText(kind: ImportKind): string {
  const { note, headings } = templateOf(kind);
  const lines = note === null ? [headings.join(',')] : [note, headings.join(',')];
  return `\ufeff${lines.map((line) => `${line}\r\n`).join('')}`;
}
