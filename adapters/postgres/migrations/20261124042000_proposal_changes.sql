-- How a proposal stands to what the meeting decided before it in the semester, and the end of a case by
-- its outcome (reading §3).

alter table xueye.proposal
  -- null: nothing was decided before.
  add column change_kind text check (change_kind in ('settled', 'again', 'up', 'down', 'cleared')),
  -- The decision before it, the tier in force, and what changed between the two answers; as it was frozen.
  add column change jsonb,
  add constraint change_says_what check ((change_kind is null) = (change is null));
alter table xueye.proposal drop constraint proposal_standing_check;
-- 'cleared': of a student with an open case who is not identified any more.
alter table xueye.proposal add constraint proposal_standing_check
  check (standing in ('identified', 'near-miss', 'apart', 'cleared'));
alter table xueye.proposal add constraint cleared_from_a_case
  check (standing <> 'cleared' or (change_kind is not null and tier is null));

alter table xueye.decision drop constraint decision_outcome_check;
alter table xueye.decision add constraint decision_outcome_check
  check (outcome in ('confirm', 'change', 'dismiss', 'close'));
alter table xueye.decision drop constraint dismissed_has_no_tier;
alter table xueye.decision add constraint dismissed_has_no_tier
  check ((outcome in ('dismiss', 'close')) = (tier is null));
create index decision_student on xueye.decision (department_id, student_id, decided_at desc);
