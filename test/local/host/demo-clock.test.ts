import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDemoClock } from '../../../local/host/demo-clock';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'clock-'));
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the clock of the demo', () => {
  it.each([
    ['2025-11-24T15:59:59Z', '2026-09-14'],
    ['2025-11-24T16:00:00Z', '2026-09-14'],
    ['2025-11-24T00:00:00Z', '2026-09-14'],
  ])('first opened at %s, stands on the Monday it starts with in China', (now, today) => {
    vi.setSystemTime(now);
    expect(openDemoClock(dataDir).today()).toBe(today);
  });

  it('turns its day at midnight in China, not in Greenwich', () => {
    vi.setSystemTime('2025-11-24T15:59:59Z');
    const clock = openDemoClock(dataDir);
    vi.setSystemTime('2025-11-24T16:00:00Z');
    expect(clock.today()).toBe('2026-09-15');
  });

  it('goes on by days after it was closed', () => {
    vi.setSystemTime('2025-11-24T01:00:00Z');
    openDemoClock(dataDir).setToday('2027-02-28');
    vi.setSystemTime('2025-11-25T01:00:00Z');
    expect(openDemoClock(dataDir).today()).toBe('2027-03-01');
  });

  it.each(['2026-02-30', 'tomorrow', '26-01-01', '1999-01-01'])('refuses %s', (day) => {
    vi.setSystemTime('2025-11-24T01:00:00Z');
    const clock = openDemoClock(dataDir);
    expect(() => clock.setToday(day)).toThrow(RangeError);
    expect(clock.today()).toBe('2026-09-14');
  });

  it('gives a Date whose now is moved and whose other ways are the real ones', () => {
    vi.setSystemTime('2025-11-24T01:02:03Z');
    const { Date: Moved } = openDemoClock(dataDir);
    expect(new Moved().toISOString()).toBe('2026-09-14T01:02:03.000Z');
    expect(new Moved(Moved.now()).toISOString()).toBe('2026-09-14T01:02:03.000Z');
    expect(new Moved('2020-01-02').toISOString()).toBe('2020-01-02T00:00:00.000Z');
    expect(Moved.UTC(2020, 0, 1)).toBe(Date.UTC(2020, 0, 1));
    expect(new Moved()).toBeInstanceOf(Date);
    expect(new Date(0)).toBeInstanceOf(Moved);
  });
});
