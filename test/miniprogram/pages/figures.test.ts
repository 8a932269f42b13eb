import { afterEach, expect, it, vi } from 'vitest';
import { makePage } from '../page';

const { call } = vi.hoisted(() => ({ call: vi.fn() }));
vi.mock('../../../miniprogram/services/api', () => ({ call }));
vi.mock('../../../miniprogram/services/session', () => ({
  getMe: async () => ({ activeRole: 'leader', today: '2026-09-14' }),
}));
afterEach(() => vi.unstubAllGlobals());

const TERM = '2025-2026-1';
const FIGURES = {
  term: TERM,
  terms: [{ term: TERM, tiers: [{ tier: 3, value: 2 }], total: 2 }],
  splits: [],
  isWhole: true,
  audience: 'group',
};

it('the figures of a semester stand also where the weeks ahead could not be read', async () => {
  call.mockImplementation(async (action: string) => {
    if (action === 'figures.show') return FIGURES;
    throw Object.assign(new Error('没有连上服务器'), { code: 'OFFLINE' });
  });
  const page = await makePage(() => import('../../../miniprogram/meeting/figures/figures'));
  await page.read();
  expect(page.data).toMatchObject({
    state: 'content',
    termLabels: ['2025-2026学年第1学期'],
    aheadError: '今后六周要谈的没有读出来：没有连上服务器。',
  });
});
