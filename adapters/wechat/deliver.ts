import type { ReminderSender, SendOutcome } from '#core/application/ports';
import type { MessageReason } from '#core/domain/reminder-message';
import { type AccessTokens, isTokenRefused, postWithToken, TokenError } from './access-token';
import { type WechatAnswer, WechatUnreachable } from './post-json';

/** What a code of WeChat's, other than 0, means for the message: every one says that it did not go out. */
export type AnswerTable = Readonly<Record<number, Exclude<SendOutcome, { readonly kind: 'sent' }>>>;

export type Message = Parameters<ReminderSender['send']>[0];

/**
 * Posts one message with the department's access token, a second time where the token was refused, and
 * tells what became of it. A code that the table does not list fails, and the office sees its number.
 *
 * @throws whatever `post` throws other than that WeChat could not be reached
 */
export async function deliver(
  { departmentId }: Pick<Message, 'departmentId'>,
  { tokens, answers }: { readonly tokens: AccessTokens; readonly answers: AnswerTable },
  post: (token: string) => Promise<WechatAnswer>,
): Promise<SendOutcome> {
  try {
    return outcomeOf(await postWithToken(tokens, departmentId, post), answers);
  } catch (error) {
    if (error instanceof TokenError) return refusedToken(error.code);
    if (error instanceof WechatUnreachable) {
      return error.isCertainlyUnsent
        ? { kind: 'retry', reason: 'network', halts: false }
        : { kind: 'unknown', reason: 'no-answer' };
    }
    throw error;
  }
}

function outcomeOf(answer: WechatAnswer, answers: AnswerTable): SendOutcome {
  const { errcode: code } = answer;
  if (code === 0) return { kind: 'sent' };
  // JSON, but not WeChat's: something in between answered.
  if (typeof code !== 'number') return { kind: 'unknown', reason: 'no-answer' };
  if (isTokenRefused(answer)) return refusedToken(code);
  return { ...(answers[code] ?? { kind: 'failed', reason: 'other' }), code };
}

/** Without a token nothing goes out to anybody. */
const refusedToken = (code: number | null): SendOutcome => ({
  kind: 'retry',
  reason: 'token' satisfies MessageReason,
  halts: true,
  ...(code === null ? {} : { code }),
});

/** 2026年9月18日, as a `date` field takes it. */
export const chineseDay = (day: string): string =>
  `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
