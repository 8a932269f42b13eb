import type { Credits } from './credits';

/** 表彰 (art. 6): figures for people to decide from; nothing follows from a figure by itself. */

export const COMMENDATION_KINDS = ['person', 'team'] as const;
export type CommendationKind = (typeof COMMENDATION_KINDS)[number];
export const COMMENDATION_LIMITS = { title: 40, reason: 200, members: 30 } as const;

export interface ServiceFigures {
  /** Integer minutes that count. */
  readonly minutes: number;
  readonly sessions: number;
  /** Students with at least one session that counts. */
  readonly students: number;
  /** Credits of courses that were to be helped with and are no longer outstanding; 1/100. */
  readonly recovered: Credits;
}

/** One session that counts, with whom and with what it was to help. */
export interface CountedHelp {
  readonly volunteerId: string;
  readonly minutes: number;
  readonly studentId: string;
}

/** A course of a student that is no longer outstanding. */
export interface RecoveredCourse {
  readonly studentId: string;
  readonly code: string;
  readonly credit: Credits;
}

/**
 * What one volunteer, or several together, did: a student or a course that two of them helped with counts
 * once.
 */
export function figuresOf(
  help: readonly CountedHelp[],
  recovered: readonly RecoveredCourse[],
  volunteerIds: readonly string[],
): ServiceFigures {
  const own = help.filter(({ volunteerId }) => volunteerIds.includes(volunteerId));
  const students = new Set(own.map(({ studentId }) => studentId));
  const courses = new Map(
    recovered
      .filter(({ studentId }) => students.has(studentId))
      .map(({ studentId, code, credit }) => [`${studentId}\n${code}`, credit]),
  );
  return {
    minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
    sessions: own.length,
    students: students.size,
    recovered: [...courses.values()].reduce((sum, credit) => sum + credit, 0),
  };
}
