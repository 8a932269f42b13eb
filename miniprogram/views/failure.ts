import { toSentence } from './line';

/** What page-frame shows when a page could not be read. */
export interface Failure {
  readonly failureTitle: string;
  readonly failureMessage: string;
  readonly failureAction: 'retry' | 'back' | 'activate';
}

const TITLES: Readonly<Record<string, string>> = {
  OFFLINE: '没有连上网络',
  QUEUE_KEY: '草稿打不开',
  SIGN_IN: '登录没有成功',
  NOT_ACTIVATED: '还没有开通',
  NOT_FOUND: '这里看不到',
  FORBIDDEN: '这里看不到',
};

/** What may be otherwise the next time; any other refusal stays one, and the way on is back. */
const PASSING = new Set([
  '',
  'OFFLINE',
  'QUEUE_KEY',
  'INTERNAL',
  'SIGN_IN',
  'CODE_SPENT',
  'WECHAT_BUSY',
  'NO_ROLE',
  'ROLE_ENDED',
]);

/** Every refusal of the server is a sentence that may be shown; the rest is a fault of this page. */
export function toFailure(error: unknown): Failure {
  const code = codeOf(error);
  return {
    failureTitle: TITLES[code] ?? '没有读出来',
    failureMessage: sentenceOf(error),
    failureAction: code === 'NOT_ACTIVATED' ? 'activate' : PASSING.has(code) ? 'retry' : 'back',
  };
}

export function sentenceOf(error: unknown): string {
  return codeOf(error) !== '' && error instanceof Error
    ? toSentence(error.message)
    : '这一页没有读出来。请重试；一再出现时，请告诉系学工办。';
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

export const fieldOf = (error: unknown): string =>
  error instanceof Error && 'field' in error && typeof error.field === 'string' ? error.field : '';
