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

describe('a screening whose answer was lost', () => {
  it('is asked for again by whoever comes back, and runs once', async () => {
    let asked = 0;
    await demo.page.route('**/v1/functions/api', async (route) => {
      if (!(route.request().postData() ?? '').includes('screenings.run')) return route.continue();
      asked += 1;
      if (asked > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await demo.open('/meeting/agenda/agenda?run=1');
    await shown().locator('.wx-picker-control').nth(1).selectOption({ index: 2 });
    await button('开始筛查').click();
    await text(/没有连上服务器/).waitFor();
    const screenings = () => shown().locator('.wx-picker-control').first().locator('option').count();
    await demo.open('/meeting/agenda/agenda');
    await expect.poll(() => asked).toBe(2);
    await text(/^待认定 \d+$/).waitFor();
    await expect.poll(screenings).toBe(3);
    await demo.open('/meeting/agenda/agenda');
    await text(/^待认定 \d+$/).waitFor();
    expect([asked, await screenings()]).toEqual([2, 3]);
    await demo.page.unroute('**/v1/functions/api');
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

describe('an edit of the rule', () => {
  const field = (label: string) => shown().getByLabel(label, { exact: true });

  it('says at its field what is wrong, and keeps what was typed after leaving', async () => {
    await demo.become('许佩兰');
    await demo.open('/office/policy/policy');
    await text(/^现行.*2015年4月1日起$/)
      .and(shown().locator('.small'))
      .waitFor();
    expect(await demo.problems()).toEqual([]);
    await button(/^课程替代，0 行$/).click();
    await text('还没有课程替代。').waitFor();
    await field('原课程代码').fill('SK1001');
    await field('替代课程代码').fill('SK1001');
    await button('加上').click();
    await text(/^与原课程代码相同/).waitFor();
    await demo.shoot('policy-table-error');
    expect(await demo.problems()).toEqual([]);
    await demo.open('/office/policy-table/policy-table?table=substitutions');
    expect(await field('原课程代码').inputValue()).toBe('SK1001');
    await field('替代课程代码').fill('SK2001');
    await button('加上').click();
    await button(/^SK2001 替代 SK1001，修改$/).waitFor();
    expect(await field('原课程代码').inputValue()).toBe('');
  });

  it('takes many rows as they were copied from a workbook, all or none, and gives them back with one tap', async () => {
    await button('从表格里粘贴').click();
    await field('粘贴的行').fill('原课程代码\t替代课程代码\nSK1002\tSK2002\nSK1003\tSK1003');
    await button('加上这些行').click();
    await text(/^第 3 行「SK1003 SK1003」.*一行都没有加。$/).waitFor();
    await demo.shoot('policy-table-pasted');
    expect(await demo.problems()).toEqual([]);
    await demo.open('/office/policy-table/policy-table?table=substitutions');
    expect(await field('粘贴的行').inputValue()).toContain('SK1003');
    await field('粘贴的行').fill('SK1001\tSK2001\nSK1002\tSK2002\nSK1003\tSK2003');
    await button('加上这些行').click();
    await text('已加上 2 行，1 行原来就有').waitFor();
    await button(/^SK2003 替代 SK1003，修改$/).waitFor();
    await demo.shoot('policy-table-added');
    await button('恢复').click();
    await button(/^SK2003 替代 SK1003，修改$/).waitFor({ state: 'detached' });
    await button(/^SK2001 替代 SK1001，修改$/).waitFor();
  });

  it('shows the rules to the office, who cannot change them', async () => {
    await demo.open('/office/policy-form/policy-form?section=criteria');
    await text('这些由工作组组长修改。').waitFor();
    expect(await field('学业预警线').isDisabled()).toBe(true);
  });

  it('is saved with its day and reason only after its effect was seen', async () => {
    await demo.open('/office/policy/policy');
    await text('SK2001 替代 SK1001').waitFor();
    await button('保存之前，先看影响').click();
    await text(/^没有学生的结果会变（比较了 240 名）$/).waitFor();
    await button('保存为新版本').click();
    await text('请写明为什么修改').waitFor();
    await field('为什么修改').fill('按教务处本学期的课程替代表');
    await button('保存为新版本').click();
    await text(/^已保存为版本 2015\.2-1，今天起适用。/).waitFor();
    await demo.shoot('policy-saved');
    await button('历次版本').click();
    await text('按教务处本学期的课程替代表').waitFor();
    await button(/^版本\s2015\.2-1.*，1 处修改，展开$/).click();
    await text('SK2001 替代 SK1001').waitFor();
    await text(/^许佩兰 今天/).waitFor();
    await demo.shoot('policy-history');
    expect(await demo.problems()).toEqual([]);
  });

  it('warns the leader whose results a threshold moves, and opens them', async () => {
    await demo.become('周明远');
    await demo.open('/office/policy-form/policy-form?section=tiers');
    await field('一级的起点学分').fill('十三');
    await field('一级的起点学分').blur();
    await text(/请填数字/).waitFor();
    await field('一级的起点学分').fill('14');
    await field('一级的起点学分').blur();
    await field('二级的起点学分').fill('13');
    await field('二级的起点学分').blur();
    await text(/「一级的上限学分」应大于/).waitFor();
    await demo.shoot('policy-form-error');
    await field('二级的起点学分').fill('20');
    await field('二级的起点学分').blur();
    await text(/「一级的上限学分」应大于/).waitFor({ state: 'hidden' });
    await button('好了，回去看影响').click();
    await button('保存之前，先看影响').click();
    await text(/^[1-9]\d* 名学生的结果会变$/).waitFor();
    await demo.shoot('policy-impact', true);
    expect(await demo.problems()).toEqual([]);
    await button('逐个查看').click();
    await shown()
      .getByRole('heading', { name: /^结果不同的学生，[1-9]\d* 名$/ })
      .waitFor();
  });

  it('is carried onto the version that someone saved meanwhile', async () => {
    await demo.become('许佩兰');
    await demo.open('/office/policy-table/policy-table?table=repeatables');
    await field('代码或名称').fill('ＴＹ170002 ');
    await button('加上').click();
    await button(/^课程代码 TY170002，修改$/).waitFor();
    await button('好了，回去看影响').click();
    await field('为什么修改').fill('体育部新开的俱乐部课');
    await button('保存之前，先看影响').click();
    await button('保存为新版本').click();
    await text(/^已保存为版本 2015\.2-2/).waitFor();
    await demo.become('周明远');
    await demo.open('/office/policy/policy');
    await text(/有人已保存了新的版本/).waitFor();
    await demo.shoot('policy-conflict');
    await button('把我的修改并到新版本上').click();
    await text(/有人已保存了新的版本/).waitFor({ state: 'hidden' });
    await text('与版本 2015.2-2 相比').waitFor();
    await field('为什么修改').fill('系里议定，从严');
    await button('保存之前，先看影响').click();
    await button('保存为新版本').click();
    await text(/^已保存为版本 2015\.2-3/).waitFor();
  });
});
