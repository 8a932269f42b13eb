/**
 * What a field of a message template may hold, by the kind that its name begins with (`thing1`, `date2`).
 * WeChat answers 47003 to anything else, after the message has been counted.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
const RULES: Readonly<Record<string, { readonly pattern: RegExp; readonly says: string }>> = {
  thing: { pattern: /^\S.{0,19}$/u, says: '一行，至多 20 个字' },
  phrase: { pattern: /^\p{Script=Han}{1,5}$/u, says: '至多 5 个汉字' },
  character_string: { pattern: /^[\x21-\x7e]{1,32}$/, says: '至多 32 个字母、数字或符号' },
  name: { pattern: /^\S{1,10}$/u, says: '至多 10 个字' },
  date: { pattern: /^\d{4}年\d{1,2}月\d{1,2}日$/, says: '形如 2026年9月18日' },
  time: { pattern: /^\d{4}年\d{1,2}月\d{1,2}日( \d{2}:\d{2})?$/, says: '形如 2026年9月18日 08:00' },
};

/** @returns what is wrong with a value, to be read by whoever deploys; null where the field holds it */
export function templateProblem(field: string, value: string): string | null {
  const kind = field.replace(/\d+$/, '');
  const rule = Object.hasOwn(RULES, kind) ? RULES[kind] : undefined;
  if (rule === undefined) return `模板字段 ${field} 的种类没有登记`;
  return rule.pattern.test(value) ? null : `模板字段 ${field} 只能写${rule.says}：“${value}”`;
}
