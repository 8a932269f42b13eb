-- What a student says of a session after having answered for it (art. 4: the supervision of volunteers). For
-- the working group: the volunteer, who would know whose word it is, reads none of it.

create table xueye.help_feedback (
  department_id uuid not null references xueye.department,
  session_id uuid not null,
  helpful text not null check (helpful in ('yes', 'some', 'no')),
  -- What the student would like next.
  wish text not null,
  said_on date not null,
  said_at timestamptz not null,
  primary key (department_id, session_id),
  foreign key (department_id, session_id) references xueye.help_session
);
create trigger append_only before update or delete or truncate on xueye.help_feedback
  for each statement execute function xueye.refuse_change();

create index help_answer_phone on xueye.help_answer (phone_print, answered_at);

-- From the phone that answered for the session within the hour, for the same number; once. No sign-in: the
-- phone was vouched for and the code used up with the answer. 'kept', or 'late' for everything else alike.
create function xueye.say_help_feedback(
  asked_provider text, asked_subject text, asked_no text, said_helpful text, said_wish text,
  now_at timestamptz, on_day date
)
returns text
language plpgsql security definer set search_path = xueye, pg_temp
as $$
declare
  phone text := encode(sha256(convert_to(asked_provider || ':' || asked_subject, 'utf8')), 'hex');
  session help_session;
  hit integer;
begin
  select help_session.* into session
  from help_answer
  join help_session
    on help_session.department_id = help_answer.department_id and help_session.id = help_answer.session_id
  join pairing on pairing.department_id = help_session.department_id and pairing.id = help_session.pairing_id
  join student on student.department_id = pairing.department_id and student.id = pairing.student_id
  where help_answer.phone_print = phone and student.student_no = asked_no
    and help_answer.answered_at > now_at - interval '1 hour'
  order by help_answer.answered_at desc, help_answer.session_id desc limit 1;
  if not found then
    return 'late';
  end if;
  insert into help_feedback (department_id, session_id, helpful, wish, said_on, said_at)
    values (session.department_id, session.id, said_helpful, said_wish, on_day, now_at)
    on conflict do nothing;
  get diagnostics hit = row_count;
  if hit = 1 then
    insert into audit_event (department_id, on_day, person_id, role, action, subject_type, subject_id, detail)
      values (session.department_id, on_day, session.volunteer_id, 'self', 'help.feedback', 'help-session',
        session.id::text, '{}'::jsonb);
  end if;
  return 'kept';
end $$;

revoke execute on function
  xueye.say_help_feedback(text, text, text, text, text, timestamptz, date) from public;
grant execute on function
  xueye.say_help_feedback(text, text, text, text, text, timestamptz, date) to xueye_app;

alter table xueye.help_feedback enable row level security;
create policy read_reached on xueye.help_feedback for select to xueye_app
  using (
    department_id = (select xueye.app_department())
    and exists (
      select from xueye.help_session
      where help_session.department_id = help_feedback.department_id
        and help_session.id = help_feedback.session_id
        and help_session.pairing_id in (select xueye.reached_pairings())
    )
  );
grant select on xueye.help_feedback to xueye_app;
