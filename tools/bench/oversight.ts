import { randomBytes } from 'node:crypto';
import { migrate } from '#adapters/postgres/migrate';
import { openPgDatabase } from '#adapters/postgres/pg';
import { createStore } from '#adapters/postgres/store';
import { showOversight } from '#core/application/oversight';
import type { Actor } from '#core/application/ports';
import type { UseCaseDeps } from '#core/application/use-case';
import { type Bench, median, ratioOf } from './measure';
import { addYears } from './oversight-cases';
import { withOwnDatabase } from './own-database';
import { addDepartment } from './reminder-cases';

/** Four weeks after the decisions. */
const TODAY = '2026-11-09';
const NOW = '2026-11-09T02:00:00.000Z';

const FULL = { open: 5_000, students: 50_000, rounds: 7 };
const QUICK = { open: 200, students: 2_000, rounds: 1 };

/** What the page counts, as bare statements of whoever owns the tables, without row-level security. */
const COUNTS: readonly string[] = [
  // 逾期, by class and by adviser: the days that the derivation looks at, of each open case.
  `with held as (
    select support_case.id, student.class_id, support_case.tier, support_case.opened_on,
      (select max(decided_on) from xueye.decision where decision.department_id = support_case.department_id
        and decision.case_id = support_case.id) as decided_on,
      (select max(held_on) from xueye.talk_record where talk_record.department_id = support_case.department_id
        and talk_record.case_id = support_case.id and attended and author_role = 'adviser') as adviser_on,
      (select max(held_on) from xueye.talk_record where talk_record.department_id = support_case.department_id
        and talk_record.case_id = support_case.id and attended and author_role = 'counselor') as counselor_on,
      exists (select from xueye.study_plan join xueye.plan_agreement on plan_agreement.department_id = study_plan.department_id
        and plan_agreement.plan_id = study_plan.id where study_plan.department_id = support_case.department_id
        and study_plan.case_id = support_case.id) as has_plan,
      exists (select from xueye.parent_call where parent_call.department_id = support_case.department_id
        and parent_call.case_id = support_case.id and reached) as has_call,
      exists (select from xueye.letter where letter.department_id = support_case.department_id
        and letter.case_id = support_case.id and letter.state in ('posted', 'delivered')) as has_letter,
      exists (select from xueye.pairing where pairing.department_id = support_case.department_id
        and pairing.student_id = support_case.student_id and pairing.last_day is null) as has_pair
    from xueye.support_case join xueye.student on student.department_id = support_case.department_id
      and student.id = support_case.student_id
    where support_case.department_id = $1 and support_case.status = 'open'
  ), owed as (
    select class_id,
      (coalesce(adviser_on, decided_on) + 14 < $2::date)::int + (coalesce(counselor_on, decided_on) + 14 < $2::date)::int
      + (not has_plan and decided_on + 14 < $2::date)::int + (not has_call and decided_on + 7 < $2::date)::int
      + (not has_letter and decided_on + 14 < $2::date)::int + (not has_pair and decided_on + 21 < $2::date)::int as overdue,
      has_plan, has_letter, tier
    from held
  )
  select owed.class_id, assignment.person_id, sum(overdue) as overdue, count(*) filter (where not has_plan) as no_plan,
    count(*) filter (where not has_letter and tier = '2') as no_letter, count(*) filter (where tier = '3') as heaviest
  from owed left join xueye.assignment on assignment.department_id = $1 and assignment.class_id = owed.class_id
    and assignment.role = 'adviser' and assignment.first_day <= $2 and (assignment.last_day is null or assignment.last_day >= $2)
  group by owed.class_id, assignment.person_id`,
  `select class.id from xueye.class where class.department_id = $1 and not exists (
    select from xueye.assignment where assignment.department_id = $1 and assignment.class_id = class.id
      and assignment.first_day <= $2::date and (assignment.last_day is null or assignment.last_day >= $2))`,
  `select state, count(*) from xueye.reminder_message where department_id = $1 and state in ('held', 'refused', 'failed', 'dropped')
    and day <= $2::date group by state`,
  `select kind, count(*) from xueye.import_batch where department_id = $1 and state = 'applied' and created_at >= $2::date - 120
    group by kind`,
  `select count(*) from xueye.help_session where department_id = $1 and held_on >= $2::date - 60 and kind = 'held' and not exists (
    select from xueye.help_answer where help_answer.department_id = $1 and help_answer.session_id = help_session.id)`,
];

/** 谁被漏掉了？ of 50,000 students and 5,000 open cases against the bare counts that it shows. */
export const oversight: Bench = async ({ isQuick, progress }) => {
  const url = process.env.DATABASE_URL;
  if (!url) {
    progress('没有设 DATABASE_URL（一台 PostgreSQL 服务器），跳过');
    return [];
  }
  const { open, students, rounds } = isQuick ? QUICK : FULL;
  return withOwnDatabase(url, async (ownUrl) => {
    const database = openPgDatabase(ownUrl, { max: 2 });
    try {
      await migrate(database);
      const departmentId = await addDepartment(database);
      await addYears(database, departmentId, { open, students });
      const [leader] = await database.query<{ id: string }>(
        `insert into xueye.assignment (department_id, id, person_id, role, first_day)
        select department_id, gen_random_uuid(), id, 'leader', '2026-08-31' from xueye.person
        where department_id = $1 limit 1 returning person_id as id`,
        [departmentId],
      );
      const actor: Actor = {
        departmentId,
        personId: leader?.id ?? '',
        name: '',
        workNo: '',
        role: 'leader',
        reach: { kind: 'department' },
        today: TODAY,
      };
      const store = createStore(database);
      const outside = { clock: { today: () => TODAY, now: () => NOW }, random: randomBytes };
      const ours = async () => {
        const startedAt = performance.now();
        const page = await store.transaction(actor, (repositories) =>
          showOversight({}, actor, { ...outside, ...repositories } as unknown as UseCaseDeps),
        );
        if (page.openCases !== open || page.counts.overdue === 0) throw new Error('数字不对');
        return performance.now() - startedAt;
      };
      const bare = async () => {
        const startedAt = performance.now();
        await database.transaction(async (tx) => {
          for (const statement of COUNTS) await tx.query(statement, [departmentId, TODAY]);
        });
        return performance.now() - startedAt;
      };
      await ours();
      await bare();
      const pairs: { ours: number; peer: number }[] = [];
      for (let round = 1; round <= rounds; round++) {
        const peerFirst = round % 2 === 0 ? await bare() : null;
        const own = await ours();
        const pair = { ours: own, peer: peerFirst ?? (await bare()) };
        pairs.push(pair);
        progress(`第 ${round}/${rounds} 轮：${pair.ours.toFixed(0)} ms，直接计数 ${pair.peer.toFixed(0)} ms`);
      }
      return [
        {
          name: `谁被漏掉了（${students.toLocaleString('en')} 名学生，${open.toLocaleString('en')} 个在办案卷）`,
          ours: median(pairs.map(({ ours: own }) => own)),
          peerName: '同样的数字直接用 SQL 数',
          peer: median(pairs.map(({ peer }) => peer)),
          ratio: ratioOf(pairs),
          aim: 3,
          peakRss: process.resourceUsage().maxRSS / 1024,
          aimRss: null,
          note: '逐案按办法推算，带行级权限；对照不推算校历、暂停和交接，也不写理由',
        },
      ];
    } finally {
      await database.close();
    }
  });
};
