-- What a screening was asked about beside the grades: the lists as they were handed to the rule. Grades
-- keep their versions; lists, and what a meeting makes of a referral, go on changing.
-- {unlisted: facts of whom no list names, students: {学号: facts}}; null: run before this was kept.
alter table xueye.screening add column facts jsonb;
