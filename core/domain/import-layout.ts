/** The layouts of files that an import can tell by their headings (reading §7). */
export type GradeLayoutId =
  | 'zf_old_admin_bulk_20'
  | 'zf_old_student_16'
  | 'zf_old_student_18'
  | 'zf_old_student_20';

export type RosterLayoutId = 'classes' | 'students' | 'staff';

export type LayoutId = GradeLayoutId | RosterLayoutId;
