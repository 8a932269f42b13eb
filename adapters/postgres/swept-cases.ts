import type { DutyRecords, SweptCase } from '#core/application/ports';
import type { LetterState } from '#core/domain/duty-facts';
import { toTier } from './columns';
import type { Context } from './context';

/**
 * Open cases with what their duties are derived from, in one statement: all that the sweep of a department
 * reads of them. The same facts as `withFacts` tells, by the same rules, without what the sweep has no use
 * for (names, sealed reasons, who wrote what).
 *
 * @param afterCase behind which case, in the order of their ids; null: from the first
 */
export async function readSwept(
  afterCase: string | null,
  limit: number,
  { tx, actor }: Context,
): Promise<readonly SweptCase[]> {
  const rows = await tx.query<SweptRow>(READ, [actor.departmentId, afterCase, limit]);
  const cases = new Map<string, Building>();
  for (const row of rows) {
    if (row.what === 'case') {
      cases.set(row.id, buildCase(row));
      continue;
    }
    const held = cases.get(row.id);
    if (held) add(row, held);
  }
  return [...cases.values()].sort((a, b) => (a.caseId < b.caseId ? -1 : 1));
}

/** One row for a case, and one for each fact; what a column means differs by `what`. */
interface SweptRow {
  readonly what: keyof typeof BRANCHES | 'case';
  readonly id: string;
  readonly on: string | null;
  readonly until: string | null;
  readonly a: string | null;
  readonly b: string | null;
  readonly flag: boolean | null;
}

/** Told apart for the planner, which knows no more of a page than that it is one: an index leads to its rows. */
const within = (caseId: string) =>
  `${caseId} between (select first from bounds) and (select last from bounds)`;

/** By `what`: where the facts are, and their columns as `SweptRow` has them, `until` to `flag` where there are. */
const BRANCHES = {
  decision: `select distinct on (fact.case_id, fact.decided_on) 'decision', page.id, fact.decided_on, null::date,
      fact.tier, null::text, null::boolean
    from page join xueye.decision fact on fact.department_id = $1 and fact.case_id = page.id
      and ${within('fact.case_id')}
    where fact.tier is not null
    order by fact.case_id, fact.decided_on, fact.decided_at desc, fact.ordinal desc, fact.id desc`,
  talk: `select 'talk', page.id, held_on, filed_on, mode, concat_ws(',', author_role, joint_role), attended
    from page join xueye.talk_in_force fact on fact.department_id = $1 and fact.case_id = page.id
      and ${within('fact.case_id')}`,
  supplement: `select 'supplement', page.id, fact.held_on, null, fact.author_role, null, null
    from page join xueye.talk_record talk on talk.department_id = $1 and talk.case_id = page.id
      and ${within('talk.case_id')}
    join xueye.talk_supplement fact on fact.department_id = $1 and fact.talk_id = talk.id`,
  pairing: `select 'pairing', page.id, first_day, last_day, null, null, null
    from page join xueye.pairing fact on fact.department_id = $1 and fact.student_id = page.student_id
    where end_kind is distinct from 'mistake'`,
  guidance: `select 'guidance', page.id, guided_on, null, null, null, null
    from page join xueye.volunteer_guidance fact
      on fact.department_id = $1 and fact.student_id = page.student_id`,
  focus: `select 'focus', page.id, noted_on, null, null, null, null
    from page join xueye.focus_note fact on fact.department_id = $1 and fact.student_id = page.student_id`,
  plan: `select 'plan', page.id, fact.agreed_on, null, null, null, null
    from page join xueye.study_plan plan on plan.department_id = $1 and plan.case_id = page.id
      and ${within('plan.case_id')}
    join xueye.plan_agreement fact on fact.department_id = $1 and fact.plan_id = plan.id`,
  review: `select 'review', page.id, fact.held_on, null, null, null, null
    from page join xueye.study_plan plan on plan.department_id = $1 and plan.case_id = page.id
      and ${within('plan.case_id')}
    join xueye.plan_review fact on fact.department_id = $1 and fact.plan_id = plan.id`,
  advice: `select 'advice', page.id, held_on, null, null, null, null
    from page join xueye.course_advice fact on fact.department_id = $1 and fact.case_id = page.id
      and ${within('fact.case_id')}`,
  // As the duty counts: on a verified number, and who took the call passed the check.
  call: `select 'call', page.id, called_on, null,
      case when doubt is null and identity_passed then 'verified' end, null, reached
    from page join xueye.parent_call fact on fact.department_id = $1 and fact.case_id = page.id
      and ${within('fact.case_id')}`,
  // One that was taken back ends on the day before; on the day it was given, it never was.
  waiver: `select 'waiver', page.id, fact.waived_on, least(fact.until, ended.ended_on - 1), fact.kind, fact.role, null
    from page join xueye.duty_waiver fact on fact.department_id = $1 and fact.case_id = page.id
      and ${within('fact.case_id')}
    left join xueye.duty_waiver_end ended on ended.department_id = $1 and ended.waiver_id = fact.id
    where coalesce(least(fact.until, ended.ended_on - 1) >= fact.waived_on, true)`,
  meeting: `select 'meeting', page.id, on_day, null, counted::text, null, null
    from page join xueye.joint_meeting fact on fact.department_id = $1 and fact.case_id = page.id
      and ${within('fact.case_id')}
    where kind = 'held'`,
  letter: `select 'letter', page.id, fact.on_day, null, fact.state, null, null
    from page join xueye.letter letter on letter.department_id = $1 and letter.case_id = page.id
      and ${within('letter.case_id')}
    join xueye.letter_step fact on fact.department_id = $1 and fact.letter_id = letter.id
    where letter.state <> 'withdrawn' and fact.state <> 'withdrawn'`,
  teacher: `select 'teacher', case_id, null::date, null::date, teacher_id::text, null, null
    from xueye.focus_teachers((select array_agg(id) from page)) order by case_id, teacher_id`,
  told: `select 'told', page.id, day, null, told, null, null
    from page join xueye.reminder_told fact on fact.department_id = $1 and fact.case_id = page.id
      and ${within('fact.case_id')}`,
};

/** The cases come first: a materialized query is read in its own order, and before what is joined to it. */
const READ = `
  with page as materialized (
    select held.id, held.student_id, held.term, student.class_id
    from (
      select id, student_id, term from xueye.support_case
      where department_id = $1 and status = 'open' and ($2::uuid is null or id > $2::uuid)
      order by id limit $3
    ) held
    join xueye.student student on student.department_id = $1 and student.id = held.student_id
    order by held.id
  ), bounds as materialized (
    select (select id from page order by id limit 1) as first, (select id from page order by id desc limit 1) as last
  )
  select 'case' as what, id, null::date as "on", null::date as until, term as a, class_id::text as b,
    null::boolean as flag
  from page
  ${Object.values(BRANCHES)
    .map((branch) => `union all (${branch})`)
    .join('\n')}`;

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
type Building = Writable<SweptCase>;

/** Most lists of most cases stay empty: one for all of them, never written to. */
const NONE: never[] = [];

function buildCase({ id, a: term, b: classId }: SweptRow): Building {
  return {
    caseId: id,
    classId,
    term: term ?? '',
    decisions: NONE,
    talks: NONE,
    supplements: NONE,
    pairings: NONE,
    volunteerGuidances: NONE,
    focusNotes: NONE,
    studyPlans: NONE,
    planReviews: NONE,
    courseAdvices: NONE,
    calls: NONE,
    waivers: NONE,
    meetings: NONE,
    letters: NONE,
    teachers: NONE,
    told: NONE,
  };
}

type ListName = { [K in keyof Building]: Building[K] extends readonly unknown[] ? K : never }[keyof Building];

function put<L extends ListName>(held: Building, list: L, value: Building[L][number]): void {
  if (held[list] === NONE) held[list] = [value] as Building[L];
  else (held[list] as (typeof value)[]).push(value);
}

/** The columns hold what the repositories of these facts wrote. */
function add({ what, on, until, a, b, flag }: SweptRow, held: Building): void {
  if (what === 'supplement') {
    put(held, 'supplements', { by: a as 'adviser' | 'counselor', heldOn: on });
    return;
  }
  if (what === 'teacher' && a !== null) {
    put(held, 'teachers', a);
    return;
  }
  if (on === null) return;
  const to = until ?? undefined;
  switch (what) {
    case 'decision':
      put(held, 'decisions', { tier: toTier(a as Parameters<typeof toTier>[0]), decidedOn: on });
      break;
    case 'talk':
      put(held, 'talks', {
        heldOn: on,
        filedOn: until ?? on,
        by: (b ?? '').split(',') as ('adviser' | 'counselor')[],
        mode: a as DutyRecords['talks'][number]['mode'],
        attended: flag === true,
      });
      break;
    case 'pairing':
      put(held, 'pairings', { from: on, to });
      break;
    case 'guidance':
      put(held, 'volunteerGuidances', { on });
      break;
    case 'focus':
      put(held, 'focusNotes', { on });
      break;
    case 'plan':
      put(held, 'studyPlans', { on });
      break;
    case 'review':
      put(held, 'planReviews', { on });
      break;
    case 'advice':
      put(held, 'courseAdvices', { on });
      break;
    case 'call':
      put(held, 'calls', { on, reached: flag === true, verified: a === 'verified' });
      break;
    case 'waiver':
      put(held, 'waivers', {
        kind: a as DutyRecords['waivers'][number]['kind'],
        role: (b ?? undefined) as DutyRecords['waivers'][number]['role'],
        on,
        to,
        // Sealed, and nothing that a reminder says.
        reason: '',
      });
      break;
    case 'meeting':
      put(held, 'meetings', { on, present: JSON.parse(a ?? '[]') as string[] });
      break;
    case 'letter':
      put(held, 'letters', { on, state: a as LetterState });
      break;
    case 'told':
      put(held, 'told', { day: on, lines: a ?? '' });
      break;
  }
}
