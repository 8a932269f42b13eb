import { describe, expect, it } from 'vitest';
import { type Phone, useFixture } from './harness';

const { open } = useFixture();
const openAreas = async (): Promise<Phone> => {
  const phone = await open('/pages/areas/areas');
  await phone.shown.locator('.near img').evaluate((image) => (image as HTMLImageElement).decode());
  await expect.poll(() => phone.said()).toContain('none error');
  return phone;
};
const scrolled = (phone: Phone) => phone.shown.locator('.scroll').evaluate((host) => host.scrollTop);

describe('scroll-view', () => {
  it('tells each arrival at its end and at its beginning once', async () => {
    const phone = await openAreas();
    await phone.forget();
    const to = (top: number) =>
      phone.shown.locator('.scroll').evaluate(
        (host, at) =>
          new Promise((done) => {
            host.addEventListener('scroll', done, { once: true });
            host.scrollTo(0, at);
          }),
        top,
      );
    for (const top of [500, 885, 900, 300, 10, 0]) await to(top);
    expect(await phone.said()).toEqual([
      'scroll scrolltolower {"direction":"bottom"}',
      'scroll scrolltoupper {"direction":"top"}',
    ]);
  });

  it('goes to the line or the height that the page names', async () => {
    const phone = await openAreas();
    await phone.setData({ into: 'line7' });
    await expect.poll(() => scrolled(phone)).toBe(350);
    await phone.setData({ scrollTop: 120 });
    await expect.poll(() => scrolled(phone)).toBe(120);
  });
});

it('swiper: by finger and by the page, each change once with its source', async () => {
  const phone = await openAreas();
  const changes = async () => (await phone.said()).filter((line) => line.startsWith('swiper'));
  await phone.setData({ current: 2 });
  await expect.poll(changes).toEqual(['swiper change {"current":2,"currentItemId":"","source":""}']);
  await phone.forget();
  await phone.shown.locator('.swiper-track').evaluate((track) => track.scrollTo({ left: 0 }));
  await expect.poll(changes).toEqual(['swiper change {"current":0,"currentItemId":"","source":"touch"}']);
  expect(await phone.shown.locator('.swiper-dots i').count()).toBe(3);
  expect(await phone.shown.locator('.swiper-dots i.on').evaluateAll((dots) => dots.length)).toBe(1);
});

it('picker-view: its columns stand where the page says, and tell where they are turned to', async () => {
  const phone = await openAreas();
  const column = phone.shown.locator('wx-picker-view-column').nth(1);
  await expect.poll(() => column.evaluate((element) => element.scrollTop)).toBe(88);
  await column.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect.poll(() => phone.said()).toContain('wheel change {"value":[1,0]}');
});

it('image: relative to the page and absolute, with its size, its name, and an error where there is none', async () => {
  const phone = await openAreas();
  expect(await phone.said()).toContain('near load {"width":1,"height":1}');
  expect(await phone.said()).toContain('none error');
  const picture = phone.shown.getByRole('img', { name: '圆点' });
  expect(await picture.getAttribute('src')).toBe('files/assets/dot.png');
  expect(await picture.evaluate((image) => getComputedStyle(image).objectFit)).toBe('contain');
});

describe('rich-text', () => {
  it('shows what WeChat allows, of a text', async () => {
    const phone = await openAreas();
    await phone.setData({
      html: '<p class="a" style="width:75rpx"><strong>粗</strong>&nbsp;<ol start="3"><li>项</li></ol></p>',
    });
    const rich = phone.shown.locator('.rich');
    expect(
      await rich
        .locator('p.a')
        .first()
        .evaluate((element) => getComputedStyle(element).width),
    ).toBe('39px');
    expect(await rich.locator('strong').innerText()).toBe('粗');
    expect(await rich.locator('ol').getAttribute('start')).toBe('3');
  });

  it.each([
    '<script>document.title = "X"</script>',
    '<img src="none.png" onerror="document.title = \'X\'">',
    '<svg onload="document.title = \'X\'"><a href="javascript:1">x</a></svg>',
    '<a href="java\nscript:document.title=1" onclick="document.title = \'X\'">连接</a>',
    '<iframe srcdoc="<script>parent.document.title = 1</script>"></iframe>',
    '<style>page { display: none }</style>',
    '<form action="/api/text"><button formaction="javascript:1">按</button></form>',
    '<math><mtext><script>document.title = "X"</script></mtext></math>',
  ])('lets nothing run, of %s', async (html) => {
    const phone = await openAreas();
    await phone.setData({ html });
    const left = await phone.shown.locator('.rich').innerHTML();
    expect(left).not.toMatch(/script|onerror|onload|onclick|href|iframe|<style|<form|<button|<svg/i);
    expect(await phone.page.title()).toBe('区域');
  });

  it('takes nodes under the same rules', async () => {
    const phone = await openAreas();
    await phone.setData({
      nodes: [
        {
          name: 'div',
          attrs: { class: 'b', onclick: 'x()' },
          children: [{ type: 'text', text: '<i>字</i>' }],
        },
        { name: 'iframe', attrs: { src: 'javascript:1' } },
        { name: 'A', attrs: { href: 'javascript:1' }, children: [{ type: 'text', text: '连' }] },
      ],
    });
    expect(await phone.shown.locator('.nodes').innerHTML()).toBe(
      '<div class="b">&lt;i&gt;字&lt;/i&gt;</div><a>连</a>',
    );
  });
});

it('progress and icon show what they are given', async () => {
  const phone = await openAreas();
  const bar = phone.shown.getByRole('progressbar');
  expect(await bar.getAttribute('aria-valuenow')).toBe('40');
  expect(await bar.innerText()).toBe('40%');
  expect((await phone.shown.locator('.icon').boundingBox())?.width).toBe(30);
  expect(await phone.shown.locator('.cover').innerText()).toContain('盖');
});

it('root-portal stands outside the page’s flow, works inside its data, and goes with it', async () => {
  const phone = await openAreas();
  await phone.forget();
  const portal = phone.shown.locator('.portal');
  expect(await portal.evaluate((element) => element.closest('page') === null)).toBe(true);
  await phone.setData({ into: 'line2' });
  expect(await portal.innerText()).toBe('浮层 line2');
  await portal.click();
  expect((await phone.said()).some((line) => line.startsWith('portal tap'))).toBe(true);
  await phone.setData({ portal: false });
  expect(await portal.count()).toBe(0);
});

it('page-meta styles the page, navigation-bar names it', async () => {
  const phone = await openAreas();
  const page = phone.shown.locator('page');
  expect(await phone.page.locator('.bar-title').innerText()).toBe('区域');
  await phone.setData({ locked: true, title: '改名' });
  expect(await page.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(4, 5, 6)');
  expect(await phone.page.locator('.bar-title').innerText()).toBe('改名');
});

it('navigator opens by click and by key, in its way', async () => {
  const phone = await openAreas();
  await phone.shown.getByRole('link', { name: '去详情' }).press('Enter');
  await expect.poll(() => phone.shown.innerText()).toContain('详情 7');
  await phone.wx((wx) => wx.navigateBack());
  await phone.shown.getByRole('link', { name: '去我的' }).click();
  await expect.poll(() => phone.call('stack')).toEqual(['pages/mine/mine']);
});
