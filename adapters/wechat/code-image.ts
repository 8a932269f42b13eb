import type { InvitationImages, Picture } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import { type AccessTokens, postWithToken, TokenError } from './access-token';
import { answerIn, postForBytes, type WechatAnswer, WechatUnreachable } from './post-json';
import type { WechatOptions } from './sign-in-code';

export interface CodeImageOptions extends Pick<WechatOptions, 'origin' | 'fetch'> {
  readonly tokens: AccessTokens;
  /** Without a leading slash or a query. */
  readonly page: string;
  /** Which version opens. All but `release` may name a page that is not published yet. */
  readonly version: 'release' | 'trial' | 'develop';
  readonly timeoutMs?: number;
}

/** Pixels: sharp at 3 cm on paper. */
const WIDTH = 430;

const OTHERWISE = '这期间请用激活码开通。';
const SENTENCES: Readonly<Record<number, readonly [code: string, sentence: string]>> = {
  [-1]: ['WECHAT_BUSY', '微信暂时没有画出小程序码，请稍后重试。'],
  45009: ['WECHAT_BUSY', '这一分钟里向微信要的小程序码太多了，请过一分钟再试。'],
  45011: ['WECHAT_BUSY', '这一分钟里向微信要的小程序码太多了，请过一分钟再试。'],
  41030: [
    'INVITATION_REFUSED',
    `微信说开通页还没有发布（41030）。请管理员发布小程序，或把 WECHAT_CODE_VERSION 设为 trial（见部署说明）；${OTHERWISE}`,
  ],
};

/**
 * Asks WeChat for mini-program codes (`wxacode.getUnlimited`). Neither a scene nor a token is part of an error.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/server/API/qrcode-link/qr-code/api_getunlimitedqrcode
 */
export function createCodeImages(options: CodeImageOptions): InvitationImages {
  const { tokens, page, version } = options;
  return {
    async draw(departmentId, scene) {
      let picture: Picture | null = null;
      const post = async (token: string): Promise<WechatAnswer> => {
        const path = `/wxa/getwxacodeunlimit?access_token=${encodeURIComponent(token)}`;
        const bytes = await postForBytes(path, options, {
          scene,
          page,
          check_path: version === 'release',
          env_version: version,
          width: WIDTH,
        });
        const type = typeOf(bytes);
        if (type !== null) {
          picture = { bytes, type };
          return { errcode: 0 };
        }
        const answer = answerIn(bytes);
        if (answer === null) throw new WechatUnreachable(false);
        return answer;
      };
      const { errcode } = await postWithToken(tokens, departmentId, post).catch(refuse);
      if (picture !== null) return picture;
      throw refusalOf(Number(errcode));
    },
  };
}

function refuse(error: unknown): never {
  if (error instanceof WechatUnreachable) throw refusalOf(-1);
  if (!(error instanceof TokenError)) throw error;
  if (error.code === null) throw refusalOf(-1);
  throw new DomainError(
    'INVITATION_REFUSED',
    `微信没有给接口凭证（${error.code}）。请管理员核对 AppID 和 AppSecret；${OTHERWISE}`,
  );
}

function refusalOf(errcode: number): DomainError {
  const [code, sentence] = SENTENCES[errcode] ?? [
    'INVITATION_REFUSED',
    `微信没有画出小程序码（${errcode}）。请把这个号码告诉管理员；${OTHERWISE}`,
  ];
  return new DomainError(code, sentence);
}

/** By its first bytes: WeChat's content type is not to be relied on. */
function typeOf(bytes: Uint8Array): Picture['type'] | null {
  const starts = (...signs: readonly number[]) => signs.every((sign, index) => bytes[index] === sign);
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'png';
  return starts(0xff, 0xd8, 0xff) ? 'jpg' : null;
}
