import { describe, expect, it } from 'vitest';
import { type Phone, useFixture } from './harness';

const { open } = useFixture();
const openParts = () => open('/pages/parts/parts');
const styleOf = (phone: Phone, selector: string, name: string) =>
  phone.shown
    .locator(selector)
    .first()
    .evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name);

describe('behaviors and relations', () => {
  it('a behavior brings properties, data, methods and lifetimes, before the component’s own', async () => {
    const phone = await openParts();
    const said = await phone.said();
    expect(said.indexOf('behavior attached')).toBeGreaterThan(-1);
    expect(said.indexOf('component attached')).toBe(said.indexOf('behavior attached') + 1);
    await phone.forget();
    await phone.shown.getByText('加 0').click();
    await phone.shown.getByText('加 2').click();
    await phone.shown.getByText('加 4').waitFor();
    expect(await phone.said()).toEqual([
      'observed 2',
      'counted 2 counter',
      'observed 4',
      'counted 4 counter',
    ]);
  });

  it('related components know each other, as they come and go', async () => {
    const phone = await openParts();
    const linked = (await phone.said()).filter((line) => line.includes('linked'));
    expect(linked.sort()).toEqual(['list linked 乙', 'list linked 甲', 'row linked 乙', 'row linked 甲']);
    expect(await phone.call('names')).toEqual(['甲', '乙']);
    await phone.forget();
    await phone.setData({ names: ['乙'] });
    expect(await phone.said()).toContain('list unlinked 甲');
    expect(await phone.call('names')).toEqual(['乙']);
  });
});

describe('slots, generics and templates', () => {
  it('several slots take what is meant for each', async () => {
    const phone = await openParts();
    const text = (part: string) => phone.shown.locator(`.framed [class*=${part}]`).first().innerText();
    expect(await text('head')).toBe('头');
    expect(await text('frame-body')).toBe('中');
    expect(await text('foot')).toBe('脚');
  });

  it('a generic is the component that the user names, or the default', async () => {
    const phone = await openParts();
    expect(await phone.shown.locator('.shelf').innerText()).toBe('甲\n乙');
    expect(await phone.shown.locator('.fancy').innerText()).toBe('★甲\n★乙');
  });

  it('WXS from files, from files that require others, and inline', async () => {
    const phone = await openParts();
    expect(await phone.shown.locator('.wxs').innerText()).toBe('甲、乙 有数字 无数字 42');
  });

  it('an imported template shows the data that it is given', async () => {
    const phone = await openParts();
    await phone.setData({ typed: '右' });
    expect(await phone.shown.locator('.pair').innerText()).toBe('左 = 右');
  });
});

describe('style', () => {
  it('a component and its page do not reach each other’s classes', async () => {
    const phone = await openParts();
    expect(await styleOf(phone, '.framed .frame-body, .framed [class*=frame-body]', 'background-color')).toBe(
      'rgb(10, 20, 30)',
    );
    expect(await styleOf(phone, '.outside', 'background-color')).toBe('rgba(0, 0, 0, 0)');
    expect(await styleOf(phone, '.framed [class*=foot]', 'opacity')).toBe('0.5');
  });

  it('the app’s classes reach pages, but only those components that ask for it', async () => {
    const phone = await openParts();
    expect(await styleOf(phone, '.outside', 'color')).toBe('rgb(1, 2, 3)');
    expect(await styleOf(phone, '.framed [class*=frame-body]', 'color')).not.toBe('rgb(1, 2, 3)');
    expect(await styleOf(phone, '[class*=open-body]', 'color')).toBe('rgb(1, 2, 3)');
    expect(await styleOf(phone, '[class*=open-body]', 'background-color')).toBe('rgb(30, 20, 10)');
  });

  it('an external class is the page’s, inside the component', async () => {
    const phone = await openParts();
    expect(await styleOf(phone, '.framed [class*=frame-body]', 'text-align')).toBe('right');
  });

  it(':host styles the component’s own element', async () => {
    const phone = await openParts();
    expect(await styleOf(phone, '.framed', 'border-left-width')).toBe('3px');
  });

  it('rpx go by the width, vh by the page without bar and tabs', async () => {
    const phone = await openParts();
    const [rect, height] = await Promise.all([
      phone.shown.locator('.half').evaluate((element) => element.getBoundingClientRect().toJSON()),
      phone.page.locator('#pages').evaluate((element) => element.clientHeight),
    ]);
    expect(rect.width).toBeCloseTo(195, 1);
    expect(rect.height).toBeCloseTo(height / 10, 1);
    expect(height).toBe(800);
  });

  it('classes follow the data', async () => {
    const phone = await openParts();
    const classes = () => phone.shown.locator('.a').getAttribute('class');
    expect(await classes()).toMatch(/^class a few$/);
    await phone.setData({ names: ['甲', '乙', '丙'] });
    expect(await classes()).toMatch(/^class a many$/);
  });
});

describe('both ways', () => {
  it('model:value of an input follows the person and the page', async () => {
    const phone = await openParts();
    const field = phone.shown.getByPlaceholder('双向');
    await field.fill('打字');
    expect(await phone.shown.locator('.echo').innerText()).toBe('输入：打字');
    await phone.setData({ typed: '来自页面' });
    expect(await field.inputValue()).toBe('来自页面');
  });

  it('model:value goes through a component, to its own input too', async () => {
    const phone = await openParts();
    await phone.shown.getByText('选 未选').click();
    await expect.poll(() => phone.shown.locator('.chosen').innerText()).toBe('选择：已选');
    await phone.shown.getByPlaceholder('内部').fill('手填');
    expect(await phone.shown.locator('.chosen').innerText()).toBe('选择：手填');
    expect((await phone.data()).chosen).toBe('手填');
  });
});

describe('measuring', () => {
  it('one element and several, from the top left of the page', async () => {
    const phone = await open('/pages/plain/plain');
    const [one, several, none] = await phone.wx(
      (wx) =>
        new Promise<unknown[]>((resolve) => {
          const query = wx.createSelectorQuery();
          query.select('#box').boundingClientRect();
          query.selectAll('.box').boundingClientRect();
          query.select('#none').boundingClientRect();
          query.exec(resolve);
        }),
    );
    const rect = { left: 20, top: 10, width: 100, height: 40, right: 120, bottom: 50, id: 'box' };
    expect(one).toMatchObject({ ...rect, dataset: { kind: '甲' } });
    expect(several).toMatchObject([rect, { top: 60, id: 'deep' }]);
    expect(none).toBeNull();
  });

  it('fields by name, and how far the page is scrolled', async () => {
    const phone = await open('/pages/long/long');
    await phone.shown.evaluate((host) => host.scrollTo(0, 500));
    const [fields, scroll] = await phone.wx(
      (wx) =>
        new Promise<unknown[]>((resolve) => {
          const query = wx.createSelectorQuery();
          query.select('#top').fields({ id: true, size: true, rect: true, dataset: true });
          query.selectViewport().scrollOffset();
          query.exec(resolve);
        }),
    );
    expect(fields).toMatchObject({ id: 'top', height: 40, top: -500 });
    expect(scroll).toMatchObject({ scrollTop: 500, scrollLeft: 0 });
  });

  it('inside a component, which the page’s own query does not reach', async () => {
    const phone = await open('/pages/plain/plain');
    const found = await phone.page.evaluate(async () => {
      const page = __runtime.pages().at(-1) as unknown as {
        wx(): WechatMiniprogram.Wx;
        selectComponent(selector: string): { measure(): Promise<{ width: number }> };
      };
      const part = page.selectComponent('#part');
      const of = (query: WechatMiniprogram.SelectorQuery) =>
        new Promise<{ width: number } | null>((done) => {
          query
            .select('#inside')
            .boundingClientRect()
            .exec(([rect]) => done(rect as { width: number } | null));
        });
      const inside = await part.measure();
      const within = await of(
        page
          .wx()
          .createSelectorQuery()
          .in(part as never),
      );
      const outside = await of(page.wx().createSelectorQuery());
      return [inside.width, within?.width, outside];
    });
    expect(found).toEqual([50, 50, null]);
  });

  it('gives a component the canvas that it draws on', async () => {
    const phone = await open('/pages/plain/plain');
    const found = await phone.page.evaluate(async () => {
      const page = __runtime.pages().at(-1) as unknown as {
        selectComponent(selector: string): {
          drawing(): Promise<{ node: HTMLCanvasElement | null }>;
        };
      };
      const { node } = await page.selectComponent('#part').drawing();
      return typeof node?.getContext('2d')?.fillRect;
    });
    expect(found).toBe('function');
  });
});
