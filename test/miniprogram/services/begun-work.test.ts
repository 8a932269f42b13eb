import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetBegun, keepBegun, readBegun } from '../../../miniprogram/services/begun-work';
import { installWx } from '../wx';

beforeEach(() => {
  installWx();
  vi.useFakeTimers({ now: Date.parse('2026-09-14T02:42:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('is there for whoever comes back within half an hour, and for nobody else', () => {
  keepBegun('p', 'screening-run', 'run', { id: 's-1' });
  vi.advanceTimersByTime(29 * 60_000);
  expect(readBegun('p', 'screening-run', 'run')).toEqual({ id: 's-1' });
  expect(readBegun('q', 'screening-run', 'run')).toBeNull();
  expect(readBegun('p', 'import-apply', 'run')).toBeNull();
  vi.advanceTimersByTime(2 * 60_000);
  expect(readBegun('p', 'screening-run', 'run')).toBeNull();
});

it('is gone once the answer came', () => {
  keepBegun('p', 'import-apply', 'i-1', {});
  forgetBegun('p', 'import-apply', 'i-1');
  expect(readBegun('p', 'import-apply', 'i-1')).toBeNull();
});
