import { afterEach, expect, it, vi } from 'vitest';
import { makePage } from '../page';
import { installWx } from '../wx';

const { call } = vi.hoisted(() => ({ call: vi.fn() }));
vi.mock('../../../miniprogram/services/api', () => ({ call, ApiError: Error, callQuietly: vi.fn() }));
vi.mock('../../../miniprogram/services/session', () => ({
  getMe: async () => ({ personId: 'p', activeRole: 'teacher', today: '2026-09-14' }),
}));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a form that was only looked at leaves no draft', async () => {
  vi.useFakeTimers();
  const phone = installWx();
  call.mockResolvedValue({ student: null, answerDays: 7 });
  const page = await makePage(() => import('../../../miniprogram/student/referral/referral'));
  await page.read();
  expect(page.data.state).toBe('content');
  vi.runAllTimers();
  await page.read();
  expect(page.data.draftLine).toBe('');
  expect([...phone.storage.keys()].filter((key) => key.startsWith('draft:'))).toEqual([]);
});
