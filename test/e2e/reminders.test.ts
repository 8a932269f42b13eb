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

it('comes by itself when the demo’s date moves, and leads to the form of what is due that day', async () => {
  const { app, page } = demo;
  await demo.become('林书航');
  await demo.open('/pages/me/me');
  await app.getByRole('button', { name: '提醒我' }).click();
  await app.getByRole('button', { name: '允许' }).click();
  await app.getByText('还能收到 1 条', { exact: true }).waitFor();
  const before = await page.locator('#messages').getByRole('button').count();
  await demo.setToday('2026-09-28');
  const newest = page.locator('#messages').getByRole('button', { name: /林书航/ });
  await expect.poll(() => newest.count(), { timeout: 60_000 }).toBe(before + 1);
  await newest.first().click();
  await app
    .getByRole('button', { name: /首次谈话|定期谈话/ })
    .first()
    .click();
  await app.getByRole('button', { name: '提交' }).waitFor();
});

it('a counselor goes from student to student without the list, and leaves nothing typed behind', async () => {
  const { app } = demo;
  await demo.become('林书航');
  await app
    .getByRole('button', { name: /首次谈话|定期谈话/ })
    .first()
    .click();
  const who = () => app.locator('.who').first().innerText();
  await app.getByText(/^第 1 \/ \d+ 位$/).waitFor();
  const first = await who();
  await app.getByRole('textbox', { name: '主要问题与表现' }).fill('夜里睡得晚');
  await demo.shoot('walk');
  expect(await demo.problems()).toEqual([]);
  await app.getByRole('button', { name: /^下一位/ }).click();
  await app.getByText(/^第 2 \/ \d+ 位$/).waitFor();
  expect(await who()).not.toBe(first);
  await app.getByRole('button', { name: '上一位' }).click();
  await app.getByText(/^第 1 \/ \d+ 位$/).waitFor();
  expect(await who()).toBe(first);
  await app
    .getByText(/已恢复 .* 的草稿/)
    .first()
    .waitFor();
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
