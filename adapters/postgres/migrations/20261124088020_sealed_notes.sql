-- What is written of a student beside the talks is sealed as they are: how a volunteer was guided and judged,
-- what a session of help is to go on with, what a check found, why a pair ended or was refused, notes on
-- a letter's way, why somebody was not taken.

-- Sealed values are bound to one id.
alter table xueye.help_check add column id uuid not null default gen_random_uuid();
create unique index help_check_id on xueye.help_check (department_id, id);

drop trigger append_only on xueye.letter_step;
create trigger append_only before delete or truncate on xueye.letter_step
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.letter_step
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.letter_step
  for each row execute function xueye.refuse_but_sealing('note');

drop trigger append_only on xueye.pairing_refusal;
create trigger append_only before delete or truncate on xueye.pairing_refusal
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.pairing_refusal
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.pairing_refusal
  for each row execute function xueye.refuse_but_sealing('note');

drop trigger append_only on xueye.help_session;
create trigger append_only before delete or truncate on xueye.help_session
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.help_session
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.help_session
  for each row execute function xueye.refuse_but_sealing('next_time');

drop trigger append_only on xueye.help_review;
create trigger append_only before delete or truncate on xueye.help_review
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.help_review
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.help_review
  for each row execute function xueye.refuse_but_sealing('note');

drop trigger append_only on xueye.help_check;
create trigger append_only before delete or truncate on xueye.help_check
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.help_check
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.help_check
  for each row execute function xueye.refuse_but_sealing('note');

drop trigger append_only on xueye.volunteer_guidance;
create trigger append_only before delete or truncate on xueye.volunteer_guidance
  for each statement execute function xueye.refuse_change();
create trigger append_only_but_sealing before update on xueye.volunteer_guidance
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.volunteer_guidance
  for each row execute function xueye.refuse_but_sealing('guidance', 'remark');

drop trigger append_only on xueye.application_step;
create trigger append_only before delete or truncate on xueye.application_step
  for each statement execute function xueye.refuse_but_retention();
create trigger append_only_but_sealing before update on xueye.application_step
  for each statement when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.refuse_change();
create trigger sealed_only before update on xueye.application_step
  for each row execute function xueye.refuse_but_sealing('reason');

-- An ended pair stays ended; the seal of its note may be renewed.
drop trigger places on xueye.pairing;
create trigger places before insert on xueye.pairing
  for each row execute function xueye.keep_pairing_rules();
create trigger ended_stays before update on xueye.pairing
  for each row when (current_setting('app.sealing', true) is distinct from 'on')
  execute function xueye.keep_pairing_rules();
create trigger sealed_only before update on xueye.pairing
  for each row when (current_setting('app.sealing', true) = 'on')
  execute function xueye.refuse_but_sealing('end_note');

-- Where such rows are stored already, bare texts are read until `office keys seal` has been run once more:
-- its last run is taken up again.
delete from xueye.key_run run
  where run.kind = 'seal' and run.ended_at is not null
    and (exists (select from xueye.letter_step s where s.department_id = run.department_id)
      or exists (select from xueye.pairing p where p.department_id = run.department_id)
      or exists (select from xueye.pairing_refusal r where r.department_id = run.department_id)
      or exists (select from xueye.application_step s where s.department_id = run.department_id));
