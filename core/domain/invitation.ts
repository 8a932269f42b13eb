import { areSigns, randomSigns } from './activation-code';

/** So that a mini-program code of another use is known as such. */
const MARK = 'i-';
/** 137 bits: the scene alone opens an account, without a 工号 beside it. */
const LENGTH = 28;

/** Days after the day of issue on which an invitation can still be used, the last one included. */
export const INVITATION_DAYS = 7;

/**
 * The `scene` of a new invitation, of 30 signs (WeChat takes 32), e.g. `i-K7PM4QTX9FWH…`.
 *
 * @param randomBytes cryptographically random
 * @see https://developers.weixin.qq.com/miniprogram/dev/server/API/qrcode-link/qr-code/api_getunlimitedqrcode
 */
export const makeInvitation = (randomBytes: (count: number) => Uint8Array): string =>
  MARK + randomSigns(randomBytes, LENGTH);

/**
 * The scene that a page was opened with, which WeChat hands over URL-encoded.
 *
 * @returns null where it is not one of an invitation, or damaged
 */
export function readInvitation(given: string): string | null {
  let scene: string;
  try {
    scene = decodeURIComponent(given).trim();
  } catch {
    return null;
  }
  return scene.startsWith(MARK) && areSigns(scene.slice(MARK.length), LENGTH) ? scene : null;
}

/** What is hashed and kept. */
export const invitationSecret = (scene: string): string => `invitation\n${scene}`;
