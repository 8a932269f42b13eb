import { describe, expect, it } from 'vitest';
import { type Phone, useFixture } from './harness';

const { open } = useFixture();
const openPage = async (name: 'fields' | 'choices'): Promise<Phone> => {
  const phone = await open(`/pages/${name}/${name}`);
  await phone.forget();
  return phone;
};

describe('input', () => {
  it('tells focus, each change with the cursor, Enter and blur', async () => {
    const phone = await openPage('fields');
    const field = phone.shown.getByPlaceholder('姓名');
    await field.click();
    await phone.page.keyboard.type('沈');
    await phone.page.keyboard.press('Enter');
    expect(await phone.said()).toEqual([
      'input focus {"value":"","height":0}',
      'input input {"value":"沈","cursor":1,"keyCode":0}',
      'input confirm {"value":"沈"}',
      'input blur {"value":"沈","cursor":1}',
    ]);
  });

  it('takes no more than maxlength, hides a password, and shows what the page sets', async () => {
    const phone = await openPage('fields');
    const field = phone.shown.getByPlaceholder('姓名');
    await field.pressSequentially('12345678');
    expect(await field.inputValue()).toBe('123456');
    await phone.setData({ name: '新' });
    expect(await field.inputValue()).toBe('新');
    expect(await phone.shown.getByPlaceholder('口令').getAttribute('type')).toBe('password');
  });

  it('takes the focus when the page comes to want it, and does not call a person back', async () => {
    const phone = await openPage('fields');
    const isFocused = () =>
      phone.shown.getByPlaceholder('姓名').evaluate((field) => field === document.activeElement);
    await phone.setData({ focus: true });
    await expect.poll(isFocused).toBe(true);
    await phone.shown.getByPlaceholder('备注').click();
    await phone.setData({ name: '改' });
    await phone.page.evaluate(() => new Promise((done) => setTimeout(done, 0)));
    expect(await isFocused()).toBe(false);
    await phone.setData({ focus: false });
    await phone.setData({ focus: true });
    await expect.poll(isFocused).toBe(true);
    await phone.setData({ focus: false });
    await expect.poll(isFocused).toBe(false);
  });
});

it('textarea grows with its lines, typed or set, and shrinks again', async () => {
  const phone = await openPage('fields');
  const area = phone.shown.locator('.area');
  const height = async () => (await area.boundingBox())?.height ?? 0;
  const one = await height();
  await phone.shown.getByPlaceholder('备注').fill('一\n二\n三');
  const three = await height();
  expect(Math.round(three / one)).toBe(3);
  expect((await phone.data()).lines).toBe(3);
  await phone.setData({ note: '一' });
  await expect.poll(height).toBeCloseTo(one, 0);
  await phone.setData({ note: '一\n二' });
  await expect.poll(async () => Math.round((await height()) / one)).toBe(2);
});

describe('picker', () => {
  const at = (phone: Phone, id: string) => phone.shown.locator(`.${id}`).locator('.wx-picker-control');

  it('of one list', async () => {
    const phone = await openPage('fields');
    expect(await at(phone, 'one').evaluate((field) => (field as HTMLSelectElement).selectedIndex)).toBe(1);
    await at(phone, 'one').selectOption('无锡');
    expect(await phone.said()).toEqual(['one change {"value":2}']);
  });

  it('of several lists: each turn is told, and the whole when it is confirmed', async () => {
    const phone = await openPage('fields');
    await at(phone, 'many').click();
    const sheet = phone.page.getByRole('dialog');
    await sheet.getByLabel('第 2 列').selectOption('第三节');
    await sheet.getByRole('button', { name: '确定' }).click();
    await at(phone, 'many').click();
    expect(await sheet.getByLabel('第 2 列').inputValue()).toBe('第三节');
    await sheet.getByRole('button', { name: '取消' }).click();
    await expect
      .poll(() => phone.said())
      .toEqual(['many columnchange {"column":1,"value":2}', 'many change {"value":[0,2]}', 'many cancel']);
  });

  it.each([
    ['day', '2026-10-08', ['2026-01-01', '2026-12-31']],
    ['month', '2026-11', ['2026-01', '2026-12']],
    ['hour', '19:30', ['', '']],
  ])('of a %s', async (id, value, limits) => {
    const phone = await openPage('fields');
    const field = at(phone, id);
    expect([await field.getAttribute('min'), await field.getAttribute('max')]).toEqual(limits);
    await field.fill(value);
    await expect.poll(() => phone.said()).toContain(`${id} change {"value":"${value}"}`);
  });
});

describe('form', () => {
  it('submits every named field, components with wx://form-field too', async () => {
    const phone = await openPage('fields');
    await phone.shown.getByPlaceholder('姓名').fill('佘祎');
    await phone.shown.getByPlaceholder('备注').fill('两行\n字');
    await phone.forget();
    await phone.shown.getByRole('button', { name: '提交' }).click();
    const value = {
      name: '佘祎',
      note: '两行\n字',
      one: 1,
      many: [0, 1],
      day: '2026-09-01',
      hour: '08:00',
      own: '自定义',
    };
    expect(await phone.said()).toContain(`form submit ${JSON.stringify({ value })}`);
  });

  it('submits choices, and a reset takes them back', async () => {
    const phone = await openPage('choices');
    const submitted = async () => {
      await phone.forget();
      await phone.shown.getByRole('button', { name: '提交' }).click();
      return JSON.parse((await phone.said())[0]?.replace('form submit ', '') ?? '').value;
    };
    expect(await submitted()).toEqual({ switch: false, boxes: ['a'], radios: 'x', slider: 20 });
    await phone.shown.getByRole('switch').click();
    expect(await submitted()).toMatchObject({ switch: true });
    await phone.shown.getByRole('button', { name: '重置' }).click();
    expect(await submitted()).toMatchObject({ switch: false, boxes: [], radios: '' });
  });
});

describe('choices', () => {
  it('switch, by itself and by a label that names it', async () => {
    const phone = await openPage('choices');
    await phone.shown.getByRole('switch', { name: '提醒' }).click();
    await phone.shown.getByText('打开提醒').click();
    expect(await phone.said()).toEqual(['switch change {"value":true}', 'switch change {"value":false}']);
  });

  it('checkboxes by box, by text and by label; a disabled one stays', async () => {
    const phone = await openPage('choices');
    await phone.shown.getByText('第二').click();
    await phone.shown.getByText('第一').click();
    await phone.shown.getByRole('checkbox').first().click();
    await phone.shown.getByText('第三').click();
    expect(await phone.said()).toEqual([
      'boxes change {"value":["a","b"]}',
      'boxes change {"value":["b"]}',
      'boxes change {"value":["a","b"]}',
    ]);
  });

  it('of radios one alone is on', async () => {
    const phone = await openPage('choices');
    await phone.shown.getByText('项y').click();
    await phone.shown.getByText('项y').click();
    await phone.shown.getByRole('radio').first().click();
    expect(await phone.said()).toEqual(['radios change {"value":"y"}', 'radios change {"value":"x"}']);
    expect(await phone.shown.getByRole('radio', { checked: true }).count()).toBe(1);
  });

  it('slider moves in steps within its limits, and shows its value', async () => {
    const phone = await openPage('choices');
    const field = phone.shown.getByRole('slider', { name: '分数' });
    await field.press('ArrowRight');
    expect(await phone.said()).toEqual(['slider changing {"value":25}', 'slider change {"value":25}']);
    expect(await phone.shown.locator('output').innerText()).toBe('25');
    await field.press('End');
    expect(await phone.said()).toContain('slider change {"value":50}');
  });

  it('a disabled button does nothing', async () => {
    const phone = await openPage('choices');
    const off = phone.shown.getByRole('button', { name: '停用' });
    expect(await off.getAttribute('aria-disabled')).toBe('true');
    await off.click({ force: true });
    expect(await phone.said()).toEqual([]);
  });
});
