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

describe('two policies on the same students', () => {
  it('are compared with numbers that open down to the students and to each person’s weeks', async () => {
    await demo.become('周明远');
    await demo.open('/office/what-if/what-if');
    await text(/^比较了 \d+ 名学生，[1-9]\d* 人的结果不同。$/).waitFor();
    await demo.shoot('what-if');
    expect(await demo.problems()).toEqual([]);
    const square = button(/^一级 → 建档关注，[1-9]\d* 名$/);
    const count = Number((await square.getAttribute('aria-label'))?.match(/(\d+) 名$/)?.[1]);
    await square.click();
    await shown()
      .getByRole('heading', { name: `一级 → 建档关注，${count} 名` })
      .waitFor();
    const rows = button(/，一级 → 建档关注.*学分$/);
    expect(await rows.count()).toBe(Math.min(count, 30));
    await demo.shoot('what-if-square');
    await choice('看什么', '每人每周').click();
    await button(/班主任，每周谈话 .+，查看学生$/)
      .first()
      .waitFor();
    await demo.shoot('what-if-people');
    expect(await demo.problems()).toEqual([]);
    await button(/班主任，每周谈话 .+，查看学生$/)
      .first()
      .click();
    await shown()
      .getByRole('heading', { name: /的学生（班主任），[1-9]\d* 名$/ })
      .waitFor();
    await button(/学分$/).first().click();
    await text('应办事项').first().waitFor();
  });

  it('say so where both are the same one', async () => {
    await demo.open('/office/what-if/what-if');
    await text(/人的结果不同。$/).waitFor();
    await shown().locator('.wx-picker-control').nth(2).selectOption({ index: 0 });
    await text('两边是同一份办法，请换一份。').waitFor();
  });
});
