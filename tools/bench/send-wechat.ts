import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { openStandInMessages } from '../../local/wechat/messages';

export const WECHAT = { appId: 'bench', appSecret: 'secret', templateId: 'template' };

/** The stand-in WeChat as a server that counts what it delivers, by openid. */
export async function openCountingWechat(openids: readonly string[], onDelivered: (count: number) => void) {
  const messages = openStandInMessages({ ...WECHAT, templateIds: [WECHAT.templateId] });
  // Two each: one may be lost with a killed sender, and a person has it sent again.
  for (const openid of openids) for (const _ of [1, 2]) messages.accept(openid, WECHAT.templateId);
  const delivered = new Map<string, number>();
  let count = 0;
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://wechat');
    const body = JSON.parse(await text(request)) as { readonly touser?: string };
    const isToken = pathname === '/cgi-bin/stable_token';
    const answer = isToken
      ? messages.stableToken(body)
      : messages.send(searchParams.get('access_token'), body);
    if (!isToken && answer.errcode === 0 && body.touser !== undefined) {
      delivered.set(body.touser, (delivered.get(body.touser) ?? 0) + 1);
      count += 1;
      onDelivered(count);
    }
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    delivered,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
