import { describe, expect, it } from 'vitest';
import type { QaItem } from '#core/contract/index';
import { DEFAULT_TEACHING_RULES } from '#core/domain/service-rules';
import {
  NO_REPORT,
  toAnnounceInput,
  toQaLine,
  wrongInAnnouncement,
  wrongInReport,
} from '../../../miniprogram/views/qa';

const item: QaItem = {
  sessionId: 'qa',
  courseName: '遗传学',
  teacherName: null,
  heldOn: '2026-09-17',
  from: 1110,
  to: 1200,
  place: '生科楼 312',
  topic: '',
  standing: 'announced',
  topics: '',
  others: 0,
  students: [
    { studentId: 'a', name: '林知远', came: true },
    { studentId: 'b', name: null, came: false },
  ],
};
const fields = { offeringId: 'o', heldOn: '2026-09-17', from: '18:30', to: '20:00', place: '312', topic: '' };

describe('集中答疑', () => {
  it.each([
    [{}, '请来：林知远、一名同学', true],
    [{ standing: 'held', others: 4 }, '来了：林知远；没有来：一名同学；另有 4 人', false],
    [{ standing: 'cancelled' }, '', false],
    [{ standing: 'unreported', teacherName: '柳知秋' }, '请来：林知远、一名同学', false],
  ] as const)('says of %o: %s', (change, who, canReport) => {
    expect(toQaLine({ ...item, ...change }, '2026-09-14')).toMatchObject({ who, canReport });
  });

  it('sends minutes, and asks for what is missing', () => {
    expect(toAnnounceInput(fields, 'id')).toMatchObject({ from: 1110, to: 1200 });
    expect(wrongInAnnouncement(fields, '2026-09-14', DEFAULT_TEACHING_RULES)).toBeNull();
    expect(wrongInAnnouncement({ ...fields, to: '' }, '2026-09-14', DEFAULT_TEACHING_RULES)?.field).toBe(
      'to',
    );
    expect(wrongInAnnouncement({ ...fields, place: '' }, '2026-09-14', DEFAULT_TEACHING_RULES)?.field).toBe(
      'place',
    );
    expect(
      wrongInReport({ ...NO_REPORT, topics: '题', others: '十' }, '2026-09-14', '2026-09-14')?.field,
    ).toBe('others');
    expect(wrongInReport({ ...NO_REPORT, topics: '题' }, '2026-09-15', '2026-09-14')?.message).toContain(
      '还没有到',
    );
    expect(wrongInReport({ ...NO_REPORT, topics: '题' }, '2026-09-14', '2026-09-14')).toBeNull();
  });
});
