-- Why the meeting decided as it did, and what a plan says of a student, are sealed as talks are. The lines
-- and steps of a plan stay open: the volunteer is shown the shared ones by a function of the database.

drop trigger append_only on xueye.decision;
create trigger append_only before delete or truncate on xueye.decision
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.decision
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.decision
  for each row execute function xueye.refuse_but_sealing('causes', 'cause_note', 'reason');

drop trigger append_only on xueye.study_plan;
create trigger append_only before delete or truncate on xueye.study_plan
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.study_plan
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.study_plan
  for each row execute function xueye.refuse_but_sealing('reason', 'goal');

drop trigger append_only on xueye.plan_review;
create trigger append_only before delete or truncate on xueye.plan_review
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.plan_review
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.plan_review
  for each row execute function xueye.refuse_but_sealing('note', 'next');

drop trigger append_only on xueye.course_advice;
create trigger append_only before delete or truncate on xueye.course_advice
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.course_advice
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.course_advice
  for each row execute function xueye.refuse_but_sealing('advice');

-- Where such rows are stored already, bare texts are read until `office keys seal` has been run once more:
-- its last run is taken up again.
delete from xueye.key_run run
  where run.kind = 'seal' and run.ended_at is not null
    and (exists (select from xueye.decision d where d.department_id = run.department_id)
      or exists (select from xueye.study_plan p where p.department_id = run.department_id)
      or exists (select from xueye.course_advice a where a.department_id = run.department_id));
