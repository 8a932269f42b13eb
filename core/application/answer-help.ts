import { DomainError } from '../domain/errors';
import { HELP_LIMITS, HELPFULNESS } from '../domain/service-hours';
import type { Clock, HelpSeen, Store } from './ports';
import { type Phone, refuseCode, toLookedUp } from './student-code';

/**
 * The student's word on a session, by 学号 and the six digits that the volunteer's phone shows. The student
 * has no account: WeChat vouches for the phone, and it may not be the volunteer's. The volunteer is never
 * told the 学号 (reading §1), so cannot answer in the student's place.
 *
 * @throws DomainError HELP_CODE_WRONG, HELP_TOO_MANY, HELP_OWN_PHONE
 */
export async function answerHelp(
  phone: Phone,
  typed: {
    readonly studentNo: string;
    readonly helpCode: string;
    readonly answer: 'look' | 'confirmed' | 'objected';
  },
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): Promise<HelpSeen> {
  const seen = await store.answerHelp({
    ...phone,
    ...toLookedUp(typed.studentNo, typed.helpCode),
    answer: typed.answer,
    at: clock.now(),
    today: clock.today(),
  });
  switch (seen.outcome) {
    case 'wrong':
    case 'too-many':
    case 'own-phone':
      return refuseCode(seen.outcome, { of: 'HELP', field: 'helpCode', issuer: '志愿者', turnTo: '辅导员' });
    default:
      return seen;
  }
}

/**
 * What the student adds for the counselor after the answer: whether it helped, and what next. The code is
 * used up by then; the phone that answered speaks, for an hour, once. The volunteer reads none of it.
 *
 * @throws DomainError HELPFUL_MISSING, TOO_LONG, FEEDBACK_LATE
 */
export async function sayHelpFeedback(
  phone: Phone,
  typed: { readonly studentNo: string; readonly helpful: string; readonly wish: string },
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): Promise<{ readonly outcome: 'kept' }> {
  const helpful = HELPFULNESS.find((known) => known === typed.helpful);
  if (!helpful) throw new DomainError('HELPFUL_MISSING', '请点一下这次有没有帮助。', 'helpful');
  const wish = typed.wish.trim();
  if (wish.length > HELP_LIMITS.wish) {
    throw new DomainError('TOO_LONG', `不能超过 ${HELP_LIMITS.wish} 字，请删减。`, 'wish');
  }
  const outcome = await store.sayHelpFeedback({
    ...phone,
    studentNo: typed.studentNo.normalize('NFKC').trim(),
    helpful,
    wish,
    at: clock.now(),
    today: clock.today(),
  });
  if (outcome === 'late') {
    throw new DomainError('FEEDBACK_LATE', '确认后一小时内、用同一部手机才能写。想说的话请告诉辅导员。');
  }
  return { outcome };
}
