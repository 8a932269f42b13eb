-- Talk records of a class, a tier or some weeks are chosen for printing by their day.
create index talk_record_day on xueye.talk_record (department_id, held_on desc, id desc);
