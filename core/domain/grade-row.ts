/** An exact decimal with two places, as an integer of 1/100: 1.75 is 175. */
export type Hundredths = number;

/** Which examination a row's own score comes from, where the layout says so. */
export type ExamKind = 'regular' | 'resit' | 'retake';

/**
 * One row of a grade export after cleaning (reading §2, §7): text trimmed of every kind of blank,
 * decimals exact, nothing judged yet. What the score text means is the policy's matter.
 */
export interface GradeRow {
  /** The file and the row number as the office sees them (the header row is row 1). */
  readonly file: string;
  readonly row: number;
  readonly studentNo: string;
  readonly studentName: string | null;
  readonly className: string | null;
  /** Semester in which the course was taken: `2017-2018-2`. */
  readonly term: string;
  readonly courseCode: string;
  readonly courseName: string;
  /** 课程性质 as the file has it; the policy's alias table says what it is. */
  readonly nature: string;
  readonly credit: Hundredths;
  /** 绩点 as exported; null where the layout or the row has none. */
  readonly point: Hundredths | null;
  /** 成绩 as exported: a number, a level (优 良 中 及格 不及格) or a mark (缓考, 缺考, W …). */
  readonly score: string | null;
  readonly resitScore: string | null;
  readonly retakeScore: string | null;
  /** The row itself is a retake of an earlier course 重修标记. */
  readonly isRetake: boolean;
  /** Minor course 辅修. */
  readonly isMinor: boolean;
  /** Marked void 作废. */
  readonly isVoid: boolean;
  readonly examKind: ExamKind | null;
  readonly remark: string | null;
}
