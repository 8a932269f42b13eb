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
