import { sayClock } from './when';

/** Under a form whose draft was saved. @param savedAt milliseconds since 1970; 0: not yet */
export const saySaved = (savedAt: number): string => (savedAt > 0 ? `草稿已保存 ${sayClock(savedAt)}` : '');

/** Where what was written before is back in the form. @param savedAt milliseconds since 1970; 0: there was nothing */
export const sayRestored = (savedAt = 0): string => (savedAt > 0 ? `已恢复 ${sayClock(savedAt)} 的草稿` : '');

/** What could not be sent stays a draft, and the button says 重试. */
export const STILL_A_DRAFT = '没有连上网络，还没有提交。内容已存为草稿，连上后请点「重试」。';
