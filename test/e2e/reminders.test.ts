import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Demo, openDemo } from './demo';

/** From a tap on 提醒我 to the message, to the form; and to the office for whoever got none. */

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

const LOOKS = [
  ['dark', '深色', '标准字号'],
  ['large', '浅色', '大字号'],
  ['light', '浅色', '标准字号'],
] as const;

const inAllLooks = async (page: string, open: () => Promise<void>): Promise<void> => {
  for (const [look, theme, size] of LOOKS) {
    await demo.showAs(theme, size);
    await demo.open(page);
    await open();
    await demo.shoot(`${look}${page.replaceAll('/', '-')}`);
    expect(await demo.problems(), look).toEqual([]);
  }
};

it('reaches whoever asked for it, and leads to the form', async () => {
  const { app, page } = demo;
  await demo.become('林书航');
  await inAllLooks('/pages/me/me', async () => {
    await app.getByText('微信里收不到提醒了').waitFor();
    await app.getByText('提醒我', { exact: true }).scrollIntoViewIfNeeded();
  });
  await app.getByRole('button', { name: '提醒我' }).click();
  await app.getByRole('button', { name: '允许' }).click();
  await app.getByText('还能收到 1 条', { exact: true }).waitFor();

  await page.getByRole('button', { name: '运行今早的定时任务' }).click();
  const message = page.locator('#messages').getByRole('button', { name: /林书航/ });
  await message.waitFor();
  expect(await page.locator('#messages').getByRole('button').count()).toBe(1);
  // Numbers only: neither a student nor a tier.
  expect(await message.locator('strong').innerText()).toMatch(/^您有\d+项[谈话工作、\d项]+待完成$/);
  await demo.shoot('reminders-desk', true);
  // The same morning again brings nothing more.
  await page.getByRole('button', { name: '运行今早的定时任务' }).click();
  await page.locator('#timers:not([disabled])').waitFor();
  expect(await page.locator('#messages').getByRole('button').count()).toBe(1);

  await message.click();
  await app
    .getByRole('button', { name: /首次谈话|定期谈话/ })
    .first()
    .click();
  await app.getByRole('button', { name: '提交' }).waitFor();
});

it('is on the office’s day where it reached nobody, and is settled there', async () => {
  const { app } = demo;
  await demo.become('许佩兰');
  await app.getByRole('button', { name: /条提醒没有送达/ }).click();
  await app.getByText(/收不到 \d+/).waitFor();
  const first = () => app.locator('.message__line').first();
  await inAllLooks('/office/delivery/delivery', () => first().click());
  await app.getByRole('button', { name: '再发一次' }).click();
  await app.getByRole('dialog').getByRole('button', { name: '再发一次' }).click();
  await app.getByText(/没有订阅额度，再发也到不了/).waitFor();
  await app.getByRole('button', { name: '已另行告知' }).click();
  await app.getByRole('dialog').locator('input').fill('电话');
  await app.getByRole('button', { name: '记下' }).click();
  await app.getByText('已告知', { exact: true }).waitFor();
});
