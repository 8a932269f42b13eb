import type { FactKind } from './fact-kind';

/** The layouts of files that an import can tell by their headings (reading §7). */
export type GradeLayoutId =
  | 'zf_old_admin_bulk_20'
  | 'zf_old_admin_detail_21'
  | 'zf_old_admin_class_20'
  | 'zf_old_student_16'
  | 'zf_old_student_18'
  | 'zf_old_student_19'
  | 'zf_old_student_20'
  | 'zf_new_json'
  | 'zf_new_excel'
  | 'qz_web_csv_bit'
  | 'qz_web_csv_csust'
  | 'qz_app_json';

export type RosterLayoutId = 'classes' | 'areas' | 'students' | 'staff' | 'offerings' | 'volunteers';

export type LayoutId = GradeLayoutId | 'courses' | RosterLayoutId | FactKind;
