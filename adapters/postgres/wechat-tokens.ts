import type { Database } from './database';
import { enterAsTimer } from './timer-store';

export interface AccessToken {
  readonly token: string;
  /** ISO 8601 in UTC. */
  readonly expiresAt: string;
}

export interface WechatTokens {
  /**
   * The token in force. One caller renews it while the others wait for its row and then read what that
   * one got.
   *
   * @param refused a token that WeChat has just refused: where it is still the kept one, it is renewed
   * @param renew asks WeChat; runs while the row is locked
   */
  current(
    scope: { readonly departmentId: string; readonly appId: string; readonly now: string },
    refused: string | null,
    renew: (kept: string) => Promise<AccessToken>,
  ): Promise<string>;
}

export function createWechatTokens(database: Database): WechatTokens {
  return {
    current: ({ departmentId, appId, now }, refused, renew) =>
      database.transaction(async (tx) => {
        await enterAsTimer(tx, { departmentId, today: now.slice(0, 10) });
        const good = (row: { token: string; isGood: boolean } | undefined) =>
          row?.isGood && row.token !== refused ? row.token : null;
        const read = (lock: string) =>
          tx.query<{ token: string; isGood: boolean }>(
            `select token, expires_at > $3::timestamptz as "isGood" from xueye.wechat_token
            where department_id = $1 and app_id = $2 ${lock}`,
            [departmentId, appId, now],
          );
        const [kept] = await read('');
        const found = good(kept);
        if (found !== null) return found;
        if (!kept) {
          await tx.query(
            `insert into xueye.wechat_token (department_id, app_id) values ($1, $2) on conflict do nothing`,
            [departmentId, appId],
          );
        }
        const [locked] = await read('for update');
        const renewedByAnother = good(locked);
        if (renewedByAnother !== null) return renewedByAnother;
        const { token, expiresAt } = await renew(locked?.token ?? '');
        await tx.query(
          `update xueye.wechat_token set token = $3, expires_at = $4 where department_id = $1 and app_id = $2`,
          [departmentId, appId, token, expiresAt],
        );
        return token;
      }),
  };
}
