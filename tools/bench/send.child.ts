import { v7 as uuidv7 } from 'uuid';
import { openPgDatabase } from '#adapters/postgres/pg';
import { createTimerStore } from '#adapters/postgres/timer-store';
import { createWechatTokens } from '#adapters/postgres/wechat-tokens';
import { createAccessTokens } from '#adapters/wechat/access-token';
import { createDigestMessages } from '#adapters/wechat/digest-messages';
import { sendReminders } from '#core/application/send-reminders';
import { TODAY } from './reminder-cases';
import { WECHAT } from './send-wechat';

/** One sender: a process of its own, as the function is. Arguments: the database, WeChat's origin, the hour. */
const [url = '', origin = '', now = ''] = process.argv.slice(2);
const database = openPgDatabase(url, { max: 2 });
const clock = { today: () => TODAY, now: () => now };
const wechat = { appId: WECHAT.appId, appSecret: WECHAT.appSecret, origin };
const { failures } = await sendReminders(
  {
    store: createTimerStore(database),
    clock,
    ids: { next: () => uuidv7() },
    sender: createDigestMessages({
      ...wechat,
      tokens: createAccessTokens({ ...wechat, clock, tokens: createWechatTokens(database) }),
      templateId: WECHAT.templateId,
      fields: { text: 'thing1', day: 'date2' },
      employee: null,
      page: 'pages/today/today',
    }),
  },
  () => false,
);
await database.close();
const [failure] = failures;
if (failure) throw failure.error;
