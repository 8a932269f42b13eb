import { describe, expect, it } from 'vitest';
import { type Phone, useFixture } from './harness';

const { open } = useFixture();
const openWrong = async (kind = ''): Promise<Phone> => {
  const phone = await open('/pages/wrong/wrong');
  if (kind) await phone.setData({ kind });
  return phone;
};
const soleFault = async (phone: Phone): Promise<string | undefined> => {
  const faults = await phone.faults();
  expect(faults).toHaveLength(1);
  return faults[0];
};

describe('what the runtime lacks is reported by name, once', () => {
  it('an unknown tag, with its file', async () => {
    expect(await soleFault(await openWrong('tag'))).toBe('未知的组件 <live-player> @ pages/wrong/wrong.wxml');
  });

  it('a component that no JSON names, with its file', async () => {
    expect(await soleFault(await openWrong('component'))).toBe(
      '未知的组件 <forgotten-card> @ pages/wrong/wrong.wxml',
    );
  });

  it.each([
    ['picker', 'picker mode="region" 未在本地运行环境中实现'],
    ['refresher', 'scroll-view refresher-enabled 未在本地运行环境中实现'],
    ['icon', 'icon type="smile" 不存在'],
    ['wxs change', 'WXS 的属性监听（change:） 未在本地运行环境中实现'],
  ])('%s', async (kind, message) => {
    expect(await soleFault(await openWrong(kind))).toContain(message);
  });

  it.each([
    ['button', 'phone', 'button open-type="getPhoneNumber" 未在本地运行环境中实现'],
    ['navigator', 'exit', 'navigator open-type="exit" target="miniProgram" 未在本地运行环境中实现'],
    ['wxs event', 'scripted', 'WXS 的事件响应 未在本地运行环境中实现'],
  ])('%s, when it is used', async (kind, id, message) => {
    const phone = await openWrong(kind);
    await phone.shown.locator(`.${id}`).click();
    expect(await soleFault(phone)).toContain(message);
  });

  it('a wx function, thrown to who calls it', async () => {
    const phone = await openWrong();
    const thrown = await phone.wx((wx) => {
      try {
        wx.scanCode({});
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(thrown).toBe('wx.scanCode 未在本地运行环境中实现');
    expect(await soleFault(phone)).toContain(thrown);
    expect(await phone.wx((wx) => [wx.canIUse('scanCode'), wx.canIUse('showToast')])).toEqual([false, true]);
  });

  it('an option of a wx function, also where fail takes it', async () => {
    const phone = await openWrong();
    await phone.wx(
      (wx) =>
        new Promise<void>((done) => {
          wx.navigateTo({ url: '/pages/detail/detail', events: { a() {} }, fail: () => done() });
        }),
    );
    expect(await soleFault(phone)).toContain('navigateTo 的 events 未在本地运行环境中实现');
  });

  it('wx cannot be written to', async () => {
    const phone = await openWrong();
    const text = await phone.wx((wx) => {
      try {
        Object.assign(wx, { showToast: null });
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(text).toBe('wx.showToast 不能改写');
  });
});

describe('faults of the mini-program', () => {
  it('in a handler are shown with file and line, told to the app, and kept on the screen until closed', async () => {
    const phone = await openWrong();
    await phone.shown.getByText('出错').click();
    const panel = phone.page.getByRole('alert');
    expect(await panel.innerText()).toContain('处理时出错');
    expect(await panel.innerText()).toMatch(/miniprogram\/pages\/wrong\/wrong\.js:3:\d+/);
    expect(await phone.call('errors')).toEqual(['处理时出错']);
    expect(await soleFault(phone)).toContain('处理时出错');
    await panel.getByRole('button', { name: '关闭错误' }).click();
    expect(await panel.count()).toBe(0);
  });

  it('a handler that does not exist is named', async () => {
    const phone = await openWrong();
    const warned = phone.page.waitForEvent('console', (message) => message.text().includes('nobody'));
    await phone.shown.getByText('没有这个方法').click();
    await warned;
  });

  it('a rejection that nobody takes', async () => {
    const phone = await openWrong();
    await phone.page.evaluate(() => void Promise.reject(new Error('没人接')));
    await expect.poll(async () => (await phone.faults()).length).toBe(1);
    expect((await phone.faults())[0]).toBe('没人接 @ 未处理的 Promise 拒绝');
  });

  it('data that cannot be sent', async () => {
    const phone = await openWrong();
    await phone.page.evaluate(() => {
      const page = __runtime.pages().at(-1);
      page?.setData({ when: new Date(0) });
      page?.setData({ 'row.name': undefined });
      const round: Record<string, unknown> = {};
      round.self = round;
      try {
        page?.setData({ round });
      } catch {
        // Reported below.
      }
      page?.setData({ text: '字'.repeat(90_000) });
    });
    expect(await phone.faults()).toEqual([
      'setData 里的 when 是 Date，传不到页面 @ pages/wrong/wrong',
      'setData 里的 row.name 是 undefined @ pages/wrong/wrong',
      'setData 里的 round.self 指向自身 @ pages/wrong/wrong',
      '一次 setData 有 264 KB，超过 256 KB @ pages/wrong/wrong',
    ]);
  });

  it('an address that is no page, and the first page opens instead', async () => {
    const phone = await open('/pages/none/none');
    await expect.poll(() => phone.call('stack')).toEqual(['pages/start/start']);
    expect(await soleFault(phone)).toBe('没有这一页：/pages/none/none @ app.json');
  });

  it('the page around hears of faults and of each page', async () => {
    const phone = await open('/pages/wrong/wrong', {
      before: () => {
        const heard: string[] = [];
        Object.assign(globalThis, {
          heard,
          __preview: {
            onFault: ({ message }: { message: string }) => heard.push(message),
            onNavigate: (url: string) => heard.push(url),
          },
        });
      },
    });
    await phone.wx((wx) => wx.navigateTo({ url: '/pages/detail/detail?id=2' }));
    await phone.wx((wx) => wx.navigateBack());
    await phone.shown.getByText('出错').click();
    expect(await phone.page.evaluate('heard')).toEqual([
      '/pages/wrong/wrong',
      '/pages/detail/detail?id=2',
      '/pages/wrong/wrong',
      '处理时出错',
    ]);
    await phone.faults();
  });
});
