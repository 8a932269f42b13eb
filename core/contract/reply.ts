/** What every cloud function answers: data, or one refusal that a person may read. */
export type Reply<T> =
  | { readonly ok: true; readonly data: T; readonly requestId: string; readonly today: string }
  | { readonly ok: false; readonly error: ReplyError; readonly requestId: string };

export interface ReplyError {
  /** Upper snake case; `INTERNAL` is a fault, `SIGN_IN` asks the client to sign in again. */
  readonly code: string;
  /** One Chinese sentence: what happened and what to do. */
  readonly message: string;
  /** The input field it speaks of, where there is one. */
  readonly field?: string;
}
