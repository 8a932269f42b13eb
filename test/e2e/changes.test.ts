import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, openDemo, reportedFaults } from './demo';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await demo.shoot(`failed ${task.name}`, true);
});
afterAll(() => demo?.close());

const STEP_MS = 60_000;
const GRADES = '2025-2026-2学期成绩.xlsx';
const HEADINGS =
  '学号,姓名,课程名称,学分,备注,折算成绩,补考成绩,补考成绩备注,重修成绩,绩点,课程性质,课程归属,重修标记,选课课号,学年,学期,是否注册,学院,班级,正考学年学期,教师姓名';

const shown = () => demo.app.locator('.page-host:not([hidden])');
const button = (name: string | RegExp) =>
  shown().getByRole('button', { name, exact: typeof name === 'string' });
const text = (content: string | RegExp) => shown().getByText(content);
const choice = (group: string, name: string) =>
  shown().getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name, exact: true });

async function apply(): Promise<void> {
  await button('应用').or(button('确认，看预览')).first().waitFor({ timeout: STEP_MS });
  if ((await button('确认，看预览').count()) > 0) await button('确认，看预览').click();
  await button('应用').click({ timeout: STEP_MS });
  const applied = text(/^已应用：/);
  const cut = text(/没有连上服务器/);
  await applied.or(cut).first().waitFor({ timeout: STEP_MS });
  // What a person does on a slow line: the same import again, which is applied once.
  if ((await cut.count()) > 0) await button('应用').click({ timeout: STEP_MS });
  await applied.waitFor({ timeout: STEP_MS });
}

async function screen(): Promise<void> {
  await demo.become('许佩兰');
  await demo.open('/meeting/agenda/agenda?run=1');
  await button('开始筛查').or(button('重新筛查')).first().waitFor();
  if ((await button('开始筛查').count()) === 0) await button('重新筛查').click();
  await button('开始筛查').click();
  await text(/^待认定 \d+/).waitFor({ timeout: STEP_MS });
}

describe('grades corrected after the meeting decided', () => {
  let studentNo = '';
  let className = '';

  it('the meeting decides on a first screening', async () => {
    await demo.open('/office/imports/imports');
    await button('选择文件').click();
    await demo.page.getByRole('dialog').getByRole('button', { name: GRADES }).click();
    await apply();
    await screen();
    await demo.become('周明远');
    await demo.open('/meeting/agenda/agenda');
    await button(/^佘祎，/).click();
    await text('认定情形').waitFor();
    const found = /(\S+) · (\d{8,})/.exec(await shown().innerText());
    [, className = '', studentNo = ''] = found ?? [];
    expect(studentNo).not.toBe('');
    await choice('决定', '确认二级').click();
    await choice('会诊', '学习能力').click();
    await button('确认二级').click();
    await text('佘祎：已确认为二级。').waitFor();
  });

  it('a make-up that was failed proposes a heavier tier, with old, new and why', async () => {
    await demo.become('许佩兰');
    await demo.open('/office/imports/imports');
    await button('选择文件').click();
    const row = `${studentNo},佘祎,结构生物学,12,,41,45,,,0,必修课,,0,(2025-2026-2)-JG001-05001-1,2025-2026,2,是,生命科学学院,${className},,`;
    await demo.page.locator('#chooser-file').setInputFiles({
      name: '补考更正.csv',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(`${HEADINGS}\n${row}\n`),
    });
    await apply();
    await screen();
    // Beside two whose case of the semester before may end.
    await text('变更 3').click();
    await text(/二级 → 三级（最重）：结构生物学补考未过/).waitFor();
    await demo.shoot('agenda-change');
    expect(await demo.problems()).toEqual([]);
  });

  it.each([
    ['dark', '深色', '标准字号'],
    ['large', '浅色', '大字号'],
    ['light', '浅色', '标准字号'],
  ] as const)('the change reads well: %s', async (look, theme, size) => {
    await demo.become('周明远');
    await demo.showAs(theme, size);
    await demo.open('/meeting/agenda/agenda');
    await button(/^佘祎，/).waitFor();
    await demo.shoot(`${look}-agenda-change`);
    expect(await demo.problems()).toEqual([]);
    await button(/^佘祎，/).click();
    await text('变更建议').waitFor();
    await demo.shoot(`${look}-case-change`);
    expect(await demo.problems()).toEqual([]);
  });

  it('the list before the correction is reached, and the way back', async () => {
    await demo.open('/meeting/agenda/agenda');
    await text('变更 3').waitFor();
    const other = shown().getByRole('combobox', { name: '换一次筛查', exact: true });
    await other.selectOption({ index: 1 });
    await text('变更 2').waitFor();
    expect(await other.evaluate((field) => (field as HTMLSelectElement).selectedIndex)).toBe(1);
    expect(await demo.problems()).toEqual([]);
    await other.selectOption({ index: 0 });
    await text('变更 3').waitFor();
  });

  it('nothing moves before the meeting confirms; then it does', async () => {
    await demo.open('/pages/students/students');
    await button(/^佘祎，.*二级/).waitFor();
    await demo.open('/meeting/agenda/agenda');
    await button(/^佘祎，/).click();
    await choice('决定', '变更为三级（最重）').click();
    await choice('会诊', '学习能力').click();
    await demo.shoot('case-change-deciding');
    expect(await demo.problems()).toEqual([]);
    await button('变更为三级（最重）').click();
    await text('佘祎：已确认为三级（最重）。').waitFor();
    await demo.open('/pages/students/students');
    await button(/^佘祎，.*三级/).waitFor();
    expect(await reportedFaults(demo.page)).toEqual([]);
  });
});
