import type { CommendationDesk, CommendationItem } from '#core/contract/index';
import { sayFigures } from '#core/domain/commendation-words';
import { COMMENDATION_KIND_LABELS } from '#core/domain/labels';
import { toLine } from './line';
import { sayFullTerm } from './term';
import { sayFullDate } from './when';

export interface CommendationRow {
  readonly id: string;
  readonly title: string;
  readonly word: string;
  readonly members: string;
  readonly figures: string;
  readonly reason: string;
  readonly when: string;
  readonly end: string;
  readonly isStanding: boolean;
}

export const toCommendationRow = (item: CommendationItem): CommendationRow => ({
  id: item.commendationId,
  title: item.title,
  word: item.end === null ? COMMENDATION_KIND_LABELS[item.kind] : '已撤销',
  members: item.kind === 'team' ? item.members.join('、') : '',
  figures: toLine(sayFigures(item.figures)),
  reason: item.reason,
  when: toLine([sayFullTerm(item.term), sayFullDate(item.decidedOn)]),
  end: item.end === null ? '' : `${sayFullDate(item.end.on)}撤销：${item.end.reason}`,
  isStanding: item.end === null,
});

export const toCommendationDesk = (desk: CommendationDesk, chosen: readonly string[]) => ({
  terms: desk.terms.map((term) => ({ value: term, label: sayFullTerm(term) })),
  termAt: Math.max(0, desk.terms.indexOf(desk.term)),
  termWord: sayFullTerm(desk.term),
  candidates: desk.candidates.map(({ volunteerId, name, className, figures, isCommended }) => ({
    id: volunteerId,
    name,
    className,
    line: toLine(sayFigures(figures)),
    word: isCommended ? '已表彰' : '',
    isChosen: chosen.includes(volunteerId),
  })),
  items: desk.items.map(toCommendationRow),
  hasStanding: desk.items.some(({ end }) => end === null),
  can: desk.can,
});
