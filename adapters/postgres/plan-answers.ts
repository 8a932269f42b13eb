import type { PlanAnswer, PlanSeen } from '#core/application/ports';
import type { LookUp } from './help-answers';

interface Row {
  readonly outcome: PlanSeen['outcome'];
  readonly goal: string | null;
  readonly lines: PlanSeen['lines'] | null;
  readonly steps: PlanSeen['steps'] | null;
}

/** One call of `answer_plan`: who is nobody in the database may say no more than this. */
export async function answerPlan(
  { provider, subject, studentNo, code, answer, wish, at, today }: PlanAnswer,
  lookUp: LookUp,
): Promise<PlanSeen> {
  const [row] = await lookUp<Row>(
    'select * from xueye.answer_plan($1, $2, $3, $4, $5, $6, $7, $8)',
    [provider, subject, studentNo, code, answer, wish, at, today],
    provider === 'wechat' ? subject : '',
  );
  if (!row) throw new Error('answer_plan answered nothing');
  return { outcome: row.outcome, goal: row.goal ?? '', lines: row.lines ?? [], steps: row.steps ?? [] };
}
