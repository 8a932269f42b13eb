/** Why the office takes a WeChat account back: 离岗, 手机丢失, 换了微信, 绑错了人. */
export const UNBIND_REASONS = ['left', 'phone-lost', 'new-account', 'wrong-person'] as const;
export type UnbindReason = (typeof UNBIND_REASONS)[number];
