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
const text = (content: string | RegExp, exact = false) => shown().getByText(content, { exact });
const field = (name: string) => shown().getByRole('textbox', { name, exact: true });
const textOf = async (wanted: string) => {
  await text(wanted).waitFor();
  return shown().innerText();
};
/** The first picker of a time on the page, or the second. */
const pick = (at: 0 | 1, value: string) => shown().locator('input[type="time"]').nth(at).fill(value);
const choice = (group: string, name: string | RegExp) =>
  shown().getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name });

describe('pairs, as the counselor and the leader make them', () => {
  it('the counselor opens the desk from 今日 in one tap, and confirms a suggestion', async () => {
    await demo.become('林书航');
    await button(/^其他应办/).click();
    await button(/志愿者一对一结对/)
      .first()
      .click();
    await text(/^在岗志愿者/).waitFor();
    await text(/^建议 /)
      .first()
      .waitFor();
    await demo.shoot('pairing-desk');
    expect(await demo.problems()).toEqual([]);
    await button(/^确认：/)
      .first()
      .click();
    await text(/已结对。$/).waitFor();
    await choice('列表', /^结对中/).click();
    await text(/开始$/).first().waitFor();
    await demo.shoot('pairing-paired');
    expect(await demo.problems()).toEqual([]);
  });

  it('a pair is changed with a reason, by a tap on another volunteer', async () => {
    await button(/^查看或更换：/)
      .first()
      .click();
    await text('现在的志愿者').waitFor();
    await button('结束或换一位').click();
    await choice('志愿者', /./).filter({ hasNotText: '名额已满' }).last().click();
    await button(/^换成/).click();
    await text('请先选择结束的原因。').waitFor();
    await choice('结束的原因', '志愿者暂停或不再参加').click();
    await demo.shoot('pairing-replace');
    expect(await demo.problems()).toEqual([]);
    await button(/^换成/).click();
    await text(/已结对。$/).waitFor();
    await text('以前的结对').waitFor();
  });

  it('a student of tier 1 or 3 gets one with one tap', async () => {
    await demo.become('周明远');
    await demo.open('/volunteer/pairing-desk/pairing-desk?show=offered');
    await button(/^请志愿者：/)
      .first()
      .click();
    await text(/已把.+列入待结对。/).waitFor();
    await demo.shoot('pairing-offered');
    expect(await demo.problems()).toEqual([]);
  });

  it('a volunteer logs a session, and the student confirms it on a phone without an account', async () => {
    const phone = await demo.page.getByRole('button', { name: /的手机/ }).innerText();
    const [student = ''] = phone.split('的手机');
    const studentNo = phone.replace(/\D/g, '');
    await demo.become('林书航');
    await demo.open('/volunteer/pairing-desk/pairing-desk?show=paired');
    await button(`查看或更换：${student}`).click();
    const [, volunteer = ''] = /现在的志愿者\s+(\S+?)，/.exec(await textOf('现在的志愿者')) ?? [];

    await demo.become(volunteer);
    await button(new RegExp(`${student}：写帮扶记录`)).waitFor();
    await demo.shoot('today-volunteer');
    expect(await demo.problems()).toEqual([]);
    await button(new RegExp(`${student}：写帮扶记录`)).click();
    await text('做了什么').waitFor();
    await button('提交').click();
    await text(/请选择结束时间/).waitFor();
    await pick(0, '00:05');
    await pick(1, '00:06');
    await text('共 1 分钟').waitFor();
    await shown().getByRole('textbox', { name: '做了什么' }).fill('第三章习题，讲了缓冲溶液。');
    await demo.shoot('session-edit');
    expect(await demo.problems()).toEqual([]);
    await button('提交').click();
    await text(/^\d{3} \d{3}$/).waitFor();
    const code = (await text(/^\d{3} \d{3}$/).innerText()).replace(/\D/g, '');
    expect(await shown().innerText()).toMatch(/已计入的志愿服务时数\s+0 分钟/);
    await demo.shoot('session-code');
    expect(await demo.problems()).toEqual([]);

    await demo.become(`${student}的手机`);
    await demo.open('/volunteer/session-confirm/session-confirm');
    await field('学号').fill(studentNo);
    await field('六位确认码').fill(code === '000000' ? '000001' : '000000');
    await button('查看这次帮扶').click();
    await text(/学号或确认码不对/).waitFor();
    await field('六位确认码').fill(code);
    await button('查看这次帮扶').click();
    await text(`${volunteer}记录：`).waitFor();
    await demo.shoot('session-confirm');
    expect(await demo.problems()).toEqual([]);
    await button('属实，确认').click();
    await text(/已确认，谢谢/).waitFor();

    await demo.become(volunteer);
    await demo.open('/volunteer/hours/hours');
    await text('已计入', true).waitFor();
    expect(await shown().innerText()).toMatch(/已计入的志愿服务时数\s+1 分钟/);
    await demo.shoot('hours');
    expect(await demo.problems()).toEqual([]);
  });

  it('reports no fault', () => expect(demo.faults).toEqual([]));
});
