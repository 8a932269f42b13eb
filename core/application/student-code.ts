import { DomainError } from '../domain/errors';
import { readStudentCode } from '../domain/student-code';

/** A phone that WeChat vouches for; nobody has signed in on it. */
export interface Phone {
  readonly provider: string;
  readonly subject: string;
}

/** A number and a code as they are looked up: what cannot be a code is, too, so that it is counted. */
export const toLookedUp = (studentNo: string, code: string) => ({
  studentNo: studentNo.normalize('NFKC').trim(),
  code: readStudentCode(code) ?? '',
});

/** Outcomes of a look-up in vain; the database counts them (`too_many_code_tries`). */
export type CodeRefusal = 'wrong' | 'too-many' | 'own-phone';

interface Asked {
  /** Begins the codes of the refusals. */
  readonly of: 'HELP' | 'PLAN';
  readonly field: string;
  /** Whose phone shows the code, and may not answer. */
  readonly issuer: string;
  /** Who helps where nothing else does. */
  readonly turnTo: string;
}

/** A wrong number and a wrong, used or expired code are told alike. @throws DomainError always */
export function refuseCode(outcome: CodeRefusal, { field, issuer, of, turnTo }: Asked): never {
  switch (outcome) {
    case 'wrong':
      throw new DomainError(
        `${of}_CODE_WRONG`,
        `学号或确认码不对，或确认码已用过、已过期。请核对，或请${issuer}重新生成一个。`,
        field,
      );
    case 'too-many':
      throw new DomainError(`${of}_TOO_MANY`, `试错的次数太多，请一小时后再试，或找${turnTo}。`, field);
    case 'own-phone':
      throw new DomainError(`${of}_OWN_PHONE`, `这是${issuer}自己的微信。请同学用自己的手机确认。`);
  }
}
