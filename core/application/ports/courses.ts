/** What the department's course list 课程目录 says of one course. */
export interface CourseEntry {
  readonly code: string;
  readonly name: string | null;
  /** In 1/100. */
  readonly credit: number;
  /** 课程性质; null: the list does not say. */
  readonly nature: string | null;
}

/** A course as a file has it. */
export interface CourseRow extends CourseEntry {
  readonly row: number;
}
