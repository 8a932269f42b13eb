import { v7 as uuidv7 } from 'uuid';
import { createAccessTokens } from '#adapters/wechat/access-token';
import { createContentCheck } from '#adapters/wechat/content-check';
import { createDigestMessages } from '#adapters/wechat/digest-messages';
import type { CheckTextsDeps } from '#core/application/check-texts';
import type { SendDeps } from '#core/application/send-reminders';
import { chinaClock } from '../runtime/clock';
import { sharedDatabase } from '../runtime/database';
import { requireVariable } from '../runtime/environment';

/** The to-dos are on the page that a message opens. */
const PAGE = 'pages/today/today';
const VERSIONS = ['formal', 'trial', 'developer'] as const;

/** With `auth` and `papers` the only holder of the app's secret. */
export async function cloudSendDeps(): Promise<SendDeps & CheckTextsDeps> {
  const [database, { createTimerStore }, { createWechatTokens }, { readMasterKeys }] = await Promise.all([
    sharedDatabase(),
    import('#adapters/postgres/timer-store'),
    import('#adapters/postgres/wechat-tokens'),
    import('#adapters/postgres/master-keys'),
  ]);
  const wechat = {
    appId: requireVariable('WECHAT_APP_ID'),
    appSecret: requireVariable('WECHAT_APP_SECRET'),
    ...(process.env.WECHAT_API_ORIGIN ? { origin: process.env.WECHAT_API_ORIGIN } : {}),
  };
  const employeeTemplate = process.env.WECHAT_EMPLOYEE_TEMPLATE;
  const version = VERSIONS.find((one) => one === process.env.WECHAT_REMINDER_VERSION);
  const tokens = createAccessTokens({ ...wechat, clock: chinaClock, tokens: createWechatTokens(database) });
  return {
    // With the key only where sealed records are to be asked about (docs/talks.md).
    store: createTimerStore(database, readMasterKeys(process.env)),
    clock: chinaClock,
    ids: { next: () => uuidv7() },
    checker: createContentCheck({ ...wechat, tokens }),
    sender: createDigestMessages({
      ...wechat,
      tokens,
      templateId: requireVariable('WECHAT_REMINDER_TEMPLATE'),
      fields: {
        text: process.env.WECHAT_REMINDER_TEXT_FIELD || 'thing1',
        day: process.env.WECHAT_REMINDER_DAY_FIELD || 'date2',
      },
      employee: employeeTemplate
        ? {
            templateId: employeeTemplate,
            fields: {
              text: process.env.WECHAT_EMPLOYEE_TEXT_FIELD || 'thing1',
              day: process.env.WECHAT_EMPLOYEE_DAY_FIELD || 'date2',
            },
          }
        : null,
      page: PAGE,
      ...(version === undefined ? {} : { version }),
    }),
  };
}
