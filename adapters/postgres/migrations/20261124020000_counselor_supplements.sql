-- 补充意见 is the counselor's (annex, note): the second wall is as narrow as the gate.
drop policy author_files on xueye.talk_supplement;
create policy counselor_files on xueye.talk_supplement for insert to xueye_app
  with check (
    department_id = (select xueye.app_department())
    and author_id = (select xueye.app_person())
    and author_role = 'counselor'
    and (select xueye.app_role()) = 'counselor'
    and filed_on = (select xueye.app_today())
    and student_id in (select xueye.reach_students())
  );
