import { codeOf, sentenceOf } from './failure';
import { dayAt, sayClock, sayInstant } from './when';

/** Under a form whose draft was saved. @param savedAt milliseconds since 1970; 0: not yet; below: no room for it */
export function saySaved(savedAt: number): string {
  if (savedAt < 0) return '草稿没有存下：手机上没有地方了，请别离开这一页，先提交';
  return savedAt > 0 ? `草稿已保存 ${sayClock(savedAt)}` : '';
}

/** Where what was written before is back in the form. @param savedAt milliseconds since 1970; 0: there was nothing */
export const sayRestored = (savedAt = 0): string => (savedAt > 0 ? `已恢复 ${sayClock(savedAt)} 的草稿` : '');

/** Under a form that did not go out: without a network it stays a draft, and the button says 重试. */
export const toUnsent = (error: unknown): { readonly isOffline: boolean; readonly sendError: string } =>
  codeOf(error) === 'OFFLINE'
    ? { isOffline: true, sendError: '没有连上网络，还没有提交。内容已存为草稿，连上后请点「重试」。' }
    : { isOffline: false, sendError: sentenceOf(error) };

/**
 * Over a page that shows what the phone has read before. @param keptAt milliseconds since 1970; 0: it is fresh
 * @param now of this phone
 */
export const sayKnown = (keptAt: number, now: number): string =>
  keptAt === 0
    ? ''
    : `没有连上网络。这里是${sayInstant(new Date(keptAt).toISOString(), dayAt(now))} 读到的内容，照样可以填写、提交。`;
