import type { RetentionKind } from '#core/domain/retention';

const FILES_OF = (purpose: string) =>
  `select f.id, f.path from xueye.file_object f where f.department_id = $1 and f.purpose = '${purpose}'
    and f.created_at < $2::date and f.removed_on is null`;

/** Ids of what is due, by kind; $1 the department, $2 the first day that is still kept. */
export const DUE: Readonly<Record<RetentionKind, string>> = {
  photos: `${FILES_OF('photo')} and not exists (select from xueye.referral_attachment a
    where a.department_id = f.department_id and a.path = f.path)
    and not exists (select from xueye.talk_attachment t
      where t.department_id = f.department_id and t.path = f.path)
    and not exists (select from xueye.letter_receipt r
      where r.department_id = f.department_id and r.path = f.path and r.removed_on is null)`,
  papers: FILES_OF('paper'),
  imports: `${FILES_OF('import')} and not exists (select from xueye.import_batch b
    where b.department_id = f.department_id and b.file_id = f.id
      and coalesce(b.settled_at, b.created_at) >= $2::date)`,
  reminders: `select s.case_id, s.day
    from xueye.reminder_told s
    join xueye.support_case c on c.department_id = s.department_id and c.id = s.case_id
    where s.department_id = $1 and s.day < $2::date and c.status <> 'open'
    union all
    select m.id, null from xueye.reminder_message m
    where m.department_id = $1 and m.day < $2::date
      and m.state not in ('waiting', 'leased', 'sending')
    union all
    select e.id, null from xueye.reminder_credit_event e
    where e.department_id = $1 and e.at < $2::date`,
  codes: `select c.id from xueye.activation_code c where c.department_id = $1
    and least(c.ended_at, c.expires_at) < $2::date`,
  applications: `select a.id from xueye.volunteer_application a
    join xueye.volunteer_call k on k.department_id = a.department_id and k.id = a.call_id
    where a.department_id = $1 and k.closes_on < $2::date and a.filed_on < $2::date
      and not exists (select from xueye.application_step s where s.department_id = a.department_id
        and s.application_id = a.id and (s.kind in ('registered', 'activated') or s.on_day >= $2::date))`,
  // Work on them ended that long ago; one who has lost the name keeps a number of the job's making.
  students: `select s.id, s.student_no from xueye.student s
    join xueye.support_case c on c.department_id = s.department_id and c.student_id = s.id
    where s.department_id = $1 and s.student_no !~ '^X[0-9a-f]{12}$'
    group by s.id, s.student_no
    having bool_and(c.status <> 'open') and max(c.closed_on) < $2::date
      and not exists (select from xueye.pairing p
        where p.department_id = $1 and p.student_id = s.id and p.last_day is null)`,
};
