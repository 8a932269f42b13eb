import { DomainError } from '../domain/errors';
import { readHelpCode } from '../domain/service-hours';
import type { Clock, HelpSeen, Store } from './ports';

/**
 * The student's word on a session, by 学号 and the six digits that the volunteer's phone shows. The student
 * has no account: WeChat vouches for the phone, and it may not be the volunteer's. The volunteer is never
 * told the 学号 (reading §1), so cannot answer in the student's place.
 *
 * @throws DomainError HELP_CODE_WRONG, HELP_TOO_MANY, HELP_OWN_PHONE
 */
export async function answerHelp(
  identity: { readonly provider: string; readonly subject: string },
  typed: {
    readonly studentNo: string;
    readonly helpCode: string;
    readonly answer: 'look' | 'confirmed' | 'objected';
  },
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): Promise<HelpSeen> {
  const seen = await store.answerHelp({
    ...identity,
    studentNo: typed.studentNo.normalize('NFKC').trim(),
    // What cannot be a code is looked up all the same, so that it is counted.
    code: readHelpCode(typed.helpCode) ?? '',
    answer: typed.answer,
    at: clock.now(),
    today: clock.today(),
  });
  switch (seen.outcome) {
    case 'wrong':
      throw new DomainError(
        'HELP_CODE_WRONG',
        '学号或确认码不对，或确认码已用过、已过期。请核对，或请志愿者重新生成一个。',
        'helpCode',
      );
    case 'too-many':
      throw new DomainError('HELP_TOO_MANY', '试错的次数太多，请一小时后再试，或找辅导员。', 'helpCode');
    case 'own-phone':
      throw new DomainError('HELP_OWN_PHONE', '这是志愿者自己的微信。请同学用自己的手机确认。');
    default:
      return seen;
  }
}
