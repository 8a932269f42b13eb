import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Instance, makeComponent } from '../component';

let frame: Instance;
let left: string[];
let depth: number;
beforeEach(async () => {
  left = [];
  depth = 1;
  vi.stubGlobal('getCurrentPages', () => Array.from({ length: depth }));
  vi.stubGlobal('wx', {
    navigateBack: () => left.push('back'),
    switchTab: ({ url }: { url: string }) => left.push(url),
    reLaunch: ({ url }: { url: string }) => left.push(url),
  });
  frame = await makeComponent(() => import('../../../miniprogram/components/page-frame/page-frame'));
});
afterEach(() => vi.unstubAllGlobals());

describe('a page that could not be read', () => {
  it.each([
    ['retry', 1, ['retry'], []],
    ['retry', 2, ['retry'], []],
    ['back', 2, [], ['back']],
    ['back', 1, [], ['/pages/today/today']],
    ['activate', 1, [], ['/pages/sign-in/sign-in?new=1']],
  ])('offers %s, as page %i of the stack: asks %o, goes %o', (failureAction, pages, events, way) => {
    depth = pages;
    frame.give({ failureAction });
    frame.run('onFailureAction');
    expect(frame.events).toEqual(events);
    expect(left).toEqual(way);
  });
});

describe('who reads and in which role', () => {
  const me = {
    name: '顾明澜',
    workNo: 'T001',
    today: '2026-09-14',
    activeRole: 'adviser',
    roles: [
      { role: 'adviser', scope: '生物科学241' },
      { role: 'counselor', scope: '一区' },
    ],
  };
  const frameFor = (known: object | null) => {
    vi.doMock('../../../miniprogram/services/session', () => ({
      knownMe: () => known,
      getMe: async () => me,
    }));
    return makeComponent(() => import('../../../miniprogram/components/page-frame/page-frame'));
  };
  afterEach(() => void vi.doUnmock('../../../miniprogram/services/session'));

  it('says the role where there are several, once, and nothing for nobody', async () => {
    const shown = async (known: object | null, given: Record<string, unknown> = {}) => {
      const one = await frameFor(known);
      one.give(given);
      one.give({ state: 'content' });
      return one.data.role;
    };
    expect(await shown(me)).toBe('班主任 生物科学241');
    expect(await shown({ ...me, activeRole: 'counselor' })).toBe('辅导员 一区');
    expect(await shown(me, { showsRole: true })).toBe('');
    expect(await shown({ ...me, roles: me.roles.slice(0, 1) })).toBe('');
    expect(await shown(null)).toBe('');
  });

  it('lays the reader’s name over a sensitive page, and over no other', async () => {
    const open = await frameFor(null);
    open.give({ isSensitive: false });
    const shut = await frameFor(null);
    shut.give({ isSensitive: true });
    await vi.waitFor(
      () => expect(decodeURIComponent(String(shut.data.watermark))).toContain('顾明澜 T001 2026-09-14'),
      60_000,
    );
    expect(open.data.watermark).toBe('');
  });
});
