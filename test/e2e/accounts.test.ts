import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DemoState } from '../../local/page/state';
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
const field = (name: string) => shown().getByRole('textbox', { name, exact: true });

/** Of the mini-program code that the stand-in WeChat drew last. */
const newestScene = async (): Promise<string> => {
  const state = (await (await fetch(new URL('/demo/state', demo.url))).json()) as DemoState;
  return encodeURIComponent(state.codes[0]?.scene ?? '');
};

describe('a WeChat account becomes a person, and stops being one', () => {
  let code = '';

  it('a newcomer is told what to do, and what was wrong', async () => {
    await demo.become('白初夏');
    await text('还没有开通').waitFor();
    await button('用激活码开通').click();
    await text('第一次使用，请开通').waitFor();
    await demo.shoot('activate');
    expect(await demo.problems()).toEqual([]);
    await button('开通并登录').click();
    await text('请填写工号或学号。').waitFor();
    await field('工号或学号').fill('05203');
    await field('激活码').fill('2222-2222-2222');
    await button('开通并登录').click();
    await text(/工号（学号）或激活码不对/).waitFor();
    expect(await demo.problems()).toEqual([]);
  });

  it('the office hands out a code', async () => {
    await demo.become('许佩兰');
    await demo.open('/office/accounts/accounts');
    await button(/^白初夏，.*未开通$/).click();
    await button('发激活码').click();
    await text(/只显示这一次/).waitFor();
    code = (await shown().locator('.code__text').innerText()).trim();
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    await demo.shoot('accounts');
    expect(await demo.problems()).toEqual([]);
    await button(/^白初夏，.*待激活$/).waitFor();
  });

  it('the newcomer opens the account with it, and is known from then on', async () => {
    await demo.become('白初夏');
    await button('用激活码开通').click();
    await field('工号或学号').fill('05203');
    await field('激活码').fill(code.toLowerCase().replaceAll('-', ' '));
    await button('开通并登录').click();
    // Asked before first use; what goes on without is said before and after a refusal.
    await button('同意并继续').waitFor();
    await text('收集您的什么，做什么用').waitFor();
    await demo.shoot('privacy-first');
    expect(await demo.problems()).toEqual([]);
    await button('不同意').click();
    await demo.app
      .getByText(/可以用纸质表格填写/)
      .first()
      .waitFor();
    await demo.app.getByRole('dialog').getByRole('button', { name: '不同意' }).click();
    await text(/您在 .* 选择了不同意/).waitFor();
    await text('没有同意的时候').waitFor();
    await demo.shoot('privacy-refused');
    await demo.open('/pages/today/today');
    await button('同意并继续').click();
    await text(/今天没有|还没有|没有/)
      .first()
      .waitFor();
    await demo.open('/pages/me/me');
    await text(/05203/).waitFor();
  });

  it('takes the agreement back under 我的, hears what follows, and gives it again', async () => {
    await button('隐私说明和我的同意').click();
    await text(/您在 .* 同意了这一版/).waitFor();
    await demo.shoot('privacy-agreed');
    await button('撤回同意').click();
    await demo.app
      .getByText(/提醒也不再发给您/)
      .first()
      .waitFor();
    await demo.app.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
    await text(/您在 .* 撤回了同意/).waitFor();
    await demo.open('/student/referrals/referrals');
    await button('同意并继续').click();
    // On to where the person was going.
    await text(/早报告/)
      .first()
      .waitFor();
    expect(await demo.problems()).toEqual([]);
  });

  const typed = '连续两周没有到实验课，小组作业也没有交。';

  it('a session that ends in the middle of a form is renewed unseen, and what was typed arrives', async () => {
    await demo.open('/student/referral/referral');
    await field('学号').fill('202409999999');
    await field('姓名').fill('某某某');
    await field('看到的情况').fill(typed);
    // The gateway gets a token that is not in force, as after its two hours.
    let [over, opened] = [0, 0];
    await demo.page.route('**/v1/functions/*', (route) => {
      const body = route.request().postData() ?? '';
      if (body.includes('session.open')) opened += 1;
      if (!body.includes('referrals.file') || over > 0) return route.fallback();
      over += 1;
      return route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer over' } });
    });
    await button('提交').click();
    // It arrived and was read: the answer is about the student.
    await text('学号和姓名对不上本系的学生').waitFor();
    await demo.page.unroute('**/v1/functions/*');
    expect([over, opened]).toEqual([1, 1]);
    expect(await field('看到的情况').inputValue()).toBe(typed);
    expect(await demo.problems()).toEqual([]);
  });

  it('the office takes the account back, and its open session ends at once', async () => {
    await demo.become('许佩兰');
    await demo.open('/office/accounts/accounts');
    await button(/^白初夏，.*已开通$/).click();
    await button('解绑微信').click();
    await demo.app.getByText('手机丢失').click();
    await button(/^白初夏，.*未开通$/).waitFor();
    await demo.become('白初夏');
    await text('还没有开通').waitFor();
  });

  it('opened anew on the same phone by a scanned code, what was half typed is still there', async () => {
    await demo.become('许佩兰');
    await demo.open('/office/accounts/accounts');
    await button(/^白初夏，.*未开通$/).click();
    await button('给小程序码').click();
    await text(/请让白初夏本人当面用微信扫/).waitFor();
    await button('换一张小程序码').waitFor();
    const newest = await newestScene();
    await demo.shoot('invitation');
    expect(await demo.problems()).toEqual([]);
    // Taken back: whoever scans it is told, and may type instead.
    await button('收回小程序码').click();
    await button(/^白初夏，.*未开通$/).waitFor();
    await demo.become('白初夏');
    await demo.open(`/pages/sign-in/sign-in?scene=${newest}`);
    await button('开通并登录').click();
    await text(/已经收回或换了新的/).waitFor();
    await field('激活码').waitFor();
    expect(await demo.problems()).toEqual([]);
    await demo.open('/pages/sign-in/sign-in?scene=i-damaged');
    await text(/没有扫完整/).waitFor();
    await demo.become('许佩兰');
    await demo.open('/office/accounts/accounts');
    await button(/^白初夏，.*未开通$/).click();
    await button('给小程序码').click();
    await button('换一张小程序码').waitFor();
    await demo.become('白初夏');
    // As a visitor of the demo does it: the page around the phone scans.
    await demo.page.getByRole('button', { name: '用这个人的微信扫最新的一张' }).click();
    await text(/已读到系学工办给您的小程序码/).waitFor();
    await demo.shoot('invited');
    expect(await demo.problems()).toEqual([]);
    await button('开通并登录').click();
    await text(/今天没有|还没有|没有/)
      .first()
      .waitFor();
    await demo.open('/student/referral/referral');
    await text(/已恢复 .* 的草稿/).waitFor();
    expect(await field('看到的情况').inputValue()).toBe(typed);
  });

  it('a person asks for a correction, the office accepts it, and the roster is changed', async () => {
    await demo.become('程思齐');
    await demo.open('/pages/me/me');
    await button('我的资料，申请更正或删除').click();
    await button('申请更正或删除').click();
    await button('提交申请').click();
    await text('请选要更正的是哪一项。').waitFor();
    await shown().getByRole('radio', { name: '姓名', exact: true }).click();
    await field('应改成什么').fill('程思琦');
    await button('提交申请').click();
    await button(/^更正姓名，.*待答复$/).waitFor();
    await demo.shoot('my-data');
    expect(await demo.problems()).toEqual([]);
    await demo.become('许佩兰');
    await demo.open('/office/data-requests/data-requests');
    await demo.shoot('data-requests');
    await button(/^程思齐.*更正姓名.*待答复$/).click();
    await shown().getByRole('radio', { name: '办理', exact: true }).click();
    await demo.shoot('data-request');
    expect(await demo.problems()).toEqual([]);
    await button('答复').click();
    await text(/^已答复，/).waitFor();
    expect(await button('答复').count()).toBe(0);
    await button('看名册里的这个人').click();
    await text('程思琦').first().waitFor();
    expect(await demo.problems()).toEqual([]);
  });

  it('a colleague who leads sees the list and changes nothing', async () => {
    await demo.become('周明远');
    await demo.open('/office/accounts/accounts');
    await text('白初夏').waitFor();
    expect(await button('发激活码').count()).toBe(0);
  });
});

it('caused no error in the mini-program', () => {
  expect(demo.faults).toEqual([]);
});
