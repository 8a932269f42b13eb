import type { Output } from '#core/contract/index';
import { TIER_LABELS } from '#core/domain/labels';
import { RESULT_PART_LABELS } from '#core/domain/result-differences';
import { toLine } from './line';

type Replay = Output<'screenings.replay'>;
type Answer = Output<'screenings.compare'>['items'][number]['before'];

export interface ReplayRow {
  readonly id: string;
  readonly name: string;
  readonly className: string;
  readonly change: string;
  readonly because: string;
  readonly spoken: string;
}

export interface ReplayView {
  /** "": not asked yet. */
  readonly title: string;
  readonly tone: 'done' | 'late';
  readonly text: string;
  readonly rows: readonly ReplayRow[];
  /** How many more differ than are listed. */
  readonly more: string;
}

export const NO_REPLAY: ReplayView = { title: '', tone: 'done', text: '', rows: [], more: '' };

/** What 复核 found: the same, or who differs in what. */
export function toReplayView({ isSame, policy, students, differing, differingCount }: Replay): ReplayView {
  const made = `按当时的成绩、名单和办法 ${policy.version} 重算了 ${students} 名学生`;
  if (isSame) {
    return { ...NO_REPLAY, title: '重算一致', text: `${made}，结果和依据与保存的逐项相同。` };
  }
  const left = differingCount - differing.length;
  return {
    title: `${differingCount} 名学生重算不同`,
    tone: 'late',
    text: `${made}。保存的结果没有改动；请先核对下列学生，再据此认定。`,
    rows: differing.map(({ student, stored, replayed, parts }) => ({
      id: student.id,
      name: student.name,
      className: student.className,
      change: `保存：${sayAnswer(stored)}；重算：${sayAnswer(replayed)}`,
      because: sayParts(stored, replayed, parts),
      spoken: `${student.name}，${student.className}，查看学生`,
    })),
    more: left > 0 ? `另有 ${left} 名学生不同，没有列出。` : '',
  };
}

/** null: on no list of that screening. */
export function sayAnswer(answer: Answer): string {
  if (answer === null) return '不在名单';
  const { identified, outstandingCredits, tier } = answer;
  const word = !identified ? '未列入' : tier === null ? '符合情形' : TIER_LABELS[tier];
  return toLine([word, `${outstandingCredits} 学分`]);
}

function sayParts(stored: Answer, replayed: Answer, parts: Replay['differing'][number]['parts']): string {
  if (stored === null) return '保存的名单里没有这位学生';
  if (replayed === null) return '重算后不在名单里';
  return `不同：${parts.map((part) => RESULT_PART_LABELS[part]).join('、')}`;
}
