import type { TextChecker } from '#core/application/ports';
import { type TextCheckOutcome, textPieces, worstOf } from '#core/domain/text-check';
import { type AccessTokens, isTokenRefused, postWithToken, TokenError } from './access-token';
import { postJson, type WechatAnswer, WechatUnreachable } from './post-json';
import type { WechatOptions } from './sign-in-code';

export interface ContentCheckOptions extends Pick<WechatOptions, 'origin' | 'fetch'> {
  readonly tokens: AccessTokens;
  readonly timeoutMs?: number;
}

/** 1 资料 2 评论 3 论坛 4 社交日志: what people say of a piece of work to few others is a remark. */
const SCENE = 2;
const VERSION = 2;

/**
 * Every documented code but 0 and those of the token. The last four are ours to mend.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/msgSecCheck.html
 */
const ANSWERS: Readonly<Record<number, TextCheckOutcome>> = {
  [-1]: { kind: 'retry', code: -1, halts: false },
  44991: { kind: 'retry', code: 44991, halts: true },
  45009: { kind: 'retry', code: 45009, halts: true },
  45011: { kind: 'retry', code: 45011, halts: true },
  // The openid is none, another app's, or of someone who was not there within two hours.
  40003: { kind: 'missed', reason: 'recipient', code: 40003 },
  43104: { kind: 'missed', reason: 'recipient', code: 43104 },
  61010: { kind: 'missed', reason: 'recipient', code: 61010 },
  40129: { kind: 'missed', reason: 'request', code: 40129 },
  43302: { kind: 'missed', reason: 'request', code: 43302 },
  44002: { kind: 'missed', reason: 'request', code: 44002 },
  47001: { kind: 'missed', reason: 'request', code: 47001 },
};

/** Asks `msgSecCheck`, version 2, piece by piece; nothing of a text or an openid is part of an error. */
export function createContentCheck(options: ContentCheckOptions): TextChecker {
  const askPiece = async (
    departmentId: string,
    openid: string,
    content: string,
  ): Promise<TextCheckOutcome> => {
    const post = async (token: string) =>
      (
        await postJson(`/wxa/msg_sec_check?access_token=${encodeURIComponent(token)}`, options, {
          version: VERSION,
          scene: SCENE,
          openid,
          content,
        })
      ).answer;
    try {
      return outcomeOf(await postWithToken(options.tokens, departmentId, post));
    } catch (error) {
      if (error instanceof TokenError) return { kind: 'retry', code: error.code, halts: true };
      if (error instanceof WechatUnreachable) return { kind: 'retry', code: null, halts: false };
      throw error;
    }
  };
  return {
    async check({ departmentId, openid, text }) {
      const outcomes: TextCheckOutcome[] = [];
      for (const piece of textPieces(text)) {
        const outcome = await askPiece(departmentId, openid, piece);
        outcomes.push(outcome);
        // The rest would be asked again all the same.
        if (outcome.kind === 'retry') return outcome;
      }
      return worstOf(outcomes);
    },
  };
}

function outcomeOf(answer: WechatAnswer): TextCheckOutcome {
  const { errcode, result } = answer;
  if (typeof errcode !== 'number') return { kind: 'retry', code: null, halts: false };
  if (isTokenRefused(answer)) return { kind: 'retry', code: errcode, halts: true };
  if (errcode !== 0) return ANSWERS[errcode] ?? { kind: 'missed', reason: 'other', code: errcode };
  const { suggest, label } = Object(result) as Readonly<Record<string, unknown>>;
  if (suggest === 'pass') return { kind: 'pass' };
  if (suggest !== 'risky' && suggest !== 'review') return { kind: 'retry', code: 0, halts: false };
  return { kind: 'hit', advice: suggest, label: typeof label === 'number' ? label : null };
}
