/** 责任区 as a file has it; `workNo` of its counselor, null where the file does not say. */
export interface AreaRow {
  readonly row: number;
  readonly name: string;
  readonly classNames: readonly string[];
  readonly workNo: string | null;
}

/** 教学班 as a file has it. */
export interface OfferingRow {
  readonly row: number;
  readonly courseCode: string;
  readonly courseName: string;
  readonly workNo: string;
  readonly teacherName: string | null;
  readonly classNames: readonly string[];
  /** `2025-2026-2` */
  readonly term: string;
}

/** 学业帮扶志愿者 as a file has it. */
export interface VolunteerRow {
  readonly row: number;
  readonly studentNo: string;
  readonly name: string;
  readonly className: string | null;
  readonly courses: readonly string[];
  readonly freeTime: string | null;
  readonly contact: string | null;
  readonly firstDay: string;
}

/** One course of one teacher in a semester, with the classes that sit in it. */
export interface Offering {
  readonly id: string;
  readonly term: string;
  readonly courseCode: string;
  readonly courseName: string;
  readonly teacher: { readonly id: string; readonly name: string; readonly workNo: string };
  /** Ordered by name. */
  readonly classes: readonly { readonly id: string; readonly name: string }[];
}

export interface OfferingUpsert extends Pick<Offering, 'id' | 'term' | 'courseCode' | 'courseName'> {
  readonly teacherId: string;
  /** All of them: a class that is not named sits in it no longer. */
  readonly classes: readonly { readonly id: string; readonly classId: string }[];
}

export interface OfferingRepository {
  /** Those that the actor may see: the department's, or the teacher's own. */
  list(): Promise<readonly Offering[]>;
  /** Inserts or updates by (semester, course, teacher). */
  upsert(rows: readonly OfferingUpsert[]): Promise<void>;
}

export interface VolunteerRecord {
  readonly id: string;
  readonly personId: string;
  readonly className: string | null;
  /** What they can help with: names of courses. */
  readonly courses: readonly string[];
  readonly freeTime: string | null;
  readonly contact: string | null;
}

export interface VolunteerRepository {
  /** Those that the actor may see: the department's, or the volunteer's own. */
  list(): Promise<readonly VolunteerRecord[]>;
  /** Inserts or updates by person. */
  upsert(rows: readonly VolunteerRecord[]): Promise<void>;
}
