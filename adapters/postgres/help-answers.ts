import type { HelpAnswer, HelpFeedback, HelpSeen } from '#core/application/ports';

/** A statement of who is nobody in the database. @param phone the openid, to be named with what it writes */
export type LookUp = <R extends object>(
  text: string,
  parameters: readonly unknown[],
  phone?: string,
) => Promise<readonly R[]>;

interface Row {
  readonly outcome: HelpSeen['outcome'];
  readonly volunteer_name: string | null;
  readonly held_on: string | null;
  readonly from_minute: number | null;
  readonly to_minute: number | null;
  readonly course: string | null;
  readonly done: string | null;
}

/** One call of `answer_help`: who is nobody in the database may say no more than this. */
export async function answerHelp(
  { provider, subject, studentNo, code, answer, at, today }: HelpAnswer,
  lookUp: LookUp,
): Promise<HelpSeen> {
  const [row] = await lookUp<Row>('select * from xueye.answer_help($1, $2, $3, $4, $5, $6, $7)', [
    provider,
    subject,
    studentNo,
    code,
    answer,
    at,
    today,
  ]);
  if (!row) throw new Error('answer_help answered nothing');
  return {
    outcome: row.outcome,
    volunteerName: row.volunteer_name ?? '',
    heldOn: row.held_on ?? '',
    from: row.from_minute ?? 0,
    to: row.to_minute ?? 0,
    course: row.course ?? '',
    done: row.done ?? '',
  };
}

/** One call of `say_help_feedback`, by the phone that answered. */
export async function sayHelpFeedback(
  { provider, subject, studentNo, helpful, wish, at, today }: HelpFeedback,
  lookUp: LookUp,
): Promise<'kept' | 'late'> {
  const [row] = await lookUp<{ outcome: 'kept' | 'late' }>(
    'select xueye.say_help_feedback($1, $2, $3, $4, $5, $6, $7) as outcome',
    [provider, subject, studentNo, helpful, wish, at, today],
    provider === 'wechat' ? subject : '',
  );
  if (!row) throw new Error('say_help_feedback answered nothing');
  return row.outcome;
}
