import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readPdf } from '../adapters/documents/read-pdf';
import { type Demo, openDemo, reportedFaults } from './demo';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await demo.shoot(`failed ${task.name}`, true);
});
afterAll(() => demo?.close());

const GRADES = '2025-2026-2学期成绩.xlsx';
const BROKEN = '成绩-含错误示例.csv';

/** Points. */
const A4 = [595, 842];
const PROBLEMS = '有机化学跟不上，上课坐后排；上学期起常熬夜，作业抄同学的。情绪平稳，与室友相处正常。';
const ASSESSMENT = '属学习方法问题，需要进一步关注。已约定每周两次到图书馆自习，两周后看作业本。';
const OPINION = '与学生谈过作息，同意搬回宿舍并请室友提醒。';

const shown = () => demo.app.locator('.page-host:not([hidden])');
const button = (name: string | RegExp) =>
  shown().getByRole('button', { name, exact: typeof name === 'string' });
const text = (content: string | RegExp) => shown().getByText(content);
const choice = (group: string, name: string) =>
  shown().getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name, exact: true });
const field = (name: string) => shown().getByRole('textbox', { name, exact: true });
const back = () => demo.app.getByRole('button', { name: '返回', exact: true }).first();

async function choose(file: string): Promise<void> {
  await button('选择文件').click();
  await demo.page.getByRole('dialog').getByRole('button', { name: file }).click();
}

/** The case's page of a student, from the meeting's list. */
async function openProposal(name: string): Promise<void> {
  await button(new RegExp(`^${name}，`)).click();
  await text('认定情形').waitFor();
}

describe('from a grade export to a signed talk record, as five people', () => {
  it('the office sees what a file holds, and applies it as a whole', async () => {
    await demo.shoot('desk', true);
    await demo.shoot('today-office');
    await button(/导入2025-2026学年第2学期成绩/).click();
    await choose(BROKEN);
    // Headings that nobody has confirmed yet: once, then never again.
    await text(/认出来了：正方/).waitFor();
    await demo.shoot('import-mapping');
    expect(await demo.problems()).toEqual([]);
    await button('确认，看预览').click();
    await text(/^拒收的行$/).waitFor();
    const refused = await shown().innerText();
    expect(refused).toContain('第 3 行 · 学号');
    expect(refused).toContain('2.02E+11');
    expect(refused).toContain('科学计数法');
    expect(refused).toContain('成绩「八十多」不在对照表中');
    await demo.shoot('import-rejected');
    expect(await demo.problems()).toEqual([]);
    await button('放弃').click();

    await choose(GRADES);
    await button('应用').waitFor();
    expect(await shown().innerText()).toContain('读到 2768 行，240 名学生');
    await demo.shoot('import-preview');
    expect(await demo.problems()).toEqual([]);
    await button('应用').click();
    await text('已应用：新增 2768 行').waitFor();
    await demo.shoot('import-applied');
    await button('返回').click();

    await choose(GRADES);
    await text(/与已有数据相同/).waitFor();
    expect(await button('应用').getAttribute('class')).toContain('t-button--disabled');
    await button('放弃').click();
    await demo.shoot('imports');
  });

  it('the office screens by the policy of 2015, with the rows behind each number', async () => {
    await demo.open('/meeting/agenda/agenda?run=1');
    await button('开始筛查').click();
    await text('待认定 24').waitFor();
    await demo.shoot('agenda');
    await openProposal('沈翀');
    const page = await shown().innerText();
    expect(page).toContain('26.00');
    expect(page).toContain('未提供数据');
    expect(page).toMatch(/旷课\s+未提供数据/);
    await demo.shoot('case-office');
    expect(await button('确认认定').count()).toBe(0);
  });

  it('the leader confirms, changes with a reason, and dismisses with a reason', async () => {
    await demo.become('周明远');
    await demo.shoot('today-leader');
    await button(/认定：24 名学生待诊断会决定/).click();
    await text('待认定 24').waitFor();
    await openProposal('佘祎');
    await demo.shoot('case');
    expect(await demo.problems()).toEqual([]);
    await button('记下决定').click();
    await text('请先选择确认、调整或不认定。').waitFor();
    await choice('决定', '确认二级').click();
    await choice('会诊', '学习能力').click();
    await shown().getByRole('checkbox', { name: '网络成瘾' }).click();
    await demo.shoot('case-deciding');
    expect(await demo.problems()).toEqual([]);
    await button('确认二级').click();
    await text('佘祎：已确认为二级。').waitFor();
    await demo.shoot('case-next');
    await back().click();
    await text('已认定 1').waitFor();

    await openProposal('沈翀');
    await choice('决定', '调整').click();
    await choice('帮扶类型', '二级').click();
    await choice('会诊', '学习态度').click();
    await button('调整').click();
    await text('请写明理由').waitFor();
    await field('理由').fill('重修的高等数学已补交成绩，核实后不及格学分低于二十五。');
    await button('调整').click();
    await text('沈翀：已调整为二级。').waitFor();
    await back().click();
    await text('已认定 2').waitFor();

    await openProposal('温玥');
    await choice('决定', '不认定').click();
    await button('不认定').click();
    await text('请写明理由').waitFor();
    await field('理由').fill('九月补考已通过，成绩单待录入。');
    await button('不认定').click();
    await text('温玥：不认定。').waitFor();
    await back().click();
    await text('已认定 3').waitFor();
    await demo.shoot('agenda-decided');
    expect(await demo.problems()).toEqual([]);
  });

  it('the class adviser files the talk, once, from a draft that survived', async () => {
    await demo.become('沈月华');
    await demo.shoot('today-adviser');
    await button(/佘祎，首次谈话/).click();
    await text('未通过课程').waitFor();
    await demo.shoot('talk-edit');
    expect(await demo.problems()).toEqual([]);
    await field('地点').fill('学院楼 203');
    await field('主要问题与表现').fill(PROBLEMS);
    await field('主要问题与表现').blur();
    await text(/草稿已保存/).waitFor();

    // The app is closed in the middle of it.
    await demo.become('沈月华');
    await button(/佘祎，首次谈话/).click();
    await text(/已恢复 .* 的草稿/)
      .first()
      .waitFor();
    expect(await field('主要问题与表现').inputValue()).toBe(PROBLEMS);
    await button('提交').click();
    await text(/请.*初步评估/).waitFor();
    await field('初步评估及建议').fill(ASSESSMENT);
    await choice('是否与家长联系', '是').click();
    await choice('需要进一步关注', '是').click();
    await choice('建议心理素质教育中心关注', '否').click();

    // An impatient thumb files one record all the same.
    await button('提交').dblclick();
    await text('已完成').waitFor();
    await demo.shoot('talk-filed');
    expect(await demo.problems()).toEqual([]);
    await text('下次谈话 9月28日前').waitFor();
    await text('为什么：上次谈话 9月14日 + 两周 = 9月28日').waitFor();
    await button('返回').click();
    await button(/佘祎，首次谈话/).waitFor({ state: 'detached' });

    // Done ones fade at the end; what is not a talk is folded.
    await text('今天已完成').waitFor();
    await button(/^其他应办 \d+ 项/).click();
    await button(/佘祎，下阶段学习计划/).waitFor();
    await demo.app.getByRole('button', { name: '学生', exact: true }).click();
    await button(/^佘祎，/).click();
    await text('经过').waitFor();
    // Tapped twice, kept once.
    expect(
      await shown()
        .getByRole('button', { name: /谈话（面谈）.*今天/ })
        .count(),
    ).toBe(1);
    // What was said is read in the record, where the reading is logged.
    expect(await shown().innerText()).not.toContain(PROBLEMS);
    await demo.shoot('archive');
    expect(await demo.problems()).toEqual([]);
  });

  it('another class adviser sees nothing of it', async () => {
    const url = await demo.page.evaluate(() => {
      const element = document.getElementById('app') as HTMLIFrameElement;
      return element.contentWindow?.location.hash.slice(1) ?? '';
    });
    await demo.become('方柏舟');
    await demo.open(url);
    await text('这里看不到').waitFor();
    expect(await shown().innerText()).not.toContain('佘祎');
    await demo.shoot('refused');
  });

  it('the counselor adds an opinion with a date of their own to the same record', async () => {
    await demo.become('林书航');
    await demo.shoot('today-counselor');
    await demo.app.getByRole('button', { name: '学生', exact: true }).click();
    await button(/^佘祎，/).waitFor();
    await demo.shoot('students-counselor');
    await demo.showAs('深色', '标准字号');
    await demo.shoot('students-dark');
    await demo.showAs('浅色', '标准字号');
    await button(/^佘祎，/).click();
    await text('经过').waitFor();
    await shown().getByRole('button').filter({ hasText: '面谈' }).first().click();
    await button('补充意见').click();
    await field('补充意见').fill(OPINION);
    await field('您与学生谈话的日期').fill('2026-09-14');
    await button('写入').click();
    await text('补充意见已写入，您的谈话已完成。').waitFor();
    await text('下次谈话 10月14日前').waitFor();
    await text(OPINION).waitFor();
    const record = await shown().innerText();
    expect(record).toContain(PROBLEMS);
    expect(record).toContain(OPINION);
    expect(record).toMatch(/班主任\s+沈月华\s+2026年9月14日\s+辅导员\s+林书航\s+2026年9月14日/);
    await demo.shoot('talk-view');
    expect(await demo.problems()).toEqual([]);
  });

  it('prints the record as the annex has it', async () => {
    await button('打印').click();
    await demo.app.getByText('PDF（打印）').click();
    await demo.page.locator('#document').waitFor();
    await demo.shoot('paper', true);
    const bytes = await demo.takeDocument();
    demo.keepFile('talk-record.pdf', bytes);
    const pdf = await readPdf(bytes);
    expect(pdf.pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([A4]);
    const order = [
      '生科系学生谈话记录表',
      '学生姓名佘祎性别女籍贯浙江台州班级生物科学241',
      '家庭情况（城镇/农村、经济情况、单亲或其它）',
      '主要问题与表现',
      PROBLEMS,
      '初步评估及建议',
      ASSESSMENT,
      OPINION,
      '访谈教师班主任：沈月华辅导员：林书航',
      '访谈时间2026年9月14日2026年9月14日',
    ];
    const places = order.map((part) => pdf.text.indexOf(part));
    expect(places).not.toContain(-1);
  });
});

describe('a meeting over twelve students', () => {
  const rows = () => shown().locator('.line', { hasText: '撤回' });

  it('begins from the list; an adviser comes with the own phone and says a view there', async () => {
    await demo.become('周明远');
    await demo.open('/meeting/agenda/agenda');
    await button('诊断会').click();
    await button('现在开始').click();
    await text('到会 1 人').waitFor();
    await demo.shoot('conference-begun');
    await demo.become('沈月华');
    await demo.open('/meeting/consult/consult');
    await button('我到会').click();
    await text(/还有 \d+ 位没有写看法/).waitFor();
    await shown()
      .getByRole('button', { name: /还没有写$/ })
      .first()
      .click();
    await choice('会诊', '学习态度').click();
    await shown()
      .getByRole('button', { name: /学习态度$/ })
      .first()
      .waitFor();
    await demo.shoot('consult');
    expect(await demo.problems()).toEqual([]);
  });

  it('goes through them by keyboard: nothing is typed that is known', async () => {
    await demo.become('周明远');
    await demo.open('/meeting/conference/conference');
    await text('到会 2 人').waitFor();
    await button('开始会诊').click();
    const who = shown().locator('.who');
    const seen = new Set<string>();
    for (let done = 0; done < 12; done += 1) {
      await text('下一步由谁负责').waitFor();
      const heading = await who.innerText();
      expect(seen.has(heading)).toBe(false);
      seen.add(heading);
      const tier = /三级/.test(heading) ? '3' : /二级/.test(heading) ? '2' : '1';
      const conclusion = shown().getByRole('radiogroup', { name: '会诊', exact: true });
      if ((await conclusion.getByRole('radio', { checked: true }).count()) === 0)
        await conclusion.getByRole('radio', { name: '学习能力', exact: true }).click();
      if (done === 3) await demo.shoot('conference-case');
      await demo.page.keyboard.press(tier);
      await demo.page.keyboard.press('Enter');
      await text(/会后一起生效。$/).waitFor();
      await expect.poll(() => who.innerText(), { timeout: 60_000 }).not.toBe(heading);
    }
    expect(await demo.problems()).toEqual([]);
  });

  it('takes one back, puts the others in force together, and prints the minutes', async () => {
    await demo.open('/meeting/conference/conference');
    await expect.poll(() => rows().count(), { timeout: 60_000 }).toBe(12);
    await rows().first().getByRole('button', { name: /^撤回/ }).click();
    await expect.poll(() => rows().count(), { timeout: 60_000 }).toBe(11);
    await demo.shoot('conference-prepared');
    await button('11 个决定一起生效').click();
    await demo.app.getByRole('button', { name: '生效', exact: true }).click();
    await text('11 个决定已经生效，纪要已定稿。').waitFor();
    expect(await demo.problems()).toEqual([]);
    await button(/的纪要$/).click();
    const bytes = await demo.takeDocument();
    demo.keepFile('conference-minutes.pdf', bytes);
    const minutes = (await readPdf(bytes)).text;
    expect(minutes).toContain('会议逐一研究了11名学生');
    expect(minutes).toContain('沈月华（班主任）');
    await demo.open('/meeting/agenda/agenda');
    await text(/已认定 14/).waitFor();
  });

  it('did all of it without a fault', async () => {
    expect(await reportedFaults(demo.page)).toEqual([]);
    expect(demo.faults).toEqual([]);
  });
});
