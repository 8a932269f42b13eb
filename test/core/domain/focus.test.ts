import { describe, expect, it } from 'vitest';
import { ALL_FINE, countMarks, sayCount, validateLesson } from '#core/domain/focus';

describe('课堂重点关注', () => {
  it.each([
    ['2026-09-14', 'ok'],
    ['2026-09-15', 'HELD_IN_FUTURE'],
    ['2026-08-15', 'ok'],
    ['2026-08-14', 'FILED_TOO_LATE'],
  ])('takes a lesson of %s on 14 September: %s', (heldOn, outcome) => {
    const judge = () => {
      try {
        validateLesson(heldOn, '2026-09-14', { lessonDays: 30 });
        return 'ok';
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(judge()).toBe(outcome);
  });

  const mark = (heldOn: string, filedAt: string, fields = {}) => ({
    ...ALL_FINE,
    heldOn,
    filedAt,
    ...fields,
  });

  it('counts a day once, as it was filed last, whatever the order', () => {
    const first = mark('2026-09-10', '2026-09-10T02:00:00.000Z', { attendance: 'absent' });
    const mended = mark('2026-09-10', '2026-09-10T03:00:00.000Z', { attendance: 'leave' });
    const other = mark('2026-09-11', '2026-09-11T02:00:00.000Z', { homework: 'missing' });
    for (const marks of [
      [first, mended, other],
      [other, mended, first],
    ]) {
      expect(countMarks(marks)).toMatchObject({ lessons: 2, absent: 0, leave: 1, homeworkMissing: 1 });
    }
  });

  it('says what was and what was not', () => {
    expect(sayCount(countMarks([]))).toBe('');
    expect(sayCount(countMarks([mark('2026-09-10', 'a')]))).toBe('记了 1 次课：都正常');
    const weak = mark('2026-09-11', 'a', { answer: 'weak', attendance: 'late' });
    expect(sayCount(countMarks([mark('2026-09-10', 'a'), weak]))).toBe(
      '记了 2 次课：迟到 1 次，提问答不上 1 次',
    );
  });
});
