import { describe, expect, it } from 'vitest';
import { type Phone, useFixture } from './harness';

const { open } = useFixture();
const openLong = async (options = {}): Promise<Phone> => {
  const phone = await open('/pages/long/long', options);
  await phone.forget();
  return phone;
};
/** Scrolls and waits until the page has been told. */
async function scrollTo(phone: Phone, from: 'top' | 'bottom', distance: number): Promise<void> {
  const top = await phone.shown.evaluate(
    (host, to) => {
      host.scrollTo(0, to.from === 'top' ? to.distance : host.scrollHeight - host.clientHeight - to.distance);
      return host.scrollTop;
    },
    { from, distance },
  );
  await expect.poll(() => phone.call('position')).toBe(top);
}

describe('the end of a page', () => {
  it('is reached once for each arrival, from the distance that the page names', async () => {
    const phone = await openLong();
    await scrollTo(phone, 'bottom', 21);
    expect(await phone.said()).toEqual([]);
    await scrollTo(phone, 'bottom', 20);
    await scrollTo(phone, 'bottom', 5);
    await scrollTo(phone, 'bottom', 0);
    expect(await phone.said()).toEqual(['onReachBottom']);
    await scrollTo(phone, 'bottom', 400);
    await scrollTo(phone, 'bottom', 0);
    expect(await phone.said()).toEqual(['onReachBottom', 'onReachBottom']);
  });

  it('is reached anew when the page has grown', async () => {
    const phone = await openLong();
    await scrollTo(phone, 'bottom', 0);
    await phone.call('more');
    await phone.shown.getByText('第 50 行').waitFor();
    await scrollTo(phone, 'bottom', 0);
    expect(await phone.said()).toEqual(['onReachBottom', 'onReachBottom']);
  });

  it('pageScrollTo goes to a height or an element', async () => {
    const phone = await openLong();
    await phone.wx((wx) => wx.pageScrollTo({ scrollTop: 300, duration: 0 }));
    expect(await phone.shown.evaluate((host) => host.scrollTop)).toBe(300);
    await phone.wx((wx) => wx.pageScrollTo({ selector: '#seen', offsetTop: -900, duration: 0 }));
    expect(await phone.shown.evaluate((host) => host.scrollTop)).toBe(40 + 30 * 80 - 900);
  });
});

describe('pulling down', () => {
  it('by wx.startPullDownRefresh, until it is stopped', async () => {
    const phone = await openLong();
    const dots = phone.shown.locator('.pull-dots.on');
    await phone.wx((wx) => wx.startPullDownRefresh());
    expect(await phone.said()).toEqual(['onPullDownRefresh']);
    expect(await dots.count()).toBe(1);
    await phone.wx((wx) => wx.startPullDownRefresh());
    expect(await phone.said()).toHaveLength(1);
    await phone.wx((wx) => wx.stopPullDownRefresh());
    await dots.waitFor({ state: 'detached' });
  });

  it('by finger: far enough refreshes, a little does not', async () => {
    const phone = await openLong({ hasTouch: true });
    const session = await phone.page.context().newCDPSession(phone.page);
    const pull = async (distance: number) => {
      const at = (y: number) => [{ x: 200, y }];
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(150) });
      for (const part of [0.5, 1]) {
        await session.send('Input.dispatchTouchEvent', {
          type: 'touchMove',
          touchPoints: at(150 + distance * part),
        });
      }
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    await pull(60);
    await phone.shown.locator('.pull-dots').waitFor({ state: 'detached' });
    expect(await phone.said()).toEqual([]);
    await pull(200);
    await expect.poll(() => phone.said()).toEqual(['onPullDownRefresh']);
  });

  it('by mouse, but not from the middle of the page', async () => {
    const phone = await openLong();
    const pull = async () => {
      await phone.page.mouse.move(200, 150);
      await phone.page.mouse.down();
      await phone.page.mouse.move(200, 250);
      await phone.page.mouse.move(200, 350);
      await phone.page.mouse.up();
    };
    await scrollTo(phone, 'top', 100);
    await pull();
    expect(await phone.said()).toEqual([]);
    await scrollTo(phone, 'top', 0);
    await pull();
    expect(await phone.said()).toEqual(['onPullDownRefresh']);
  });
});

describe('sharing', () => {
  it('by a button tells which button, and shows what would be sent', async () => {
    const phone = await openLong();
    await phone.shown.getByRole('button', { name: '转发' }).click();
    const dialog = phone.page.getByRole('dialog', { name: '转发' });
    expect(await dialog.innerText()).toContain('三号的学习计划\n/pages/detail/detail?id=3');
    expect(await phone.said()).toContain('onShareAppMessage button share 三号');
  });

  it('by the menu of the bar, where the page has something to share', async () => {
    const phone = await openLong();
    const more = phone.page.getByRole('button', { name: '更多' });
    await more.click();
    await phone.page.getByRole('dialog').getByRole('button', { name: '转发' }).click();
    await phone.page.getByRole('dialog', { name: '转发' }).waitFor();
    expect(await phone.said()).toEqual(['onShareAppMessage menu']);
    const plain = await open('/pages/plain/plain');
    await plain.page.getByRole('button', { name: '更多' }).click();
    expect(await plain.page.getByRole('dialog').getByRole('button').allInnerTexts()).toEqual([
      '重新进入小程序',
      '取消',
    ]);
  });
});

it('an element is observed as it comes into view and goes', async () => {
  const phone = await openLong();
  await phone.call('watch');
  await expect.poll(() => phone.said()).toEqual(['seen false']);
  await scrollTo(phone, 'bottom', 0);
  await expect.poll(() => phone.said()).toContain('seen true');
  await phone.forget();
  await scrollTo(phone, 'top', 0);
  await expect.poll(() => phone.said()).toEqual(['seen false']);
  await phone.call('unwatch');
  await phone.forget();
  await scrollTo(phone, 'bottom', 0);
  expect(await phone.said()).toEqual(['onReachBottom']);
});

it('the system’s theme changes the colours of the bar, the app and the listeners', async () => {
  const phone = await open('/pages/start/start', { colorScheme: 'light' });
  const bar = () =>
    phone.page.locator('#bar').evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await bar()).toBe('rgb(240, 240, 232)');
  expect(await phone.wx((wx) => wx.getAppBaseInfo().theme)).toBe('light');
  await phone.wx((wx) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    wx.onThemeChange(({ theme }) => seen.push(theme));
  });
  await phone.page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(bar).toBe('rgb(16, 32, 48)');
  expect(await phone.said()).toContain('app onThemeChange dark');
  expect(await phone.page.evaluate('seen')).toEqual(['dark']);
  expect(await phone.wx((wx) => wx.getSystemInfoSync().theme)).toBe('dark');
  expect(await phone.shown.evaluate((host) => getComputedStyle(host).backgroundColor)).toBe(
    'rgb(24, 24, 24)',
  );
});
