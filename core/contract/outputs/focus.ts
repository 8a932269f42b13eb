import type { Duty } from '../../domain/duty';
import type { TeachingRules } from '../../domain/service-rules';

/** A student to look after, as a teacher may know them: no tier, no cause, no record. */
export interface FocusStudentItem {
  readonly studentId: string;
  readonly studentNo: string;
  readonly name: string;
  readonly className: string;
  readonly isRetake: boolean;
  /** The teacher's own lessons since the last note, in a sentence; empty where none was filed. */
  readonly lessons: string;
  /** The next note; null where the rule sets none. */
  readonly due: Pick<Duty, 'state' | 'dueOn' | 'because'> | null;
  /** The teacher's own, newest first, at most NOTES_SHOWN. */
  readonly notes: readonly { readonly id: string; readonly on: string; readonly text: string }[];
}

export interface FocusCourseItem {
  readonly offeringId: string;
  readonly courseName: string;
  /** The last lesson filed; null: none yet. */
  readonly lastLessonOn: string | null;
  readonly students: readonly FocusStudentItem[];
}

export interface FocusList {
  readonly courses: readonly FocusCourseItem[];
  /** Until when a lesson or a Q&A session can be written down. */
  readonly rules: TeachingRules;
}

export interface FocusFiled {
  readonly id: string;
  readonly repeated: boolean;
}
