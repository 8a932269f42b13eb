import type { CallSeen } from '../contract/outputs/recruiting';
import { DomainError } from '../domain/errors';
import { RECRUITING_LIMITS, standingOfApplication } from '../domain/recruiting';
import { parseWeeklyPeriods } from '../domain/weekly-period';
import type { Clock, Ids, NamedCourse, Store } from './ports';

/**
 * A student who has no account answers a call for volunteers from their own phone: WeChat vouches for it,
 * and only it may change, follow or take back the application. Name and 学号 have to be those of the roster.
 */
interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
}
interface Phone {
  readonly provider: string;
  readonly subject: string;
}

/** Open calls, and what became of this phone's own applications: what its owner was told, no reason. */
export async function listOpenCalls(phone: Phone, { store, clock }: Deps): Promise<readonly CallSeen[]> {
  const calls = await store.openCalls({ ...phone, today: clock.today() });
  return calls.map(({ own, ...call }) => ({
    ...call,
    isOpen: call.closesOn >= clock.today(),
    own: own && {
      ...own,
      standing: standingOfApplication(own.steps, call.training.length),
      steps: own.steps.map(({ kind, on, told }) => ({ kind, on, told })),
      trained: own.steps.flatMap(({ item }) => (item === null ? [] : [item])),
    },
  }));
}

/** What a phone sends, unread. */
export type TypedApplication = Readonly<Record<string, unknown>>;

/**
 * Again from the same phone it takes the place of the one before, until somebody has answered.
 *
 * @throws DomainError with the field that is wrong; APPLICANT_WRONG, APPLY_TOO_MANY, CALL_CLOSED,
 *   APPLICANT_TAKEN, APPLICATION_ANSWERED
 */
export async function sendApplication(
  phone: Phone,
  typed: TypedApplication,
  deps: Deps,
): Promise<readonly CallSeen[]> {
  const { store, clock, ids } = deps;
  const outcome = await store.sendApplication({
    ...phone,
    applicationId: ids.next(),
    callId: textOf(typed, 'callId', 60, '招募'),
    studentNo: textOf(typed, 'studentNo', RECRUITING_LIMITS.studentNo, '学号').normalize('NFKC'),
    name: textOf(typed, 'name', RECRUITING_LIMITS.name, '姓名'),
    courses: coursesOf(typed.courses),
    free: parseWeeklyPeriods(textsOf(typed.free)),
    campus: textOf(typed, 'campus', RECRUITING_LIMITS.campus, null),
    contact: textOf(typed, 'contact', RECRUITING_LIMITS.contact, '联系方式'),
    why: textOf(typed, 'why', RECRUITING_LIMITS.why, '为什么报名'),
    at: clock.now(),
    today: clock.today(),
  });
  switch (outcome) {
    case 'filed':
      return listOpenCalls(phone, deps);
    case 'wrong':
      throw new DomainError(
        'APPLICANT_WRONG',
        '学号和姓名对不上学生名册。请核对；名册有误请找辅导员或系学工办。',
        'studentNo',
      );
    case 'too-many':
      throw new DomainError('APPLY_TOO_MANY', '试错的次数太多，请一小时后再试，或找辅导员。');
    case 'closed':
      throw new DomainError('CALL_CLOSED', '这次招募已经截止。请看看有没有别的招募。');
    case 'taken':
      throw new DomainError(
        'APPLICANT_TAKEN',
        '这个学号已经在另一个微信上报过名。请用那个微信修改；不是您报的，请找辅导员。',
        'studentNo',
      );
    case 'answered':
      throw new DomainError('APPLICATION_ANSWERED', '这份报名已经有了答复，不能再改。请刷新后查看。');
  }
}

/** @throws DomainError APPLICATION_STANDING */
export async function withdrawApplication(
  phone: Phone,
  typed: TypedApplication,
  deps: Deps,
): Promise<readonly CallSeen[]> {
  const { store, clock, ids } = deps;
  const isWithdrawn = await store.withdrawApplication({
    ...phone,
    applicationId: textOf(typed, 'applicationId', 60, '报名'),
    stepId: ids.next(),
    at: clock.now(),
    today: clock.today(),
  });
  if (!isWithdrawn) {
    throw new DomainError('APPLICATION_STANDING', '这份报名已经结束或已经上岗，不能撤回。有事请找辅导员。');
  }
  return listOpenCalls(phone, deps);
}

/** @param label null: may be empty */
function textOf(typed: TypedApplication, field: string, max: number, label: string | null): string {
  const value = typed[field];
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '' && label !== null) throw new DomainError('FIELD_MISSING', `请填写${label}。`, field);
  if (text.length > max) throw new DomainError('FIELD_TOO_LONG', `不能超过 ${max} 字。`, field);
  return text;
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string').slice(0, 50) : [];

function coursesOf(value: unknown): readonly NamedCourse[] {
  const given = Array.isArray(value) ? value.slice(0, RECRUITING_LIMITS.courses + 1) : [];
  const courses = given
    .map((one) => Object(one) as TypedApplication)
    .map((one) => ({
      name: textOf(one, 'name', RECRUITING_LIMITS.courseName, null),
      score: textOf(one, 'score', RECRUITING_LIMITS.score, null),
    }))
    .filter(({ name }) => name !== '');
  if (courses.length === 0) {
    throw new DomainError('FIELD_MISSING', '请至少填一门能帮同学的课程。', 'courses');
  }
  if (courses.length > RECRUITING_LIMITS.courses) {
    throw new DomainError('FIELD_TOO_LONG', `最多填 ${RECRUITING_LIMITS.courses} 门课程。`, 'courses');
  }
  return courses;
}
