import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, openDemo, reportedFaults } from './demo';

/** The adviser opens 今日, makes a plan, the student signs it on the phone, and the duty is done. */

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
const field = (name: string) => shown().getByRole('textbox', { name });

/** Draws a name with the mouse, as a finger would. */
async function sign(): Promise<void> {
  const pad = shown().getByRole('img', { name: '请学生在框里签名' });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad');
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  for (const left of [0.15, 0.5]) {
    await demo.page.mouse.move(...at(left, 0.3));
    await demo.page.mouse.down();
    for (let step = 1; step <= 12; step++)
      await demo.page.mouse.move(...at(left + step * 0.025, 0.3 + (step % 4) * 0.12));
    await demo.page.mouse.up();
  }
}

describe('a study plan', () => {
  let name = '';

  it('is one tap from 今日, drawn from the outstanding courses, and kept as it is written', async () => {
    await demo.become('沈月华');
    await button(/^其他应办 \d+ 项/).click();
    await demo.shoot('today-others');
    expect(await demo.problems()).toEqual([]);
    const todo = button(/，下阶段学习计划，/).first();
    name = ((await todo.getAttribute('aria-label')) ?? '').split('，')[0] ?? '';
    await todo.click();
    await text('和学生一起订').waitFor();
    await demo.shoot('plan-edit');
    expect(await demo.problems()).toEqual([]);
    await button('保存，请学生确认').click();
    await text(/请写下这一阶段的目标/).waitFor();
    await field('阶段目标').fill('这学期补上两门课，新课都及格。');
    await field('每周做的事 1').fill('周三晚自习到图书馆做习题');
    await field('每周做的事 1').blur();
    await text(/草稿已保存/).waitFor();
    await button('加一件').click();
    expect(await field('每周做的事 1').inputValue()).toBe('周三晚自习到图书馆做习题');
    await field('每周做的事 2').fill('每周一整理笔记');
    await field('每周做的事 2').blur();

    // The app is closed in the middle of it.
    await demo.become('沈月华');
    await button(/^其他应办 \d+ 项/).click();
    await button(new RegExp(`^${name}，下阶段学习计划，`)).click();
    await text(/已恢复 .* 的草稿/)
      .first()
      .waitFor();
    expect(await field('阶段目标').inputValue()).toBe('这学期补上两门课，新课都及格。');
    expect(await field('每周做的事 2').inputValue()).toBe('每周一整理笔记');
  });

  it('the student says by a code, on the own phone, what to change', async () => {
    await button('保存，请学生确认').click();
    await text('学生签名').waitFor();
    await button(/^不签名：给学生六位确认码/).click();
    await text(/^\d{3} \d{3}$/).waitFor();
    const code = (await text(/^\d{3} \d{3}$/).innerText()).replace(/\D/g, '');
    const studentNo = /\d{10,}/.exec(await shown().innerText())?.[0] ?? '';
    await demo.shoot('plan-code');
    expect(await demo.problems()).toEqual([]);
    await demo.become('的手机');
    await demo.open('/student/plan-confirm/plan-confirm');
    await field('学号').fill(studentNo);
    await field('六位确认码').fill(code);
    await button('查看学习计划').click();
    await text('周三晚自习到图书馆做习题').waitFor();
    await demo.shoot('plan-confirm');
    expect(await demo.problems()).toEqual([]);
    await button('想改一改').click();
    await field('想改哪里、怎样改').fill('周三晚上有课，换成周四。');
    await demo.shoot('plan-object');
    expect(await demo.problems()).toEqual([]);
    await button('告诉班主任').click();
    await text(/已告诉班主任/).waitFor();
  });

  it('is signed by the student on this phone, and the duty is done', async () => {
    await demo.become('沈月华');
    await button(/^其他应办 \d+ 项/).click();
    await button(new RegExp(`^${name}，下阶段学习计划，`)).click();
    await text(/学生希望修改：周三晚上有课，换成周四。/).waitFor();
    await button('请学生确认').click();
    await text('学生签名').waitFor();
    await text(/志愿者能看到 \d+ 门课、2 件每周做的事/).waitFor();
    await button('同意并签名').click();
    await text(/请学生本人在框里写下姓名/).waitFor();
    await sign();
    await demo.shoot('plan-sign');
    expect(await demo.problems()).toEqual([]);
    await button('同意并签名').dblclick();
    await text('学习计划已签名确认').waitFor();
    await text(/^下次学习计划检查 .+前$/).waitFor();
    await demo.shoot('plan-signed');
    expect(await demo.problems()).toEqual([]);
    await button('返回').click();
    await button(new RegExp(`^${name}，下阶段学习计划，`)).waitFor({ state: 'detached' });
    await button('看全部').click();
    await button(new RegExp(`^${name}，学习计划已签名确认，`)).click();
    await shown().locator('.signature img').waitFor();
    await expect
      .poll(() =>
        shown()
          .locator('.signature img')
          .evaluate((image) => (image as HTMLImageElement).naturalWidth),
      )
      .toBeGreaterThan(0);
    await demo.shoot('plan-view');
    expect(await demo.problems()).toEqual([]);
  });

  it('is reviewed with a word for each open course', async () => {
    await button('检查计划').click();
    await button('提交').click();
    await text(/还有 \d+ 门课没有选进展/).waitFor();
    const open = await shown().getByRole('radio', { name: '落后', exact: true }).count();
    for (let at = 0; at < open; at++)
      await shown().getByRole('radio', { name: '落后', exact: true }).nth(at).click();
    await field('检查情况').fill('刚开始，先做第一章。');
    await demo.shoot('plan-review');
    expect(await demo.problems()).toEqual([]);
    await button('提交').click();
    await text('已检查').waitFor();
    await demo.shoot('plan-reviewed');
  });

  it('advice on courses is recorded beside what is still to be made up', async () => {
    await demo.become('沈月华');
    await button(new RegExp(`^${name}，学习计划已签名确认，`)).click();
    await button('选课咨询').click();
    await field('选课建议').fill('先重修有机化学，本学期不超过 20 学分。');
    await demo.shoot('course-advice');
    expect(await demo.problems()).toEqual([]);
    await button('提交').click();
    await text('选课咨询已记录').waitFor();
  });

  it('stands in the archive, for the counselor too, who only reads', async () => {
    await demo.become('林书航');
    await demo.open('/pages/students/students');
    await shown().getByRole('textbox').first().fill(name);
    await button(new RegExp(name)).first().click();
    await button('学习计划').waitFor();
    await demo.shoot('archive-plan');
    expect(await demo.problems()).toEqual([]);
    await button(/学生签名确认学习计划/)
      .first()
      .click();
    await text('这学期补上两门课，新课都及格。').waitFor();
    expect(await button('修改计划').count()).toBe(0);
  });

  it('a call to a number on file closes the duty; the number comes by a page that is logged', async () => {
    await demo.become('沈月华');
    await button(/^其他应办 \d+ 项/).click();
    const todo = button(/，电话告知家长，/).first();
    const called = ((await todo.getAttribute('aria-label')) ?? '').split('，')[0] ?? '';
    await todo.click();
    await text('打给谁').waitFor();
    expect(await shown().innerText()).toContain('号码已核实');
    await button(/^只选.*，不拨号/)
      .first()
      .click();
    await button('提交').click();
    await text(/请选择有没有打通/).waitFor();
    await shown().getByRole('radio', { name: '打通了' }).click();
    await field('接电话的是谁').fill('母亲本人');
    await shown().getByRole('radio', { name: '是', exact: true }).click();
    await field('告知了什么').fill('不及格学分和帮扶类型，学校会做什么。');
    await demo.shoot('call-log');
    expect(await demo.problems()).toEqual([]);
    await button('提交').click();
    await text('已告知家长').waitFor();
    await demo.shoot('call-filed');
    await button('返回').click();
    await button(new RegExp(`^${called}，电话告知家长，`)).waitFor({ state: 'detached' });
    await button('看全部').click();
    await button(new RegExp(`^${called}，家长电话已记录，`)).waitFor();

    await demo.open('/pages/students/students');
    await shown().getByRole('textbox').first().fill(called);
    await button(new RegExp(called)).first().click();
    await button('家长').click();
    await button('查看姓名、号码和地址（会被记录）').waitFor();
    expect(await shown().innerText()).not.toMatch(/1990000\d{4}/);
    await button('查看姓名、号码和地址（会被记录）').click();
    await text(/1990000\d{4}/)
      .first()
      .waitFor();
    await demo.shoot('guardians');
    expect(await demo.problems()).toEqual([]);
    await button('登记一位家长').click();
    await demo.shoot('guardian-edit');
    expect(await demo.problems()).toEqual([]);
    await field('姓名').fill('某大伯');
    await field('电话').fill('199 0000 9001');
    await button('保存').click();
    await text('未核实：认定之后才登记').waitFor();
  });

  it('the parents are invited to school, and whoever came signs the minutes', async () => {
    await demo.become('方柏舟');
    await demo.open('/pages/today/today');
    await button(/^其他应办 \d+ 项/).click();
    await button(/，家长来校面谈，/)
      .first()
      .click();
    await text('学习情况表').waitFor();
    await button('邀请家长').click();
    await button('去登记家长').waitFor();
    await demo.shoot('meeting-invite');
    expect(await demo.problems()).toEqual([]);
    await button('不填了').click();
    await button('写面谈纪要').click();
    await shown().getByRole('checkbox', { name: '家长', exact: true }).click();
    await field('地点').fill('生科楼 203 会议室');
    await field('商定的事').fill('每周二、四晚自习。');
    await demo.shoot('meeting-minutes');
    expect(await demo.problems()).toEqual([]);
    await button('提交').click();
    await text(/四方没有到齐/).waitFor();
    await button('请学生签名').click();
    await sign();
    await button('签好了').click();
    await text('学生已签名。').waitFor();
    await demo.shoot('meeting-signed');
    expect(await demo.problems()).toEqual([]);
    for (const size of ['大字号', '标准字号']) {
      await demo.showAs(size === '大字号' ? '深色' : '浅色', size);
      await demo.shoot(`meeting-${size}`);
      expect(await demo.problems()).toEqual([]);
    }
  });

  it('did all of it without a fault', async () => {
    expect(await reportedFaults(demo.page)).toEqual([]);
    expect(demo.faults).toEqual([]);
  });
});
