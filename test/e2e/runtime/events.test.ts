import { describe, expect, it } from 'vitest';
import { type Phone, useFixture } from './harness';

const { open } = useFixture();
const openTouch = async (options = {}): Promise<Phone> => {
  const phone = await open('/pages/touch/touch', options);
  await phone.forget();
  return phone;
};
const at = (phone: Phone, id: string) => phone.shown.locator(`.${id}`);
/** Names without their details. */
const short = (said: readonly string[]) => said.map((line) => line.replace(/ \{.*$/, ''));

describe('taps', () => {
  it('come down by capture, then up by bind, with target, current target and dataset', async () => {
    const phone = await openTouch();
    await phone.setData({ row: { no: 4 } });
    await at(phone, 'leaf').click();
    const said = await phone.said();
    expect(short(said.slice(0, 1))).toEqual(['outer captures']);
    expect(said.slice(1, 3)).toEqual(['inner ["leaf","inner",{"caseId":"12","row":{"no":4}}]', 'at true']);
    expect(short(said.slice(3))).toEqual(['outer tap']);
  });

  it('end at catch on the way up, and at capture-catch on the way down', async () => {
    const phone = await openTouch();
    await at(phone, 'stop').click();
    expect(short(await phone.said())).toEqual(['outer captures', 'stop tap']);
    await phone.forget();
    await at(phone, 'guarded').click();
    expect(short(await phone.said())).toEqual(['guard tap']);
  });

  it('come under the old spelling without a colon', async () => {
    const phone = await openTouch();
    await at(phone, 'old').click();
    expect(short(await phone.said())).toEqual(['old tap']);
  });

  it('come from Enter and Space on what has a role, but not when it is disabled', async () => {
    const phone = await openTouch();
    for (const key of ['Enter', ' ']) await at(phone, 'key').press(key);
    await at(phone, 'button').press('Enter');
    await at(phone, 'off').press('Enter');
    expect(short(await phone.said())).toEqual(['key tap', 'key tap', 'button tap']);
  });
});

describe('touches', () => {
  it('of a finger: start, move and end with what still lies there, as a tap when it stays', async () => {
    const phone = await openTouch({ hasTouch: true });
    await at(phone, 'touches').tap();
    await expect.poll(() => phone.said()).toHaveLength(2);
    const [start, end] = await phone.said();
    expect(start).toMatch(/^touchstart 1 195 0$/);
    expect(end).toMatch(/^touchend 0 195 0$/);
    await at(phone, 'old').tap();
    await expect.poll(() => phone.said()).toHaveLength(3);
  });

  it('of a mouse are the same', async () => {
    const phone = await openTouch();
    await at(phone, 'touches').hover();
    await phone.page.mouse.down();
    await phone.page.mouse.move(60, 300);
    await phone.page.mouse.up();
    const said = await phone.said();
    expect(said.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'touchstart 1',
      'touchmove 1',
      'touchend 0',
    ]);
    expect(said[1]).toBe('touchmove 1 60 0');
  });

  it('held long are a long press instead of a tap', async () => {
    const phone = await openTouch();
    await at(phone, 'long').hover();
    await phone.page.mouse.down();
    await expect.poll(async () => short(await phone.said())).toEqual(['long longpress']);
    await phone.page.mouse.up();
    await at(phone, 'long').click();
    await expect.poll(async () => short(await phone.said())).toEqual(['long longpress', 'long tap']);
  });

  it.each(['hover', 'button'])('give %s its hover-class while it is pressed', async (id) => {
    const phone = await openTouch();
    const color = () => at(phone, id).evaluate((element) => getComputedStyle(element).color);
    await at(phone, id).hover();
    await phone.page.mouse.down();
    await expect.poll(color).toBe('rgb(7, 8, 9)');
    await phone.page.mouse.up();
    await expect.poll(color).not.toBe('rgb(7, 8, 9)');
  });
});

it('the end of a transition is an event', async () => {
  const phone = await openTouch();
  await phone.setData({ faded: true });
  await expect.poll(() => phone.said()).toEqual(['faded']);
});

it('an animation plays its steps, and what it has set outlives a new style', async () => {
  const phone = await openTouch();
  await phone.page.evaluate(() => {
    const page = __runtime.pages().at(-1);
    const animation = page?.wx().createAnimation({ duration: 10 });
    animation?.translateX(30).opacity(0.5).step().width('75rpx').step();
    page?.setData({ moved: animation?.export() });
  });
  const style = () =>
    at(phone, 'moved').evaluate((element) => {
      const { transform, opacity, width, color } = getComputedStyle(element);
      return [transform, opacity, width, color];
    });
  await expect.poll(style).toEqual(['matrix(1, 0, 0, 1, 30, 0)', '0.5', '39px', expect.any(String)]);
  await phone.setData({ color: 'rgb(3, 2, 1)' });
  await expect.poll(style).toEqual(['matrix(1, 0, 0, 1, 30, 0)', '0.5', '39px', 'rgb(3, 2, 1)']);
});

describe('dialogs', () => {
  it('take the focus, keep it inside, and give it back', async () => {
    const phone = await openTouch();
    const key = at(phone, 'key');
    await key.focus();
    const answer = phone.wx((wx) => wx.showModal({ title: '确认', content: '内容' }));
    const dialog = phone.page.getByRole('dialog', { name: '确认' });
    const focused = () => phone.page.evaluate(() => document.activeElement?.textContent);
    await dialog.waitFor();
    expect(await focused()).toBe('确定');
    await phone.page.keyboard.press('Tab');
    expect(await focused()).toBe('取消');
    await phone.page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('确定');
    await phone.page.keyboard.press('Enter');
    expect(await answer).toMatchObject({ confirm: true, cancel: false, errMsg: 'showModal:ok' });
    expect(await key.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('close by Escape as by 取消, unless there is no 取消', async () => {
    const phone = await openTouch();
    const answer = phone.wx((wx) => wx.showModal({ title: '可退' }));
    await phone.page.getByRole('dialog').waitFor();
    await phone.page.keyboard.press('Escape');
    expect(await answer).toMatchObject({ confirm: false, cancel: true });
    const sole = phone.wx((wx) => wx.showModal({ title: '必读', showCancel: false }));
    const dialog = phone.page.getByRole('dialog', { name: '必读' });
    await dialog.waitFor();
    await phone.page.keyboard.press('Escape');
    await phone.page.mouse.click(5, 400);
    expect(await dialog.getByRole('button').count()).toBe(1);
    await dialog.getByRole('button', { name: '确定' }).click();
    expect(await sole).toMatchObject({ confirm: true });
  });

  it('with a field give what was typed, and nothing when left', async () => {
    const phone = await openTouch();
    const ask = () =>
      phone.wx((wx) =>
        wx.showModal({ title: '理由', editable: true, placeholderText: '写下理由', content: '原' }),
      );
    const first = ask();
    const field = phone.page.getByPlaceholder('写下理由');
    await field.waitFor();
    expect(await field.inputValue()).toBe('原');
    await field.fill('转学');
    await phone.page.getByRole('button', { name: '确定' }).click();
    expect(await first).toMatchObject({ confirm: true, content: '转学' });
    const second = ask();
    await phone.page.getByRole('button', { name: '取消' }).click();
    expect(await second).toMatchObject({ confirm: false, content: null });
  });
});
