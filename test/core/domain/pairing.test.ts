import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  describePair,
  obstacleBetween,
  type StudentInNeed,
  suggestPairs,
  type VolunteerOffer,
} from '#core/domain/pairing';
import { PAIRING_WEIGHTS } from '#core/domain/service-rules';
import { parseWeeklyPeriods, periodLabel } from '#core/domain/weekly-period';

const student = (over: Partial<StudentInNeed> = {}): StudentInNeed => ({
  id: 's1',
  personNo: '20240001',
  campus: '东校区',
  classId: 'c1',
  courses: [
    { code: 'MA1', name: '高等数学' },
    { code: 'PH1', name: '大学物理' },
  ],
  free: ['2-4', '4-4'],
  classWish: null,
  refused: [],
  former: null,
  ...over,
});
const volunteer = (over: Partial<VolunteerOffer> = {}): VolunteerOffer => ({
  id: 'v1',
  personNo: '20230001',
  campus: '西校区',
  classId: 'c9',
  passed: new Map([['MA1', 9200]]),
  free: ['1-1', '4-4'],
  places: 1,
  refused: [],
  load: 0,
  ...over,
});

describe('what speaks for a pair', () => {
  it.each<[string, Partial<StudentInNeed>, Partial<VolunteerOffer>, number, string]>([
    ['a course with its grade, a period', {}, {}, 1380, '已通过高等数学（92）；周四第7-8节都有空'],
    [
      'at 60 the grade adds nothing',
      { free: null },
      { passed: new Map([['MA1', 6000]]) },
      1000,
      '已通过高等数学（60）',
    ],
    ['a pass without a score', { free: null }, { passed: new Map([['MA1', null]]) }, 1000, '已通过高等数学'],
    [
      'both courses',
      { free: null },
      { passed: new Map([['MA1', 10_000], ['PH1', 8000]]) }, // biome-ignore format: pairs
      2600,
      '已通过高等数学（100）、大学物理（80）',
    ],
    ['the same campus', { courses: [], free: null }, { campus: '东校区' }, 200, '同在东校区'],
    [
      'another class as wished',
      { courses: [], free: null, classWish: 'other-class' },
      {},
      150,
      '如所愿不是本班同学',
    ],
    [
      'the own class as wished',
      { courses: [], free: null, classWish: 'own-class' },
      { classId: 'c1' },
      150,
      '如所愿是本班同学',
    ],
    [
      'a wish not kept',
      { courses: [], free: null, classWish: 'own-class' },
      {},
      0,
      '没有特别的理由，只是都有空位',
    ],
    ['last semester', { courses: [], free: null, former: 'v1' }, {}, 800, '上学期就由这位志愿者帮扶'],
    ['a load', { courses: [], free: null }, { load: 2 }, -600, '已在帮扶 2 人'],
    [
      'more periods than are counted',
      { courses: [], free: ['1-1', '1-2', '1-3', '2-1', '2-2'] },
      { free: ['1-1', '1-2', '1-3', '2-1', '2-2'] },
      240,
      '周一第1-2节、周一第3-4节、周一第5-6节等 5 个时段都有空',
    ],
  ])('%s', (_name, s, v, points, sentence) => {
    expect(describePair(student(s), volunteer(v))).toMatchObject({ points, sentence });
  });

  it.each([
    ['nothing', {}, {}, null],
    ['the same person', {}, { personNo: '20240001' }, 'same-person'],
    ['no place', {}, { places: 0 }, 'full'],
    ['refused by the student', { refused: ['v1'] }, {}, 'refused'],
    ['refused by the volunteer', {}, { refused: ['s1'] }, 'refused'],
    ['no course', {}, { passed: new Map([['EN1', 9000]]) }, 'no-course'],
    ['no course is asked for', { courses: [] }, { passed: new Map() }, null],
    ['no common period', {}, { free: ['1-1'] }, 'no-period'],
    ['periods that nobody has said', {}, { free: null }, null],
  ])('%s stands between', (_name, s, v, obstacle) => {
    expect(obstacleBetween(student(s), volunteer(v))).toBe(obstacle);
  });
});

describe('suggestions for all at once', () => {
  it('help two rather than the one who fits best', () => {
    const picky = student({ id: 's1' });
    const other = student({ id: 's2', personNo: '20240002', courses: [{ code: 'PH1', name: '大学物理' }] });
    const both = volunteer({ id: 'v1', passed: new Map([['MA1', 9900], ['PH1', 9900]]) }); // biome-ignore format: pairs
    const one = volunteer({ id: 'v2', personNo: '20230002', passed: new Map([['MA1', 6100]]) });
    const { pairs, alone } = suggestPairs([picky, other], [both, one]);
    expect(pairs.map(({ studentId, volunteerId }) => `${studentId}-${volunteerId}`)).toEqual([
      's1-v2',
      's2-v1',
    ]);
    expect(alone).toEqual([]);
  });

  it.each<[string, readonly StudentInNeed[], readonly VolunteerOffer[], string]>([
    ['without volunteers', [student()], [], '还没有已上岗的志愿者。可发布招募，或导入志愿者名单。'],
    [
      'with none that fits',
      [student()],
      [
        volunteer({ id: 'v1', places: 0 }),
        volunteer({ id: 'v2', passed: new Map() }),
        volunteer({ id: 'v3', passed: new Map() }),
        volunteer({ id: 'v4', free: ['7-5'] }),
      ],
      '4 名志愿者中没有合适的：1 名名额已满，2 名没有学过所缺的课程，1 名没有共同的空闲时间。',
    ],
    [
      'with too few',
      [student({ former: 'v1' }), student({ id: 's2', personNo: '20240002' })],
      [volunteer(), volunteer({ id: 'v2', passed: new Map() })],
      '合适的 1 名志愿者这次都排给了别的同学，名额不够。其余：1 名没有学过所缺的课程。',
    ],
  ])('say why somebody stays alone %s', (_name, students, volunteers, because) => {
    const { alone } = suggestPairs(students, volunteers);
    expect(alone).toEqual([{ studentId: students[students.length - 1]?.id, because }]);
  });

  const anyone = fc.record({
    campus: fc.constantFrom('东校区', '西校区', null),
    classId: fc.constantFrom('c1', 'c2', null),
    free: fc.option(fc.subarray(['1-1', '2-4', '4-4', '5-2'])),
  });
  const aStudent = fc.tuple(
    anyone,
    fc.subarray(['MA1', 'PH1', 'EN1']),
    fc.constantFrom('own-class' as const, 'other-class' as const, null),
    fc.subarray(['v0', 'v1', 'v2']),
    fc.constantFrom('v0', 'v3', null),
  );
  const aVolunteer = fc.tuple(
    anyone,
    fc.array(
      fc.tuple(fc.constantFrom('MA1', 'PH1', 'EN1'), fc.option(fc.integer({ min: 6000, max: 10_000 }))),
    ),
    fc.nat(2),
    fc.nat(2),
  );
  const aCohort = fc.record({
    students: fc.array(aStudent, { maxLength: 6 }).map((list) =>
      list.map(([base, codes, classWish, refused, former], at) =>
        student({
          ...base,
          id: `s${at}`,
          personNo: `2024${at}`,
          courses: codes.map((code) => ({ code, name: code })),
          classWish,
          refused,
          former,
        }),
      ),
    ),
    volunteers: fc
      .array(aVolunteer, { maxLength: 6 })
      .map((list) =>
        list.map(([base, passed, places, load], at) =>
          volunteer({ ...base, id: `v${at}`, personNo: `2023${at}`, passed: new Map(passed), places, load }),
        ),
      ),
  });

  it('are the same in any order, name each student once and keep to the places', () => {
    fc.assert(
      fc.property(aCohort, ({ students, volunteers }) => {
        const suggestion = suggestPairs(students, volunteers);
        expect(suggestPairs([...students].reverse(), [...volunteers].reverse())).toEqual(suggestion);
        const named = [...suggestion.pairs, ...suggestion.alone].map(({ studentId }) => studentId);
        expect([...named].sort()).toEqual(students.map(({ id }) => id));
        for (const { id, places } of volunteers) {
          expect(suggestion.pairs.filter(({ volunteerId }) => volunteerId === id).length).toBeLessThanOrEqual(
            places,
          );
        }
      }),
    );
  });

  it('explain the very points that were compared', () => {
    fc.assert(
      fc.property(aCohort, ({ students, volunteers }) => {
        for (const pair of suggestPairs(students, volunteers).pairs) {
          expect(pair.points).toBe(pair.reasons.reduce((sum, { points }) => sum + points, 0));
          for (const { text } of pair.reasons) expect(pair.sentence).toContain(text);
        }
      }),
    );
  });

  it('no exchange of two pairs and no idle volunteer would have been better', () => {
    fc.assert(
      fc.property(aCohort, ({ students, volunteers }) => {
        const { pairs, alone } = suggestPairs(students, volunteers);
        const studentBy = new Map(students.map((one) => [one.id, one]));
        const volunteerBy = new Map(volunteers.map((one) => [one.id, one]));
        const worth = (studentId: string, volunteerId: string) => {
          const [s, v] = [studentBy.get(studentId), volunteerBy.get(volunteerId)];
          return s && v && obstacleBetween(s, v) === null ? describePair(s, v, PAIRING_WEIGHTS).points : null;
        };
        for (const a of pairs) {
          for (const b of pairs) {
            const [one, two] = [worth(a.studentId, b.volunteerId), worth(b.studentId, a.volunteerId)];
            if (one !== null && two !== null) expect(one + two).toBeLessThanOrEqual(a.points + b.points);
          }
        }
        for (const { id, places } of volunteers) {
          if (pairs.filter(({ volunteerId }) => volunteerId === id).length === places) continue;
          for (const { studentId } of alone) expect(worth(studentId, id)).toBeNull();
        }
      }),
    );
  });
});

describe('free periods', () => {
  it('are said as people say them', () => expect(periodLabel('7-5')).toBe('周日晚上'));
  it('come once each, in the order of the week', () =>
    expect(parseWeeklyPeriods(['4-1', '1-2', '4-1'])).toEqual(['1-2', '4-1']));
  it.each(['0-1', '8-1', '1-0', '1-6', '', '1-1 '])('refuse %j', (text) => {
    expect(() => parseWeeklyPeriods(['1-1', text])).toThrow('看不懂空闲时间');
  });
});
