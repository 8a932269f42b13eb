import { afterEach, expect, it, vi } from 'vitest';
import { asksAgain, asksAgainOnPull, reads } from '../../../miniprogram/behaviors/asks-again';

afterEach(() => vi.unstubAllGlobals());

it('waits while it is asked again', () => {
  const page = { setData: vi.fn(), read: vi.fn(async () => {}) };
  asksAgain.onRetry.call(page);
  expect(page.setData).toHaveBeenCalledWith({ state: 'loading' });
  expect(page.read).toHaveBeenCalledOnce();
});

it('keeps what is on the page while it is pulled down, and lets go once it was read', async () => {
  const stop = vi.fn();
  vi.stubGlobal('wx', { stopPullDownRefresh: stop });
  const page = { setData: vi.fn(), read: vi.fn(async () => expect(stop).not.toHaveBeenCalled()) };
  await asksAgainOnPull.onPullDownRefresh.call(page);
  expect(page.read).toHaveBeenCalledOnce();
  expect(page.setData).not.toHaveBeenCalled();
  expect(stop).toHaveBeenCalledOnce();
});

it('shows what failed in place of the page', async () => {
  const page = {
    setData: vi.fn(),
    load: vi.fn(async () => {
      throw Object.assign(new Error('这位学生不在您的责任区。'), { code: 'NOT_FOUND' });
    }),
  };
  await reads.read.call(page, true);
  expect(page.load).toHaveBeenCalledWith(true);
  expect(page.setData).toHaveBeenCalledWith({
    state: 'error',
    failureTitle: '这里看不到',
    failureMessage: '这位学生不在您的责任区。',
    failureAction: 'back',
  });
});
