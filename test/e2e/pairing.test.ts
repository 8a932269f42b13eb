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
const text = (content: string | RegExp) => shown().getByText(content);
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

  it('reports no fault', () => expect(demo.faults).toEqual([]));
});
