import { describe, expect, it } from 'vitest';
import {
  findCourse,
  firstNote,
  toFocusRows,
  toLessonInput,
  withMark,
  wrongInNote,
} from '../../../miniprogram/views/focus';
import { FOCUS_LIST } from '../../../tools/wechat-check/samples-teaching';

const TODAY = '2026-10-12';
const [course] = FOCUS_LIST.courses;
if (!course) throw new Error('the sample has no course');
const empty = { heldOn: TODAY, marks: {} };

describe('课堂重点关注', () => {
  it('sends only whom something was tapped of, and only while they are on the list', () => {
    const tapped = withMark(withMark(empty, 'student-1', 'attendance', 'absent'), 'gone', 'homework', 'late');
    const takenBack = withMark(
      withMark(tapped, 'student-2', 'answer', 'weak'),
      'student-2',
      'answer',
      'not-asked',
    );
    expect(toLessonInput(takenBack, 'id', course)).toEqual({
      id: 'id',
      offeringId: 'offering-0',
      heldOn: TODAY,
      exceptions: [{ studentId: 'student-1', attendance: 'absent', answer: 'not-asked', homework: 'fine' }],
    });
  });

  it('says in a word what was tapped', () => {
    const fields = withMark(
      withMark(empty, 'student-0', 'attendance', 'late'),
      'student-0',
      'homework',
      'missing',
    );
    const [first, second] = toFocusRows(course, fields, 'student-1', TODAY);
    expect(first).toMatchObject({ word: '迟到 · 作业未交', isFine: false, isOpen: false });
    expect(second).toMatchObject({ word: '都正常', isFine: true, isOpen: true });
    expect(second?.due.word).toBe('待办');
  });

  it('opens the course asked for, or the first with somebody to look after', () => {
    const none = { ...course, offeringId: 'none', students: [] };
    expect(findCourse([none, course], '')?.offeringId).toBe('offering-0');
    expect(findCourse([none, course], 'none')?.offeringId).toBe('none');
    expect(findCourse([none, course], 'other')).toBeUndefined();
  });

  it('begins a note with the lessons, and refuses an empty and a long one', () => {
    const [student] = course.students;
    if (!student) throw new Error('nobody');
    expect(firstNote(student)).toBe('记了 6 次课：缺勤 1 次，迟到 1 次，作业未交 2 次。');
    expect(firstNote({ ...student, lessons: '' })).toBe('');
    expect(wrongInNote(' ')).not.toBe('');
    expect(wrongInNote('好'.repeat(300))).toBe('');
    expect(wrongInNote('好'.repeat(301))).toContain('300');
  });
});
