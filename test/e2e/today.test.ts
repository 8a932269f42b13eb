import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, openDemo, reportedFaults } from './demo';

/** The calendar moves what is due; 今日 is searched, narrowed, and kept while one looks at a student. */

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await demo.shoot(`failed ${task.name}`, true);
});
afterAll(() => demo?.close());

const shown = () => demo.app.locator('.page-host:not([hidden])');
const button = (name: string | RegExp) =>
  shown().getByRole('button', { name, exact: typeof name === 'string' });
const text = (content: string | RegExp) => shown().getByText(content);
const back = () => demo.app.getByRole('button', { name: '返回', exact: true }).first();

describe('the school calendar', () => {
  it('says what a day off would move before the office saves it', async () => {
    await demo.become('许佩兰');
    await demo.open('/office/calendar/calendar');
    await text(/^2026年9月$/).waitFor();
    await button(/^9月14日，周一，上课/).click();
    await text('教学日，到期日可以在这一天。').waitFor();
    await button('改为放假，先看影响').click();
    await text(/请写明原因/).waitFor();
    await shown().getByRole('textbox', { name: '原因' }).fill('运动会');
    await button('改为放假，先看影响').click();
    await text(/^\d+ 项应办的日期会变$/).waitFor();
    expect(await shown().innerText()).toMatch(/：.+日 → .+日/);
    await demo.shoot('calendar-effect');
    expect(await demo.problems()).toEqual([]);
    await button('保存更正').click();
    await button(/^9月14日，周一，放假，运动会，学工办更正，今天/).waitFor();
    await demo.shoot('calendar-corrected');
  });

  it('refuses a semester over another, in a sentence that names it', async () => {
    await button(/^2026-2027学年第2学期，.*修改/).click();
    await demo.shoot('calendar-term');
    await shown().locator('.wx-picker-control').first().fill('2027-01-10');
    await button('保存之前，先看影响').click();
    await text(/与2026-2027学年第1学期（9月7日至2027年1月15日）重叠/).waitFor();
    expect(await demo.problems()).toEqual([]);
    await button('不改了').click();
    await button('下个月').click();
    await text(/^2026年10月$/).waitFor();
    await button(/^10月10日，周六，补课/).waitFor();
  });

  it('is read by the leader, who cannot change it', async () => {
    await demo.become('周明远');
    await demo.open('/office/calendar/calendar');
    await button(/^9月14日，周一，放假/).click();
    await text('校历由系学工办维护。').waitFor();
    expect(await button('撤销更正').count()).toBe(0);
    expect(await button(/先看影响/).count()).toBe(0);
  });
});

describe('今日 of a class adviser', () => {
  it('says why the date moved', async () => {
    await demo.become('沈月华');
    await text('本周到期').waitFor();
    await shown().getByRole('button', { name: '为什么是这一天' }).first().click();
    await text(/运动会放假，顺延至9月15日/).waitFor();
  });

  it('narrows the list by a day and by a name, and keeps that while one looks at a student', async () => {
    await button(/^9月15日，周二，1 项到期/).click();
    await text('明天到期：1 项').waitFor();
    await demo.shoot('today-day');
    expect(await demo.problems()).toEqual([]);
    await button('查找和筛选').click();
    await shown().getByRole('radio', { name: '二级', exact: true }).click();
    await text('明天到期：1 项').waitFor();
    await demo.shoot('today-filters');
    expect(await demo.problems()).toEqual([]);
    await button(/，定期谈话，/)
      .first()
      .click();
    await text('主要问题与表现').first().waitFor();
    await back().click();
    await text('明天到期：1 项').waitFor();
    await button('看全部').click();
    await text('本周到期').waitFor();
  });

  it('shows the talks of the coming weeks', async () => {
    await button('今后六周').click();
    await text(/六周共 \d+ 次/).waitFor();
    await demo.shoot('today-weeks');
    expect(await demo.problems()).toEqual([]);
    await button('看要办的事').click();
    await text('本周到期').waitFor();
  });
});

describe('without a signal', () => {
  it('keeps a talk encrypted through a restart of the app, and files it once when the network is back', async () => {
    await demo.become('沈月华');
    const due = button(/，(首次|定期)谈话，/).first();
    const [whom = ''] = (await due.getAttribute('aria-label'))?.split('，') ?? [];
    await due.click();
    await text('主要问题与表现').first().waitFor();
    const degree = shown().getByRole('radiogroup', { name: '问题的程度' });
    await degree.getByRole('radio', { name: '较重' }).click();
    await degree.scrollIntoViewIfNeeded();
    await demo.shoot('talk-choices');
    expect(await demo.problems()).toEqual([]);
    const calls = '**/functions/**';
    // The server has it; the answer gets lost on the way back, and after that there is no network.
    let isLost = false;
    await demo.page.route(calls, async (route) => {
      const isFiling = route.request().postData()?.includes('talks.file') ?? false;
      if (isFiling && !isLost) await route.fetch();
      isLost ||= isFiling;
      return route.abort();
    });
    await shown().getByRole('textbox', { name: '主要问题与表现' }).fill('近两周缺交三次作业。');
    await shown().getByRole('textbox', { name: '初步评估及建议' }).fill('约定每周五交一次进度。');
    await button('提交').click();
    await text(/已加密存在这台手机上/).waitFor();
    await text(/的谈话记录$/).waitFor();
    await demo.shoot('queue-waiting');
    expect(await demo.problems()).toEqual([]);
    const storage = await shown().evaluate(() => JSON.stringify({ ...localStorage }));
    expect(storage).toContain('queue:');
    expect(storage).not.toContain('缺交三次');

    await demo.open('/pages/today/today');
    // Started anew without a network: what was read last is there, and a form opens.
    await text(/^没有连上网络。这里是/).waitFor();
    await text(/^1 份待发送/).waitFor();
    await demo.shoot('queue-no-signal');
    expect(await demo.problems()).toEqual([]);
    await button(new RegExp(`^${whom}，(首次|定期)谈话，`))
      .first()
      .click();
    await text('主要问题与表现').first().waitFor();
    await text(/^没有连上网络。这里是/).waitFor();
    await shown().getByRole('textbox', { name: '地点' }).fill('地下室');
    await demo.shoot('talk-no-signal');
    expect(await demo.problems()).toEqual([]);
    expect(await shown().evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(whom);

    const filed: string[] = [];
    demo.page.on('response', (response) => {
      if (response.request().postData()?.includes('talks.file')) filed.push(`${response.status()}`);
    });
    await demo.page.unroute(calls);
    await demo.open('/pages/today/today');
    await text('本周到期').waitFor();
    await text(/份待发送/).waitFor({ state: 'hidden' });
    await demo.open('/pages/queue/queue');
    await text('已提交').first().waitFor();
    await text(/的谈话记录$/)
      .first()
      .waitFor();
    await demo.shoot('queue-sent');
    // Sent again, and kept once.
    expect(filed).toEqual(['200']);
    await demo.open('/pages/students/students');
    await button(new RegExp(`^${whom}，`)).click();
    await text('经过').waitFor();
    expect(await button(/谈话（面谈）.*今天/).count()).toBe(1);
  });
});

describe('今日 of the leader', () => {
  it('shows who is late, and one tap further what', async () => {
    await demo.become('周明远');
    await demo.shoot('today-people');
    await button(/^林书航（辅导员）逾期/).click();
    await text(/^林书航逾期的应办事项：\d+ 项/).waitFor();
    await demo.shoot('today-person');
    expect(await demo.problems()).toEqual([]);
    await button('看全部').click();
    await text('逾期的应办事项，按人').waitFor();
    await button('今后六周').click();
    await text(/六周共 \d+ 次/)
      .first()
      .waitFor();
    await demo.shoot('today-weeks-leader');
    expect(await demo.problems()).toEqual([]);
  });
});

describe('a list of all students', () => {
  it('keeps few rows on the page however far one scrolls, and leaves none out', async () => {
    await demo.become('许佩兰');
    await demo.open('/pages/students/students');
    await shown().getByLabel('范围').selectOption('全部学生');
    await text('240 名学生').waitFor();
    const found = new Set<string>();
    const look = async () => {
      const labels = await shown()
        .locator('.student[role=button]')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
      expect(labels.length).toBeLessThanOrEqual(45);
      for (const label of labels) found.add(label);
    };
    const scrollBy = async (px: number) => {
      await shown().evaluate((host, by) => {
        host.scrollTop += by;
      }, px);
      await demo.page.waitForTimeout(60);
      await look();
    };
    await look();
    for (let step = 0; step < 120 && found.size < 240; step++) await scrollBy(500);
    expect(found.size).toBe(240);
    await demo.shoot('students-end');
    // Back in one go, as with a tap on the clock.
    await scrollBy(-1_000_000);
    await shown().locator('.student').first().waitFor();
    await expect.poll(() => shown().locator('.student').count()).toBeGreaterThan(0);
    await demo.shoot('students-top');
  });

  it('did all of it without a fault', async () => {
    expect(await reportedFaults(demo.page)).toEqual([]);
    expect(demo.faults).toEqual([]);
  });
});
