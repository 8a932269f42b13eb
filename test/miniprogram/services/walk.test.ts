import { describe, expect, it } from 'vitest';
import { beginWalk, stepsAround, strokeOf } from '../../../miniprogram/services/walk';

const row = (who: string, caseId: string) => ({ who, url: `/student/talk-edit/talk-edit?caseId=${caseId}` });
const NOTHING = { note: '', previous: '', next: '', nextWho: '' };

describe('a walk from student to student', () => {
  it('goes through the list in its order, each page once, without what is no student', () => {
    const rows = [
      { who: '', url: '/meeting/agenda/agenda' },
      row('陈一鸣', 'a'),
      row('孙小满', 'b'),
      row('陈一鸣', 'a'),
      { who: '周子衡', url: '' },
      { who: '陈一鸣', url: '/office/letters/letters' },
      { who: '孙小满', url: '/student/plan-edit/plan-edit?caseId=b' },
      { who: '何清', url: '/student/archive/archive?studentId=c' },
    ];
    expect(beginWalk(rows, row('', 'b').url)).toBe('/student/talk-edit/talk-edit?caseId=b&place=1');
    expect(stepsAround('1')).toEqual({
      note: '第 2 / 3 位',
      previous: '/student/talk-edit/talk-edit?caseId=a&place=0',
      next: '/student/archive/archive?studentId=c&place=2',
      nextWho: '何清',
    });
    expect(stepsAround('0').previous).toBe('');
    expect(stepsAround('2')).toMatchObject({ next: '', nextWho: '' });
  });

  it.each(['', '7', '-1', '1.5', 'x'])('offers nothing at the place “%s”', (place) => {
    beginWalk([row('陈一鸣', 'a'), row('孙小满', 'b')], row('', 'a').url);
    expect(stepsAround(place)).toEqual(NOTHING);
  });

  it('offers nothing of a list with one student, nor for a page that is not on it', () => {
    expect(beginWalk([row('陈一鸣', 'a')], row('', 'a').url)).toContain('place=0');
    expect(stepsAround('0')).toEqual(NOTHING);
    expect(beginWalk([row('陈一鸣', 'a')], '/office/imports/imports')).toBe('/office/imports/imports');
  });
});

describe('a stroke', () => {
  const at = (pageX: number, pageY: number) => ({ pageX, pageY });
  it.each([
    ['to the left leads on', at(300, 400), at(150, 410), 'next'],
    ['to the right leads back', at(100, 400), at(250, 380), 'previous'],
    ['that is short is a tap', at(200, 400), at(150, 400), null],
    ['that slants is scrolling', at(300, 400), at(180, 460), null],
    ['from the edge is the phone’s own way back', at(10, 400), at(250, 400), null],
  ])('%s', (_promise, from, to, step) => {
    expect(strokeOf(from, to)).toBe(step);
  });
});
