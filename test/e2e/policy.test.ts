import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, openDemo, reportedFaults } from './demo';

/** A rule's versions and what they do: screenings made again, compared, forecast, edited. */

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await demo.shoot(`failed ${task.name}`, true);
});
afterAll(async () => {
  const faults = demo ? await reportedFaults(demo.page) : [];
  await demo?.close();
  expect(faults).toEqual([]);
});

const shown = () => demo.app.locator('.page-host:not([hidden])');
const button = (name: string | RegExp) =>
  shown().getByRole('button', { name, exact: typeof name === 'string' });
const choice = (group: string, name: string | RegExp) =>
  shown().getByRole('radiogroup', { name: group }).getByRole('radio', { name });
const text = (content: string | RegExp) => shown().getByText(content);

describe('a screening', () => {
  it('is made again and agrees with what was kept', async () => {
    await demo.become('许佩兰');
    await demo.open('/meeting/agenda/agenda');
    await button('复核').click();
    await text('重算一致').waitFor();
    await text(/办法 2015\.2 重算了 240 名学生/).waitFor();
    await demo.shoot('replay');
    expect(await demo.problems()).toEqual([]);
  });

  it('stands alone until a second one; then each student is told before and after', async () => {
    await button('比较').click();
    await text(/这个学期只筛查过一次/).waitFor();
    await demo.open('/meeting/agenda/agenda?run=1');
    await shown().locator('.wx-picker-control').first().selectOption({ index: 2 });
    await button('开始筛查').click();
    await text(/^待认定 \d+$/).waitFor();
    await button('比较').click();
    await choice('哪些学生', /^不变 [1-9]/).click();
    const row = button(/，前：.+学分，后：.+学分$/).first();
    await row.waitFor();
    await demo.shoot('compare');
    expect(await demo.problems()).toEqual([]);
    const name = (await row.getAttribute('aria-label'))?.split('，')[0] ?? '';
    await row.click();
    await shown().getByText(name).first().waitFor();
    await text('应办事项').first().waitFor();
  });
});
