import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#core/domain/local-date';
import {
  type Holding,
  handoverDays,
  holdingsOfClass,
  isInForceOn,
  isVoid,
  onDuty,
  overlaps,
  tenureLabel,
  tenureState,
  voidedLastDay,
} from '#core/domain/tenure';

const held = (
  personId: string,
  firstDay: string,
  lastDay: string | null = null,
  actingFor: string | null = null,
): Holding => ({ personId, firstDay, lastDay, actingFor });

describe('a tenure', () => {
  it.each([
    ['2026-09-13', 'coming'],
    ['2026-09-14', 'in-force'],
    ['2026-09-20', 'in-force'],
    ['2026-09-21', 'over'],
  ])('on %s is %s', (day, state) => {
    expect(tenureState(held('a', '2026-09-14', '2026-09-20'), day)).toBe(state);
  });

  it('that was voided was never in force, and stands in nobody’s way', () => {
    const voided = held('a', '2026-09-14', voidedLastDay('2026-09-14'));
    expect(tenureState(voided, '2026-09-14')).toBe('void');
    expect(isInForceOn(voided, '2026-09-14')).toBe(false);
    expect(overlaps(voided, held('b', '2026-01-01'))).toBe(false);
    expect(tenureLabel(voided, '2026-09-14')).toBe('作废');
  });

  it('says its days', () => {
    expect(tenureLabel(held('a', '2024-09-01'), '2026-09-14')).toBe('2024年9月1日起');
    expect(tenureLabel(held('a', '2026-09-01', '2027-01-15'), '2026-09-14')).toBe('9月1日至2027年1月15日');
  });

  const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-09-01', days));
  const tenure = fc
    .record({ firstDay: day, length: fc.option(fc.integer({ min: -1, max: 30 })) })
    .map(({ firstDay, length }) => ({
      firstDay,
      lastDay: length === null ? null : addDays(firstDay, length),
    }));
  it('overlaps another exactly where a day lies in both', () => {
    fc.assert(
      fc.property(tenure, tenure, (a, b) => {
        const days = Array.from({ length: 100 }, (_, at) => addDays('2026-09-01', at));
        const common = days.some((one) => isInForceOn(a, one) && isInForceOn(b, one));
        expect(overlaps(a, b)).toBe(common);
        expect(overlaps(b, a)).toBe(common);
        expect(isVoid(a)).toBe(!days.some((one) => isInForceOn(a, one)));
      }),
    );
  });
});

describe('duties pass on', () => {
  it.each([
    ['to the first who comes', [held('a', '2026-09-01')], ['2026-09-01']],
    [
      'on the day after the former ended',
      [held('a', '2026-09-01', '2026-09-30'), held('b', '2026-10-01')],
      ['2026-09-01', '2026-10-01'],
    ],
    [
      'also after a gap',
      [held('a', '2026-09-01', '2026-09-30'), held('b', '2026-10-10')],
      ['2026-09-01', '2026-10-10'],
    ],
    [
      'not to a second one beside the first',
      [held('a', '2026-09-01'), held('b', '2026-10-01')],
      ['2026-09-01'],
    ],
    [
      'not to who goes on in a new term of office',
      [held('a', '2026-09-01', '2026-09-30'), held('a', '2026-10-01')],
      ['2026-09-01'],
    ],
    [
      'not to who stands in',
      [held('a', '2026-09-01'), held('b', '2026-10-01', '2026-10-10', 'a')],
      ['2026-09-01'],
    ],
    [
      'not by what was voided',
      [held('a', '2026-09-01'), held('b', '2026-10-01', '2026-09-30')],
      ['2026-09-01'],
    ],
  ])('%s', (_, holdings, days) => {
    expect(handoverDays(holdings)).toEqual(days);
    expect(handoverDays([...holdings].reverse())).toEqual(days);
  });

  it('to the counselors of the area that a class moved to, on the day of the move', () => {
    const areas: Record<string, Holding[]> = {
      one: [held('a', '2024-09-01')],
      two: [held('b', '2025-09-01')],
    };
    const ofArea = (id: string) => areas[id] ?? [];
    const moves = [{ from: 'one', to: 'two', on: '2026-09-14' }];
    const holdings = holdingsOfClass('two', moves, ofArea);
    expect(holdings).toEqual([held('a', '2024-09-01', '2026-09-13'), held('b', '2026-09-14')]);
    expect(handoverDays(holdings)).toEqual(['2024-09-01', '2026-09-14']);
    // There and back on one day: nothing passed on.
    const back = [
      { from: 'one', to: 'two', on: '2026-09-14' },
      { from: 'two', to: 'one', on: '2026-09-14' },
    ];
    expect(handoverDays(holdingsOfClass('one', back, ofArea))).toEqual(['2024-09-01']);
  });
});

it('whoever is stood in for is not on duty', () => {
  const a = { id: 'a', actingFor: null };
  const b = { id: 'b', actingFor: { id: 'a' } };
  const c = { id: 'c', actingFor: null };
  expect(onDuty([a, b, c])).toEqual([b, c]);
});
