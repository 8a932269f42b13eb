-- Of which semester a row that cannot be taken would be, where that could be read: a later file of the same
-- name clears the doubt only if it is of that semester, or names the student.

alter table xueye.import_rejection
  add column term text check (term ~ '^\d{4}-\d{4}-[123]$');
