import { afterEach, expect, it, vi } from 'vitest';
import { asksAgain, asksAgainOnPull } from '../../../miniprogram/behaviors/asks-again';

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
