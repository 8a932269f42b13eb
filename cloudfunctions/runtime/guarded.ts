import { randomUUID } from 'node:crypto';
import type { Reply } from '#core/contract/reply';
import type { Fault } from './fault';
import { callerAddress, type FunctionContext, verifiedBindingId } from './identity';

export type Main = (event: unknown, context?: FunctionContext) => Promise<Reply<unknown>>;

export interface VerifiedCall {
  /** As it came from the client; nothing in it says who is calling. */
  readonly body: unknown;
  /** The binding that the verified session names; null: not signed in. */
  readonly bindingId: string | null;
  /** Where it came from; null: the platform does not say. */
  readonly address: string | null;
  readonly requestId: string;
}

/** A client's call carries text only; files go through storage. */
export const MAX_EVENT_BYTES = 100 * 1024;

/**
 * The outer ring of every function: the size of the call, who is calling, and faults, which are
 * logged without their text and answered with the request id.
 *
 * @param knownAction an action's name where it is one of ours: only such a name is logged
 */
export function guarded(
  name: string,
  onFault: (fault: Fault) => void,
  knownAction: (action: string) => string | null,
  answer: (call: VerifiedCall) => Promise<Reply<unknown>>,
): Main {
  return async (event, context) => {
    const requestId = context?.request_id ?? randomUUID();
    const size = sizeOf(event);
    if (size === null) {
      const message = '请求格式不正确，请更新小程序后重试。';
      return { ok: false, error: { code: 'INVALID_INPUT', message }, requestId };
    }
    if (size > MAX_EVENT_BYTES) {
      const message = '内容过长，超过 100 KB。请分开提交，文件请用导入。';
      return { ok: false, error: { code: 'TOO_LARGE', message }, requestId };
    }
    try {
      return await answer({
        body: event,
        bindingId: verifiedBindingId(context),
        address: callerAddress(context),
        requestId,
      });
    } catch (error) {
      onFault({ function: name, action: knownAction(actionOf(event)), requestId, error });
      const message = `没有完成，问题已记录。请稍后重试；仍然不行，请把编号 ${requestId} 告诉系学工办。`;
      return { ok: false, error: { code: 'INTERNAL', message }, requestId };
    }
  };
}

/** Bytes of the event as JSON; null where it is none, or nested deeper than the stack goes. */
function sizeOf(event: unknown): number | null {
  try {
    return Buffer.byteLength(JSON.stringify(event) ?? '');
  } catch {
    return null;
  }
}

function actionOf(event: unknown): string {
  if (typeof event !== 'object' || event === null || !('action' in event)) return '';
  return typeof event.action === 'string' ? event.action : '';
}
