import { describe, expect, it } from 'vitest';
import { useFixture } from './harness';

const { open } = useFixture();
const openPlain = () => open('/pages/plain/plain');

describe('storage', () => {
  it('keeps what JSON can keep, over a reload, apart from the browser’s own', async () => {
    const phone = await openPlain();
    await phone.wx((wx) => {
      wx.setStorageSync('draft', { text: '草稿', rows: [1, null] });
      wx.setStorageSync('zero', 0);
    });
    await phone.page.reload();
    expect(
      await phone.wx((wx) => [
        wx.getStorageSync('draft'),
        wx.getStorageSync('zero'),
        wx.getStorageSync('none'),
        wx.getStorageInfoSync().keys.sort(),
      ]),
    ).toEqual([{ text: '草稿', rows: [1, null] }, 0, '', ['draft', 'zero']]);
    await phone.wx((wx) => wx.removeStorageSync('draft'));
    expect(await phone.wx((wx) => wx.getStorageSync('draft'))).toBe('');
    await phone.wx((wx) => wx.clearStorageSync());
    expect(await phone.wx((wx) => wx.getStorageInfoSync().keys)).toEqual([]);
  });

  it('without Sync answers later; what is not there is a failure', async () => {
    const phone = await openPlain();
    expect(await phone.wx((wx) => wx.setStorage({ key: 'a', data: [1] }))).toEqual({
      errMsg: 'setStorage:ok',
    });
    expect(await phone.wx((wx) => wx.getStorage({ key: 'a' }))).toEqual({
      errMsg: 'getStorage:ok',
      data: [1],
    });
    expect(await phone.wx((wx) => wx.getStorage({ key: 'b' }).catch(({ errMsg }) => errMsg))).toBe(
      'getStorage:fail data not found',
    );
  });

  it.each([
    [1024 * 1024 - 2, 'kept'],
    [1024 * 1024 - 1, 'setStorageSync:fail entry size limit reached'],
  ])('an entry of %i characters and its quotes: %s', async (length, outcome) => {
    const phone = await openPlain();
    const write = await phone.wx((wx, count) => {
      try {
        wx.setStorageSync('a', 'x'.repeat(count));
        return 'kept';
      } catch (error) {
        return (error as Error).message;
      }
    }, length);
    expect(write).toBe(outcome);
  });

  it('that is full says so', async () => {
    const phone = await openPlain();
    const outcome = await phone.wx(async (wx) => {
      for (let index = 0; index < 12; index += 1) {
        try {
          await wx.setStorage({ key: `k${index}`, data: 'x'.repeat(1_000_000) });
        } catch (error) {
          return (error as { errMsg: string }).errMsg;
        }
      }
      return 'endless';
    });
    expect(outcome).toBe('setStorage:fail storage size limit reached');
  });
});

describe('calls', () => {
  it('with callbacks give no promise; success and complete, or fail and complete, get the same', async () => {
    const phone = await openPlain();
    const told = await phone.wx((wx) => {
      const of = (key: string) =>
        new Promise<unknown[]>((resolve) => {
          const heard: unknown[] = [];
          const returned: unknown = wx.getStorage({
            key,
            success: ({ errMsg }) => heard.push('success', errMsg),
            fail: ({ errMsg }) => heard.push('fail', errMsg),
            complete: ({ errMsg }) => resolve([...heard, 'complete', errMsg, typeof returned]),
          });
        });
      wx.setStorageSync('here', 1);
      return Promise.all([of('here'), of('gone')]);
    });
    expect(told).toEqual([
      ['success', 'getStorage:ok', 'complete', 'getStorage:ok', 'undefined'],
      ['fail', 'getStorage:fail data not found', 'complete', 'getStorage:fail data not found', 'undefined'],
    ]);
  });

  it('without callbacks give a promise, whose rejection nobody takes is a fault', async () => {
    const phone = await openPlain();
    await phone.wx((wx) => void wx.getStorage({ key: 'gone' }));
    await expect.poll(async () => (await phone.faults())[0]).toContain('getStorage:fail data not found');
  });
});

describe('over the page', () => {
  it('a toast stands for its time; loading stands until it is hidden', async () => {
    const phone = await openPlain();
    const toast = phone.page.locator('.toast');
    // Looked at inside the window: from outside it may be gone before it is asked for.
    const { text, stood } = await phone.wx(async (wx) => {
      const begun = performance.now();
      await wx.showToast({ title: '已保存', duration: 60 });
      const shown = document.querySelector('.toast')?.textContent;
      while (document.querySelector('.toast')) await new Promise(requestAnimationFrame);
      return { text: shown, stood: performance.now() - begun };
    });
    expect(text).toContain('已保存');
    expect(stood).toBeGreaterThanOrEqual(59);
    await phone.wx((wx) => wx.showLoading({ title: '正在读取', mask: true }));
    expect(await phone.page.locator('.toast-area').getAttribute('class')).toContain('blocking');
    await phone.wx((wx) => wx.hideLoading());
    expect(await toast.count()).toBe(0);
  });

  it('an action sheet gives the place of what is chosen, or fails as cancelled', async () => {
    const phone = await openPlain();
    const ask = () =>
      phone.wx((wx) =>
        wx.showActionSheet({ itemList: ['打印', '补充'] }).then(
          ({ tapIndex }) => tapIndex,
          ({ errMsg }) => errMsg,
        ),
      );
    const sheet = phone.page.getByRole('dialog');
    const first = ask();
    await sheet.getByRole('button', { name: '补充' }).click();
    expect(await first).toBe(1);
    const second = ask();
    await sheet.getByRole('button', { name: '取消' }).click();
    expect(await second).toBe('showActionSheet:fail cancel');
    const third = ask();
    await sheet.waitFor();
    await phone.page.mouse.click(10, 100);
    expect(await third).toBe('showActionSheet:fail cancel');
  });

  it.each([
    [0, 'showActionSheet:fail parameter error: itemList should have at least one item'],
    [7, 'showActionSheet:fail itemList should not be larger than 6'],
  ])('an action sheet of %i items is refused', async (count, reason) => {
    const phone = await openPlain();
    const refused = await phone.wx(
      (wx, length) =>
        wx.showActionSheet({ itemList: Array(length).fill('项') }).catch(({ errMsg }) => errMsg as string),
      count,
    );
    expect(refused).toBe(reason);
  });

  it.each([
    ['允许', 'accept'],
    ['拒绝', 'reject'],
  ])('to be sent messages: %s is %s for each template', async (button, answer) => {
    const phone = await openPlain();
    const asked = phone.wx((wx) => wx.requestSubscribeMessage({ tmplIds: ['one', 'two'] }));
    await phone.page.getByRole('dialog').getByRole('button', { name: button }).click();
    expect(await asked).toEqual({ errMsg: 'requestSubscribeMessage:ok', one: answer, two: answer });
  });

  it('more than three templates at once are refused', async () => {
    const phone = await openPlain();
    const refused = await phone.wx((wx) =>
      wx.requestSubscribeMessage({ tmplIds: ['1', '2', '3', '4'] }).catch(({ errMsg }) => errMsg as string),
    );
    expect(refused).toContain('tmplIds should have 1 to 3 items');
  });
});

describe('the phone', () => {
  it('says its size: the window is what the bar leaves of the screen', async () => {
    const phone = await openPlain();
    const { windowWidth, windowHeight, screenHeight, platform, SDKVersion } = await phone.wx((wx) =>
      wx.getSystemInfoSync(),
    );
    expect({ windowWidth, windowHeight, screenHeight, platform }).toEqual({
      windowWidth: 390,
      windowHeight: 800,
      screenHeight: 844,
      platform: 'devtools',
    });
    expect(SDKVersion).toMatch(/^3\.\d+\.\d+$/);
    expect(await phone.wx((wx) => wx.getWindowInfo().windowHeight)).toBe(800);
  });

  it('signs in by the code of the page around, and fails without one', async () => {
    const phone = await openPlain();
    const code = () =>
      phone.wx((wx) =>
        wx.login().then(
          ({ code }) => code,
          ({ errMsg }) => errMsg as string,
        ),
      );
    expect(await code()).toContain('login:fail');
    await phone.page.evaluate(() =>
      Object.assign(globalThis, { __preview: { login: async () => 'code-1' } }),
    );
    expect(await code()).toBe('code-1');
  });

  it('goes to the background and comes back with the window', async () => {
    const phone = await openPlain();
    await phone.forget();
    await phone.page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      const wx = __runtime.pages()[0]?.wx();
      wx?.onAppHide(() => heard.push('hidden'));
      wx?.onAppShow(() => heard.push('shown'));
      for (const visibilityState of ['hidden', 'visible']) {
        Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }
    });
    expect(await phone.page.evaluate('heard')).toEqual(['hidden', 'shown']);
    expect(await phone.said()).toEqual(['app onShow']);
  });

  it('copies and pastes, where the browser lets it', async () => {
    const phone = await open('/pages/plain/plain', { permissions: ['clipboard-read', 'clipboard-write'] });
    await phone.wx((wx) => wx.setClipboardData({ data: '20260012' }));
    expect(await phone.wx((wx) => wx.getClipboardData().then(({ data }) => data))).toBe('20260012');
  });

  it('getApp is the app, getCurrentPages the stack', async () => {
    const phone = await openPlain();
    expect(
      await phone.page.evaluate(
        () => (__runtime.pages()[0] as unknown as { app(): { note: string } }).app().note,
      ),
    ).toBe('全局');
    expect(await phone.call('stack')).toEqual(['pages/plain/plain']);
  });
});
