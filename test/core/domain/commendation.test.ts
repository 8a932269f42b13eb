import { describe, expect, it } from 'vitest';
import { figuresOf } from '#core/domain/commendation';

const help = [
  { volunteerId: 'a', minutes: 60, studentId: 's' },
  { volunteerId: 'a', minutes: 30, studentId: 's' },
  { volunteerId: 'b', minutes: 45, studentId: 's' },
  { volunteerId: 'b', minutes: 45, studentId: 't' },
];
const recovered = [
  { studentId: 's', code: 'SK01', credit: 300 },
  { studentId: 's', code: 'SK01', credit: 300 },
  { studentId: 't', code: 'SK01', credit: 250 },
  { studentId: 'u', code: 'SK09', credit: 900 },
];

describe('figures for 表彰', () => {
  it.each([
    ['one', ['a'], { minutes: 90, sessions: 2, students: 1, recovered: 300 }],
    ['another', ['b'], { minutes: 90, sessions: 2, students: 2, recovered: 550 }],
    [
      'a team: whom both helped counts once',
      ['a', 'b'],
      { minutes: 180, sessions: 4, students: 2, recovered: 550 },
    ],
    ['one who did nothing', ['c'], { minutes: 0, sessions: 0, students: 0, recovered: 0 }],
  ])('of %s', (_, ids, figures) => expect(figuresOf(help, recovered, ids)).toEqual(figures));
});
