-- The office's own calendar: corrections of single days with a note, and 选课周 of a semester. Public
-- holidays come from the published plan at reading; what is stored here stands above it.

alter table xueye.calendar_term
  add column selection_first date,
  add column selection_last date,
  add constraint selection_in_term check (
    (selection_first is null) = (selection_last is null)
    and (selection_first is null
      or (selection_first <= selection_last and selection_first >= first_day and selection_last <= last_day))
  );
grant update (selection_first, selection_last) on xueye.calendar_term to xueye_app;

-- Without a person: as the department was set up.
alter table xueye.calendar_day
  add column note text not null default '' check (char_length(note) <= 40),
  add column entered_by uuid,
  add column entered_on date,
  add constraint calendar_day_entered_by foreign key (department_id, entered_by) references xueye.person,
  add constraint entered_together check ((entered_by is null) = (entered_on is null));

drop policy office_writes on xueye.calendar_day;
create policy office_enters on xueye.calendar_day for insert to xueye_app
  with check (
    department_id = (select xueye.app_department()) and (select xueye.is_office())
    and entered_by = (select xueye.app_person()) and entered_on = (select xueye.app_today())
    and btrim(note) <> ''
  );
create policy office_corrects on xueye.calendar_day for update to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()))
  with check (
    department_id = (select xueye.app_department()) and (select xueye.is_office())
    and entered_by = (select xueye.app_person()) and entered_on = (select xueye.app_today())
    and btrim(note) <> ''
  );
create policy office_takes_back on xueye.calendar_day for delete to xueye_app
  using (department_id = (select xueye.app_department()) and (select xueye.is_office()));
grant update (note, entered_by, entered_on) on xueye.calendar_day to xueye_app;
