import { describe, expect, it } from 'vitest';
import { coursesToHelp, toOffers, toStudentInNeed } from '#core/application/pairing-inputs';
import type { PairingNeed, VolunteerOnOffer } from '#core/application/ports';
import { describePair, obstacleBetween } from '#core/domain/pairing';
import { policy2015 } from '#core/policies/policy-2015';

const need: PairingNeed = {
  caseId: 'case',
  student: {
    id: 'student',
    studentNo: '202405010101',
    name: '林知远',
    classId: 'class',
    className: '生物科学241',
  } as PairingNeed['student'],
  tier: 2,
  openedOn: '2026-09-01',
  courses: [
    { code: 'SK01', name: '普通遗传学' },
    { code: 'MA01', name: '高等数学（一）' },
  ],
  wish: null,
  refusals: [],
  pairings: [],
};
const volunteer: VolunteerOnOffer = {
  personId: 'volunteer',
  workNo: '202305010101',
  name: '闻人语',
  className: '生物科学231',
  helpsWith: [],
  freeTime: null,
  passed: [],
  free: null,
  campus: null,
  places: 1,
  load: 0,
  isPaused: false,
};
/** SK77 stands in for SK55, and SK55 for SK01. */
const rules = {
  ...policy2015.courses,
  substitutions: [
    { code: 'SK01', by: 'SK55' },
    { code: 'SK55', by: 'SK77' },
  ],
};

describe('which courses a volunteer can help with', () => {
  it.each<[string, Partial<VolunteerOnOffer>, string]>([
    ['the very code', { passed: [{ code: 'SK01', name: '遗传学', score: 9100 }] }, '已通过普通遗传学（91）'],
    [
      'the name',
      { passed: [{ code: 'X1', name: '高等数学(一)', score: 8000 }] },
      '已通过高等数学（一）（80）',
    ],
    ['the name, without a grade', { helpsWith: ['高等数学 （一）'] }, '已通过高等数学（一）'],
    [
      'what stands in for it, and says so',
      { passed: [{ code: 'SK55', name: '遗传学B', score: 8500 }] },
      '已通过遗传学B（可替代普通遗传学）（85）',
    ],
    [
      'what stands in for what stands in',
      { passed: [{ code: 'SK77', name: '遗传学C', score: null }] },
      '已通过遗传学C（可替代普通遗传学）',
    ],
    [
      'the best of several',
      {
        passed: [
          { code: 'SK55', name: '遗传学B', score: 9500 },
          { code: 'SK01', name: '普通遗传学', score: 7000 },
        ],
      },
      '已通过遗传学B（可替代普通遗传学）（95）',
    ],
  ])('by %s', (_how, over, sentence) => {
    const [offer] = toOffers([{ ...volunteer, ...over }], [need], rules);
    const student = toStudentInNeed(need);
    if (!offer) throw new Error('no offer');
    expect(obstacleBetween(student, offer)).toBeNull();
    expect(describePair(student, offer).sentence).toBe(sentence);
    expect(coursesToHelp(student, offer)).toHaveLength(1);
  });

  it('not by a course that the policy does not name in its place', () => {
    const passed = [{ code: 'SK55', name: '遗传学B', score: 8500 }];
    const [offer] = toOffers([{ ...volunteer, passed }], [need], policy2015.courses);
    if (!offer) throw new Error('no offer');
    expect(obstacleBetween(toStudentInNeed(need), offer)).toBe('no-course');
  });
});
