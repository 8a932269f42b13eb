import type { Output } from '#core/contract/index';
import { SCREENING_KIND_LABELS } from '#core/domain/labels';
import { sayAnswer } from './replay';
import { sayFullTerm } from './term';
import { type TierView, toTier } from './tier';
import { sayDate } from './when';

type Comparison = Output<'screenings.compare'>;
type Screening = Output<'screenings.list'>['items'][number];
export type ComparedGroup = Comparison['items'][number]['group'];

export interface ScreeningChoice {
  readonly id: string;
  readonly label: string;
}

/** Semesters that were screened, newest first, with their screenings, newest first. */
export interface ScreenedTerm {
  readonly term: string;
  readonly label: string;
  readonly screenings: readonly ScreeningChoice[];
  /** Those compared unless one chooses; "": there is only one screening. */
  readonly before: string;
  readonly after: string;
}

export interface ComparedRow extends TierView {
  readonly id: string;
  readonly name: string;
  readonly className: string;
  readonly before: string;
  readonly after: string;
  readonly spoken: string;
}

export interface CompareView {
  readonly groupChoices: readonly { readonly value: ComparedGroup; readonly label: string }[];
  readonly emptyTitle: string;
}

const GROUPS = ['new', 'cleared', 'up', 'down', 'same'] as const satisfies readonly ComparedGroup[];
const GROUP_LABELS: Readonly<Record<ComparedGroup, string>> = {
  new: '新列入',
  cleared: '不再列入',
  up: '加重',
  down: '减轻',
  same: '不变',
};

/**
 * @param screenings newest first, as the list answers
 * @param wanted the screening one comes from; it is the later one unless nothing is older
 */
export function toScreenedTerms(
  screenings: readonly Screening[],
  wanted: string,
  today: string,
): readonly ScreenedTerm[] {
  const terms = [...new Set(screenings.map(({ term }) => term))].sort().reverse();
  return terms.map((term) => {
    const own = screenings.filter((one) => one.term === term);
    return { term, label: sayFullTerm(term), screenings: toChoices(own, today), ...pairOf(own, wanted) };
  });
}

/** The official one after the make-up examinations against the preview before it, where there are both. */
function pairOf(own: readonly Screening[], wanted: string): { before: string; after: string } {
  const asked = own.findIndex(({ screeningId }) => screeningId === wanted);
  const newestOfficial = own.findIndex(({ kind }) => kind === 'official');
  const at = Math.min(asked >= 0 ? asked : Math.max(newestOfficial, 0), own.length - 2);
  if (at < 0) return { before: '', after: own[0]?.screeningId ?? '' };
  const older = own.slice(at + 1);
  const before = older.find(({ kind }) => kind === 'preview') ?? older[0];
  return { before: before?.screeningId ?? '', after: own[at]?.screeningId ?? '' };
}

function toChoices(own: readonly Screening[], today: string): readonly ScreeningChoice[] {
  const labels = own.map(
    ({ identified, kind, ranOn }) =>
      `${SCREENING_KIND_LABELS[kind]} · ${sayDate(ranOn, today)} · 符合 ${identified} 名`,
  );
  return own.map(({ screeningId }, index) => {
    const label = labels[index] ?? '';
    // Two of one day that found as many: the earlier one is the first.
    const same = labels.flatMap((other, at) => (other === label ? [at] : []));
    const ordinal = same.length - same.indexOf(index);
    return { id: screeningId, label: same.length === 1 ? label : `${label}（第 ${ordinal} 次）` };
  });
}

export function toCompareView({ counts }: Comparison, show: ComparedGroup): CompareView {
  return {
    groupChoices: GROUPS.map((value) => ({ value, label: `${GROUP_LABELS[value]} ${counts[value]}` })),
    emptyTitle: `没有${GROUP_LABELS[show]}的学生`,
  };
}

export function toComparedRows({ items }: Comparison): readonly ComparedRow[] {
  return items.map(({ student, before, after }) => {
    const tier = toTier(after?.identified === true ? after.tier : null);
    const { className, id, name } = student;
    const [was, is] = [sayAnswer(before), sayAnswer(after)];
    return {
      id,
      name,
      className,
      ...tier,
      before: was,
      after: is,
      spoken: `${name}，${className}，前：${was}，后：${is}`,
    };
  });
}
