import type { Reply } from '#core/contract/reply';

/** Calls a minute; a page asks for about five, a school's whole campus may share one address. */
export interface DoorLimits {
  readonly person: number;
  readonly address: number;
  /** Of those nobody has signed in on: each costs a question to WeChat. */
  readonly phone: number;
}

const DEFAULTS: DoorLimits = { person: 240, address: 6000, phone: 30 };

/** CALLS_A_MINUTE, where it is set, stands for all three: a host that fills a demo calls without pause. */
export function doorLimits(env: Readonly<Record<string, string | undefined>> = process.env): DoorLimits {
  const given = Number(env.CALLS_A_MINUTE);
  return Number.isInteger(given) && given > 0 && given <= 1_000_000
    ? { person: given, address: given, phone: given }
    : DEFAULTS;
}

/** @param wait whole seconds */
export const tooMany = (wait: number, requestId: string): Reply<never> => ({
  ok: false,
  error: { code: 'TOO_MANY', message: `操作太频繁了，请等 ${wait} 秒再试。` },
  requestId,
});
