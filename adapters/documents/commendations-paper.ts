import type { CommendationList } from '#core/application/ports';
import { sayFigures } from '#core/domain/commendation-words';
import { termLabel } from '#core/domain/term';
import { type Glyphs, printableLine } from './printable';
import { wordDate } from './worded-date';

/**
 * Words the list for commendations.typ.
 *
 * @throws DomainError for a character that cannot be printed, naming it and its field
 */
export function toCommendationsInput({ departmentName, term, on, rows }: CommendationList, glyphs: Glyphs) {
  const line = (text: string, field: string, label: string, room: number) =>
    printableLine(text, { field, label, room }, glyphs) ?? '';
  return {
    title: '学业帮扶志愿者表彰名单',
    subtitle: termLabel(term),
    rows: rows.map(({ kind, title, members, figures, reason }, at) => ({
      position: String(at + 1),
      kind: kind === 'person' ? '个人' : '集体',
      title: line(title, `rows.${at}.title`, '姓名或集体名称', 8),
      members: kind === 'person' ? '' : line(members.join('、'), `rows.${at}.members`, '成员', 8),
      figures: sayFigures(figures).join('；'),
      reason: line(reason, `rows.${at}.reason`, '理由', 12),
    })),
    departmentName: line(departmentName, 'departmentName', '系名', 26),
    on: wordDate(on),
  };
}
