-- 结案: how a case ended, beside the words; null in cases that were closed before, and while one is open.
alter table xueye.support_case add column close_outcome text
  check (close_outcome in ('cleared', 'graduated', 'left', 'transferred', 'other'));
alter table xueye.support_case add constraint outcome_of_a_closed_one check (close_outcome is null or status = 'closed');
grant update (close_outcome) on xueye.support_case to xueye_app;
