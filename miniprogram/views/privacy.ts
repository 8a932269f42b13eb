import type { PrivacyStanding } from '#core/contract/index';
import { dayLabel } from '#core/domain/local-date';
import { CONTACT_CONSENT, PRIVACY_GUIDE, WITHOUT_CONSENT } from '#core/domain/privacy-guide';

export interface PrivacyView {
  readonly version: string;
  readonly sections: typeof PRIVACY_GUIDE.sections;
  readonly isAgreed: boolean;
  /** Where the person stands, in one sentence; '': not asked yet. */
  readonly standing: string;
  /** Said before refusing or taking back, and after. */
  readonly without: readonly string[];
  readonly hasRefused: boolean;
  readonly contact: { readonly question: string; readonly isGiven: boolean; readonly effect: string } | null;
}

export function toPrivacyView({ version, guide, isAgreed, contact }: PrivacyStanding): PrivacyView {
  return {
    version,
    sections: PRIVACY_GUIDE.sections,
    isAgreed,
    standing: sayStanding(guide, isAgreed),
    without: WITHOUT_CONSENT,
    hasRefused: guide !== null && guide.answer !== 'given',
    contact: contact && {
      question: CONTACT_CONSENT.question,
      isGiven: contact.isGiven,
      effect: contact.isGiven ? CONTACT_CONSENT.given : CONTACT_CONSENT.missing,
    },
  };
}

function sayStanding(guide: PrivacyStanding['guide'], isAgreed: boolean): string {
  if (guide === null) return '';
  const on = dayLabel(guide.on);
  if (guide.answer === 'withdrawn') return `您在 ${on} 撤回了同意。`;
  if (guide.answer === 'refused') return `您在 ${on} 选择了不同意。`;
  return isAgreed ? `您在 ${on} 同意了这一版。` : `您在 ${on} 同意的是以前的一版，说明有更新，请重新看过。`;
}
