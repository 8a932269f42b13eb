-- What the leader's oversight asks for, found without reading what has grown over the years.
create index support_case_open on xueye.support_case (department_id, student_id) where status = 'open';
create index help_session_held on xueye.help_session (department_id, held_on);
