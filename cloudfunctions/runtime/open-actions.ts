import { answerHelp, sayHelpFeedback } from '#core/application/answer-help';
import { answerPlan } from '#core/application/answer-plan';
import { listOpenCalls, sendApplication, withdrawApplication } from '#core/application/apply-as-volunteer';
import { checkCertificate } from '#core/application/check-certificate';
import type { Clock, Hasher, Ids, Store } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';

interface Phone {
  readonly provider: string;
  readonly subject: string;
}
interface OpenDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: Hasher;
}
type Typed = Readonly<Record<string, unknown>>;
type OpenAction = (phone: Phone, typed: Typed, deps: OpenDeps) => Promise<object>;

/** Longest of a number or code that is typed. */
const MAX_TYPED = 60;

/** A sentence or two, which may be left out. */
const MAX_SENTENCES = 1000;

/** Read by hand: a schema library would be most of what this function loads. @throws DomainError */
function typedText(typed: Typed, field: string): string {
  const value = typed[field];
  if (typeof value !== 'string' || value.length === 0 || value.length > MAX_TYPED) {
    throw new DomainError('INVALID_INPUT', '请求格式不正确，请更新小程序后重试。');
  }
  return value;
}

function typedSentences(typed: Typed, field: string): string {
  const value = typed[field];
  if (typeof value !== 'string' || value.length > MAX_SENTENCES) {
    throw new DomainError('INVALID_INPUT', '请求格式不正确，请更新小程序后重试。');
  }
  return value;
}

const answering =
  (answer: 'look' | 'confirmed' | 'objected'): OpenAction =>
  (phone, typed, deps) =>
    answerHelp(
      phone,
      { studentNo: typedText(typed, 'studentNo'), helpCode: typedText(typed, 'helpCode'), answer },
      deps,
    );

const answeringPlan =
  (answer: 'look' | 'agreed' | 'objected'): OpenAction =>
  (phone, typed, deps) =>
    answerPlan(
      phone,
      {
        studentNo: typedText(typed, 'studentNo'),
        planCode: typedText(typed, 'planCode'),
        answer,
        wish: answer === 'objected' ? typedSentences(typed, 'wish') : '',
      },
      deps,
    );

/**
 * What a phone may do on which nobody signs in: WeChat vouches for it, no session is opened. A student's
 * word on a session of help or a study plan; whether a certificate stands; an application of one who would be a volunteer.
 */
const OPEN_ACTIONS: Readonly<Record<string, OpenAction>> = {
  'help.look': answering('look'),
  'help.confirm': answering('confirmed'),
  'help.object': answering('objected'),
  'help.feedback': (phone, typed, deps) =>
    sayHelpFeedback(
      phone,
      {
        studentNo: typedText(typed, 'studentNo'),
        helpful: typedText(typed, 'helpful'),
        wish: typedSentences(typed, 'wish'),
      },
      deps,
    ),
  'plan.look': answeringPlan('look'),
  'plan.agree': answeringPlan('agreed'),
  'plan.object': answeringPlan('objected'),
  'certificate.check': (phone, typed, deps) => checkCertificate(phone, typedText(typed, 'checkCode'), deps),
  'apply.calls': (phone, _typed, deps) => listOpenCalls(phone, deps),
  'apply.send': sendApplication,
  'apply.withdraw': withdrawApplication,
};

/** Undefined: the action needs a session, or there is none of that name. */
export const openActionOf = (action: unknown): OpenAction | undefined =>
  typeof action === 'string' && Object.hasOwn(OPEN_ACTIONS, action) ? OPEN_ACTIONS[action] : undefined;
