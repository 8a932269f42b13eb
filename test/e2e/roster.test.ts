import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, openDemo } from './demo';

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
const text = (content: string | RegExp) => shown().getByText(content).first();
const field = (name: string | RegExp) =>
  shown().getByRole('textbox', { name, exact: typeof name === 'string' });
const search = (placeholder: string) => shown().getByPlaceholder(placeholder, { exact: true });
const choose = async (wanted: string, name: RegExp) => {
  await search('姓名或工号').fill(wanted);
  await button(name).click();
};

describe('the office keeps the roster', () => {
  it('finds a person and sees where the role came from', async () => {
    await demo.become('许佩兰');
    await demo.open('/pages/me/me');
    await button('名册').click();
    await search('姓名、工号、班级或课程').fill('沈月华');
    await button(/^沈月华，05101 · 班主任 生物科学241/).click();
    await text('来自').waitFor();
    await demo.shoot('roster-person');
    expect(await demo.problems()).toEqual([]);
  });

  it('hands a class over, and is told what was wrong first', async () => {
    await demo.open('/office/roster/roster?show=classes');
    await demo.shoot('roster-classes');
    await button(/^生物科学241，/).click();
    await button('换班主任').click();
    await button('换班主任').last().click();
    await text('请选接任的班主任').waitFor();
    await choose('沈月华', /^选沈月华/);
    await field('原因').fill('岗位调整');
    await button('换班主任').last().click();
    await text('沈月华已经是生物科学241的班主任').waitFor();
    await button('换一位').click();
    await choose('陶景行', /^选陶景行/);
    await button('换班主任').last().click();
    await text('班主任：陶景行').waitFor();
    await text('岗位调整').waitFor();
    await demo.shoot('roster-class');
    expect(await demo.problems()).toEqual([]);
    await button('看交接单').click();
    await text('沈月华 → 陶景行').waitFor();
    await demo.shoot('handover');
    expect(await demo.problems()).toEqual([]);
  });

  it('the new adviser finds the open talks with the days of a handover, in the role that was given', async () => {
    await demo.become('陶景行');
    await shown()
      .getByRole('button', { name: /切换身份/ })
      .click();
    await demo.app.getByText('班主任（生物科学241）').click();
    await text('首次谈话').or(text('定期谈话')).first().waitFor();
    await demo.shoot('today-after-handover');
    await shown().getByText('为什么').first().click();
    await text('换人接手').waitFor();
  });

  it('the former one has no role left here', async () => {
    await demo.become('沈月华');
    await text('您目前没有在任的工作身份').waitFor();
  });

  it('the leader lets a colleague stand in until a day', async () => {
    await demo.become('周明远');
    await demo.open('/office/roster/roster');
    await search('姓名、工号、班级或课程').fill('顾采薇');
    await button(/^顾采薇，/).click();
    await button('请人代办').click();
    await choose('方柏舟', /^选方柏舟/);
    await field('原因').fill('参加培训');
    await demo.shoot('stand-in');
    expect(await demo.problems()).toEqual([]);
    await button('安排代办').click();
    await text('请选最后一天').waitFor();
  });
});

describe.each([
  { look: 'dark', theme: '深色', size: '标准字号' },
  { look: 'large', theme: '浅色', size: '大字号' },
])('$look', ({ look, theme, size }) => {
  beforeAll(() => demo.showAs(theme, size));

  it('a person, a class and its handover sheet read well', async () => {
    await demo.become('许佩兰');
    await demo.open('/office/roster/roster');
    await search('姓名、工号、班级或课程').fill('顾采薇');
    await button(/^顾采薇，/).click();
    await text('来自').waitFor();
    await demo.shoot(`${look}-roster-person`);
    expect(await demo.problems()).toEqual([]);
    await demo.open('/office/roster/roster?show=classes');
    await button(/^生物科学241，/).click();
    await text('班主任：陶景行').waitFor();
    await demo.shoot(`${look}-roster-class`);
    expect(await demo.problems()).toEqual([]);
    await button('看交接单').click();
    await text('沈月华 → 陶景行').waitFor();
    await demo.shoot(`${look}-handover`);
    expect(await demo.problems()).toEqual([]);
  });
});

it('caused no error in the mini-program', () => {
  expect(demo.faults).toEqual([]);
});
