import type { AuditCheck, AuditItem } from '#core/contract/index';
import { AUDIT_GROUP_LABELS, AUDIT_GROUPS, type AuditGroup } from '#core/domain/audit-group';
import { sayChanges, sayEvent } from '#core/domain/audit-sentence';
import { ROLE_LABELS } from '#core/domain/labels';
import { dayLabel } from '#core/domain/local-date';
import { sayClock } from './when';

export interface AuditRow {
  readonly id: string;
  readonly sentence: string;
  readonly changes: readonly string[];
  /** 10月12日 10:42 · 班主任 · 第 31 条 */
  readonly detail: string;
}

export const AUDIT_GROUP_CHOICES: readonly { readonly value: AuditGroup; readonly label: string }[] =
  AUDIT_GROUPS.map((value) => ({ value, label: AUDIT_GROUP_LABELS[value] }));

export function toAuditRow(item: AuditItem, today: string): AuditRow {
  const { seq, at, onDay, person, role } = item;
  const roleLabel = role === 'self' ? '本人' : ROLE_LABELS[role];
  return {
    id: String(seq),
    sentence: `${person.name}${sayEvent(item)}`,
    changes: sayChanges(item.changes),
    detail: `${dayLabel(onDay, today)} ${sayClock(Date.parse(at))} · ${roleLabel} ${person.workNo} · 第 ${seq} 条`,
  };
}

export interface CheckView {
  readonly tone: 'done' | 'late' | 'due';
  readonly word: string;
  readonly sentence: string;
}

/** What reckoning the chain came to; while it goes on, how far. */
export function toCheckView({ head, last, broken, hasMore }: AuditCheck): CheckView {
  if (broken !== null) {
    return {
      tone: 'late',
      word: '链不完整',
      sentence: `从第 ${broken} 条起与链不符，可能被改动、删去或插入过。请不要再导入或认定，请管理数据库的人运行 office audit verify，找出是哪一条。`,
    };
  }
  if (hasMore) {
    return { tone: 'due', word: '正在核对', sentence: `已核对 ${last} 条，共 ${head?.seq ?? last} 条。` };
  }
  if (head === null) return { tone: 'done', word: '链完整', sentence: '还没有任何记录。' };
  return {
    tone: 'done',
    word: '链完整',
    sentence: `共 ${last} 条，一条接一条，没有缺号。链头 ${head.hash.slice(0, 16)}…`,
  };
}

export interface AuditQuestion {
  readonly person: string;
  readonly student: string;
  readonly studentId: string;
  readonly group: AuditGroup | '';
  readonly from: string;
  readonly to: string;
}

export const NO_QUESTION: AuditQuestion = {
  person: '',
  student: '',
  studentId: '',
  group: '',
  from: '',
  to: '',
};

/** The conditions that were set, as the server takes them. */
export function toAuditInput(asked: AuditQuestion): Partial<Omit<AuditQuestion, 'group'>> & {
  group?: AuditGroup;
} {
  const { group, ...texts } = asked;
  const set = Object.entries(texts).flatMap(([key, value]) => {
    const trimmed = value.trim();
    return trimmed === '' ? [] : [[key, trimmed]];
  });
  return { ...Object.fromEntries(set), ...(group === '' ? {} : { group }) };
}
