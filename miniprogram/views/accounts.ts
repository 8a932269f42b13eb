import type { AccountView, Invitation, IssuedCode } from '#core/contract/index';
import { ROLE_LABELS, UNBIND_LABELS } from '#core/domain/labels';
import { dayLabel } from '#core/domain/local-date';
import { UNBIND_REASONS, type UnbindReason } from '#core/domain/unbind-reason';

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly word: string;
  readonly tone: 'done' | 'due' | 'calm';
  readonly state: string;
  readonly codeAction: string;
  readonly inviteAction: string;
  readonly canWithdraw: boolean;
  /** Without a role in force there is nothing to open. */
  readonly canIssue: boolean;
  readonly canUnbind: boolean;
  readonly unbindAction: string;
}

/** @param me whose own account the page does not touch */
export function toAccountRow(account: AccountView, today: string, me: string): AccountRow {
  const { boundOn, codeExpiresOn, invitationExpiresOn, roles } = account;
  const isBound = boundOn !== null;
  const isWaiting = codeExpiresOn !== null || invitationExpiresOn !== null;
  const held = roles.map(({ role, scope }) => `${ROLE_LABELS[role]}${scope === '' ? '' : ` ${scope}`}`);
  const open = (what: string, until: string | null) =>
    until === null ? '' : `发过的${what}${dayLabel(until, today)}（含当天）前有效，重新发会让它失效。`;
  return {
    id: account.personId,
    name: account.name,
    detail: [account.workNo, ...(held.length === 0 ? ['目前没有在任的身份'] : held)].join(' · '),
    word: isBound ? '已开通' : isWaiting ? '待激活' : '未开通',
    tone: isBound ? 'done' : isWaiting ? 'due' : 'calm',
    state: [
      isBound ? `${dayLabel(boundOn, today)}绑定微信。` : '还没有绑定微信。',
      open('激活码', codeExpiresOn),
      open('小程序码', invitationExpiresOn),
    ].join(''),
    codeAction: codeExpiresOn !== null ? '重新发激活码' : isBound ? '换微信，发激活码' : '发激活码',
    inviteAction: invitationExpiresOn === null ? '给小程序码' : '换一张小程序码',
    canIssue: roles.length > 0,
    canWithdraw: invitationExpiresOn !== null,
    unbindAction: isBound ? '解绑微信' : '收回激活码',
    canUnbind: (isBound || codeExpiresOn !== null) && account.personId !== me,
  };
}

/** Those who have a role and no WeChat yet, by id: whom a slip of paper is for. */
export const unopenedOf = (accounts: readonly AccountView[]): readonly string[] =>
  accounts
    .filter(({ boundOn, roles }) => boundOn === null && roles.length > 0)
    .map(({ personId }) => personId);

export interface CodeView {
  readonly personId: string;
  readonly code: string;
  readonly sentence: string;
  /** For handing over: what to do with it, in one message. */
  readonly message: string;
}

export function toCodeView({ account, code, expiresOn }: IssuedCode, today: string): CodeView {
  const until = dayLabel(expiresOn, today);
  return {
    personId: account.personId,
    code,
    sentence: `${until}（含当天）前有效，用一次即失效，只显示这一次。请当面或打电话告诉${account.name}本人。`,
    message: `在微信里打开“学业帮扶”小程序，填工号（学号）${account.workNo} 和激活码 ${code}，${until}（含当天）前有效。请勿转发。`,
  };
}

/** What a new invitation shows: the mini-program code, and how it is handed over. */
export interface InvitationShown {
  readonly personId: string;
  readonly url: string;
  readonly sentence: string;
}

export const toInvitationShown = (
  { account, image, expiresOn }: Invitation,
  today: string,
): InvitationShown => ({
  personId: account.personId,
  url: image.url,
  sentence: `${dayLabel(expiresOn, today)}（含当天）前有效，用一次即失效，只显示这一次。请让${account.name}本人当面用微信扫；点图放大。`,
});

export const UNBIND_CHOICES: readonly string[] = UNBIND_REASONS.map((reason) => UNBIND_LABELS[reason]);

export const unbindReason = (index: number): UnbindReason | undefined => UNBIND_REASONS[index];
