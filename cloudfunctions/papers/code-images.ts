import type { InvitationImages } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import { chinaClock } from '../runtime/clock';

/** A scanned code opens it with the scene. */
const PAGE = 'pages/sign-in/sign-in';
const VERSIONS = ['release', 'trial', 'develop'] as const;

/** WeChat's mini-program codes, where the function has been given the app's secret. */
export function openCodeImages(env: NodeJS.ProcessEnv): InvitationImages {
  let opening: Promise<InvitationImages> | undefined;
  const open = async (appId: string, appSecret: string): Promise<InvitationImages> => {
    const [{ createAccessTokens, createInstanceTokens }, { createCodeImages }] = await Promise.all([
      import('#adapters/wechat/access-token'),
      import('#adapters/wechat/code-image'),
    ]);
    const origin = env.WECHAT_API_ORIGIN;
    const wechat = { appId, appSecret, ...(origin ? { origin } : {}) };
    return createCodeImages({
      ...wechat,
      // The use-case is in a transaction when it asks.
      tokens: createAccessTokens({ ...wechat, clock: chinaClock, tokens: createInstanceTokens() }),
      page: PAGE,
      version: VERSIONS.find((one) => one === env.WECHAT_CODE_VERSION) ?? 'release',
    });
  };
  return {
    async draw(departmentId, scene) {
      const appId = env.WECHAT_APP_ID;
      const appSecret = env.WECHAT_APP_SECRET;
      if (!appId || !appSecret) {
        throw new DomainError(
          'INVITATION_OFF',
          '这个部署还没有开通小程序码（papers 函数没有 WECHAT_APP_ID 和 WECHAT_APP_SECRET）。请用激活码开通。',
        );
      }
      opening ??= open(appId, appSecret);
      return (await opening).draw(departmentId, scene);
    },
  };
}
