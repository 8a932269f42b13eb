-- A staged row of a kind that keeps versions already says which version it will be and whose: applying an
-- import then stays inside the database, whatever its size.

alter table xueye.import_row
  add column version_id uuid,
  add column student_no text collate "C",
  add column row_key text collate "C",
  add column content_hash text,
  add constraint version_is_whole
    check (num_nulls(version_id, student_no, row_key, content_hash) in (0, 4)),
  -- Its import belongs to the department already.
  drop constraint import_row_department_id_fkey;
