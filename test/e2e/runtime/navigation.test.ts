import { describe, expect, it } from 'vitest';
import { type Phone, useFixture } from './harness';

const { open } = useFixture();

const START = '/pages/start/start';
const titleOf = (phone: Phone) => phone.page.locator('.bar-title');
const refusal = (
  phone: Phone,
  method: 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch' | 'navigateBack',
  url = '',
) =>
  phone.wx(
    (wx, given) =>
      new Promise<string>((resolve) => {
        (wx[given.method] as WechatMiniprogram.Wx['navigateTo'])({
          url: given.url,
          success: () => resolve('done'),
          fail: ({ errMsg }: { errMsg: string }) => resolve(errMsg),
        });
      }),
    { method, url },
  );
/** What happens on the way to another page. */
async function saidOn(phone: Phone, method: Parameters<typeof refusal>[1], url?: string): Promise<string[]> {
  await phone.forget();
  expect(await refusal(phone, method, url)).toBe('done');
  return phone.said();
}

describe('the life of pages', () => {
  it('the app starts, then its first page: components before it, ready at the end', async () => {
    const phone = await open(START);
    expect(await phone.said()).toEqual([
      'app onLaunch',
      'app onShow',
      'part attached',
      'start onLoad',
      'start onShow',
      'part page shown',
      'part ready',
      'start onReady',
    ]);
  });

  it('navigateTo hides the page below, back unloads the one on top', async () => {
    const phone = await open(START);
    expect(await saidOn(phone, 'navigateTo', '/pages/detail/detail?id=1')).toEqual([
      'start onHide',
      'part page hidden',
      'part attached',
      'detail onLoad {"id":"1"}',
      'detail onShow',
      'part page shown',
      'part ready',
      'detail onReady',
    ]);
    expect(await saidOn(phone, 'navigateBack')).toEqual([
      'detail onUnload',
      'part detached',
      'start onShow',
      'part page shown',
    ]);
  });

  it('redirectTo unloads instead of hiding', async () => {
    const phone = await open(START);
    await saidOn(phone, 'navigateTo', '/pages/detail/detail');
    expect(await saidOn(phone, 'redirectTo', '/pages/long/long')).toEqual([
      'detail onUnload',
      'part detached',
      'long onLoad',
      'long onShow',
      'long onReady',
    ]);
    expect(await phone.call('stack')).toEqual(['pages/start/start', 'pages/long/long']);
  });

  it('switchTab keeps the pages of tabs and unloads all others', async () => {
    const phone = await open(START);
    expect(await saidOn(phone, 'switchTab', '/pages/mine/mine')).toEqual([
      'start onHide',
      'part page hidden',
      'mine onLoad',
      'mine onShow',
      'mine onReady',
    ]);
    expect(await saidOn(phone, 'switchTab', START)).toEqual([
      'mine onHide',
      'start onShow',
      'part page shown',
    ]);
    await saidOn(phone, 'navigateTo', '/pages/long/long');
    expect(await saidOn(phone, 'switchTab', '/pages/mine/mine')).toEqual(['long onUnload', 'mine onShow']);
    expect(await saidOn(phone, 'switchTab', '/pages/mine/mine')).toEqual([]);
  });

  it('reLaunch unloads everything, hidden tabs included', async () => {
    const phone = await open(START);
    await saidOn(phone, 'switchTab', '/pages/mine/mine');
    expect(await saidOn(phone, 'reLaunch', '/pages/plain/plain?a=1')).toEqual([
      'mine onUnload',
      'start onUnload',
      'part detached',
      'plain onLoad {"a":"1"}',
      'plain onShow',
      'plain onReady',
    ]);
    expect(await phone.call('stack')).toEqual(['pages/plain/plain']);
  });
});

describe('the stack', () => {
  it('holds ten pages; the eleventh is refused and nothing is hidden', async () => {
    const phone = await open(START);
    for (let depth = 2; depth <= 10; depth += 1)
      await saidOn(phone, 'navigateTo', `/pages/plain/plain?d=${depth}`);
    await phone.forget();
    expect(await refusal(phone, 'navigateTo', '/pages/plain/plain')).toBe(
      'navigateTo:fail webview count limit exceed: 10',
    );
    expect(await phone.said()).toEqual([]);
    expect(await phone.call('stack')).toHaveLength(10);
  });

  it('goes back over several pages at once, and never below the first', async () => {
    const phone = await open(START);
    for (const id of [1, 2, 3]) await saidOn(phone, 'navigateTo', `/pages/plain/plain?id=${id}`);
    await phone.wx((wx) => wx.navigateBack({ delta: 2 }));
    expect(await phone.call('stack')).toHaveLength(2);
    await phone.wx((wx) => wx.navigateBack({ delta: 9 }));
    expect(await phone.call('stack')).toEqual(['pages/start/start']);
    expect(await refusal(phone, 'navigateBack')).toBe('navigateBack:fail cannot navigate back at first page');
  });

  it.each([
    ['navigateTo', '/pages/mine/mine', 'navigateTo:fail can not navigateTo a tabbar page'],
    ['redirectTo', '/pages/mine/mine', 'redirectTo:fail can not redirectTo a tabbar page'],
    ['switchTab', '/pages/detail/detail', 'switchTab:fail can not switch to no-tabBar page'],
    ['switchTab', '/pages/mine/mine?a=1', 'switchTab:fail url query is not allowed'],
    ['navigateTo', '/pages/none/none', 'navigateTo:fail page "pages/none/none" is not found'],
    ['reLaunch', '/pages/none/none', 'reLaunch:fail page "pages/none/none" is not found'],
  ] as const)('%s %s: %s', async (method, url, reason) => {
    const phone = await open(START);
    await phone.forget();
    expect(await refusal(phone, method, url)).toBe(reason);
    expect(await phone.said()).toEqual([]);
  });

  it('a page whose code throws is reported, and the page below is back', async () => {
    const phone = await open(START);
    await phone.forget();
    expect(await refusal(phone, 'navigateTo', '/pages/throws/throws')).toContain('navigateTo:fail');
    await expect.poll(() => phone.shown.innerText()).toContain('首页');
    expect(await phone.said()).not.toContain('start onUnload');
    const faults = await phone.faults();
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^这一页坏了 @ .*miniprogram\/pages\/throws\/throws\.js:1:/);
  });

  it('queries arrive as they are written, not decoded', async () => {
    const phone = await open(START);
    await saidOn(phone, 'navigateTo', '/pages/detail/detail?id=%E4%B8%89&empty=&bare&eq=a=b');
    expect(await phone.said()).toContain('detail onLoad {"id":"%E4%B8%89","empty":"","bare":"","eq":"a=b"}');
  });

  it('paths may be relative to the page, into a subpackage and out of it', async () => {
    const phone = await open(START);
    await saidOn(phone, 'navigateTo', '../../more/far/far');
    await expect.poll(() => phone.shown.innerText()).toBe('远处');
    await saidOn(phone, 'navigateTo', '../../pages/plain/plain');
    expect(await phone.call('stack')).toEqual(['pages/start/start', 'more/far/far', 'pages/plain/plain']);
  });

  it('a page keeps its place while others lie on it', async () => {
    const phone = await open('/pages/long/long');
    await phone.shown.evaluate((host) => host.scrollTo(0, 700));
    await saidOn(phone, 'navigateTo', '/pages/plain/plain');
    await saidOn(phone, 'navigateBack');
    expect(await phone.shown.evaluate((host) => host.scrollTop)).toBe(700);
  });
});

describe('bar and tabs', () => {
  it('the bar names the page and leads back, or home where there is no page before', async () => {
    const phone = await open('/pages/detail/detail?id=9');
    expect(await titleOf(phone).innerText()).toBe('详情');
    await phone.page.getByRole('button', { name: '返回首页' }).click();
    await expect.poll(() => titleOf(phone).innerText()).toBe('首页');
    expect(await phone.page.locator('.bar-leave').isVisible()).toBe(false);
    await saidOn(phone, 'navigateTo', '/pages/detail/detail');
    await phone.page.getByRole('button', { name: '返回', exact: true }).click();
    await expect.poll(() => titleOf(phone).innerText()).toBe('首页');
  });

  it('a title that a page sets is that page’s alone', async () => {
    const phone = await open(START);
    await phone.wx((wx) => wx.setNavigationBarTitle({ title: '改过' }));
    expect(await titleOf(phone).innerText()).toBe('改过');
    await saidOn(phone, 'navigateTo', '/pages/detail/detail');
    expect(await titleOf(phone).innerText()).toBe('详情');
    await saidOn(phone, 'navigateBack');
    expect(await titleOf(phone).innerText()).toBe('改过');
  });

  it('tabs are there on the pages of tabs, and open them', async () => {
    const phone = await open(START);
    const tabs = phone.page.getByRole('navigation', { name: '标签栏' });
    await tabs.getByRole('button', { name: '我的' }).click();
    await expect.poll(() => phone.shown.innerText()).toBe('我的');
    expect(await tabs.locator('[aria-current=page]').innerText()).toBe('我的');
    expect(phone.page.url()).toContain('#/pages/mine/mine');
    await saidOn(phone, 'navigateTo', '/pages/plain/plain');
    expect(await tabs.isVisible()).toBe(false);
  });

  it('a badge stands on its tab until it is taken away; elsewhere it is refused', async () => {
    const phone = await open(START);
    const badge = phone.page.locator('#tabs b');
    await phone.wx((wx) => wx.setTabBarBadge({ index: 1, text: '7' }));
    expect(await badge.innerText()).toBe('7');
    await phone.wx((wx) => wx.showTabBarRedDot({ index: 1 }));
    expect(await badge.getAttribute('class')).toBe('dot');
    await phone.wx((wx) => wx.removeTabBarBadge({ index: 1 }));
    expect(await badge.count()).toBe(0);
    const fails = (index: number) =>
      phone.wx(
        (wx, at) => wx.setTabBarBadge({ index: at, text: '1' }).then(String, ({ errMsg }) => errMsg),
        index,
      );
    expect(await fails(5)).toBe('setTabBarBadge:fail not TabBar page');
    await saidOn(phone, 'navigateTo', '/pages/plain/plain');
    expect(await fails(1)).toBe('setTabBarBadge:fail not TabBar page');
  });
});
