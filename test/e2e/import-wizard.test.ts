import iconv from 'iconv-lite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '#adapters/spreadsheet/read-table';
import { gradeFile, gradeLine } from '../core/application/department';
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
/** Nobody's export has these headings: 学生编号, 学生 and 班别 say nothing to the guess. */
const HEADINGS = '学生编号,学生,班别,原籍';
const LIST = [
  HEADINGS,
  '209905010101,宋时微,生物科学241,浙江台州',
  '209905010102,何以宁,生物科学241,江西上饶',
  '2.09E+11,闻人语,生物科学241,浙江宁波',
].join('\r\n');

const shown = () => demo.app.locator('.page-host:not([hidden])');
const button = (name: string | RegExp) =>
  shown().getByRole('button', { name, exact: typeof name === 'string' });
const text = (content: string | RegExp, options = {}) => shown().getByText(content, options);

const field = (name: string | RegExp) => shown().getByLabel(name);

/** The person's own file, chosen on the desk as from a chat. */
async function choose(name: string, bytes: Uint8Array): Promise<void> {
  await button('选择文件').click();
  await demo.page
    .locator('#chooser-file')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
}

/** Takes one of the choices that a column's meaning, or the kind of list, has. */
const give = (column: string, meaning: string) =>
  field(new RegExp(`^${column}`)).selectOption({ label: meaning });

/** The server does it; the answer gets lost on the way back. */
async function cutOnce(action: string): Promise<void> {
  let isCut = false;
  await demo.page.route('**/v1/functions/import', async (route) => {
    const isAsked = route.request().postData()?.includes(`"${action}"`) ?? false;
    if (isCut || !isAsked) return route.fallback();
    isCut = true;
    await route.fetch();
    return route.abort();
  });
}

const gb18030 = (text: string) => new Uint8Array(iconv.encode(text, 'gb18030'));

describe('a list that no layout knows, in GB18030', () => {
  it('is told to be unknown, and read once its columns have a meaning', async () => {
    await demo.open('/office/imports/imports');
    await choose('新生名单.csv', gb18030(LIST));
    await text(/没有认出这份表/).waitFor({ timeout: STEP_MS });
    await demo.shoot('mapping-unknown');
    expect(await demo.problems()).toEqual([]);
    await button('确认，看预览').click();
    await shown().getByRole('alert').filter({ hasText: '还没有哪一列对应' }).waitFor();
    await give('这是哪一种表', '学生名册');
    await text(/还缺：学号、姓名、班级。/).waitFor();
    await give('学生编号', '学号（必有）');
    await give('学生，', '姓名（必有）');
    await give('班别', '班级（必有）');
    await give('原籍', '籍贯');
    await text('需要的列都有了。请核对后继续。').waitFor();
    await demo.shoot('mapping-corrected');
    await cutOnce('imports.preview');
    await button('确认，看预览').click();
    await text(/没有连上服务器/).waitFor();
    await button('确认，看预览').click();
    await text(/^拒收的行$/).waitFor();
    const page = await shown().innerText();
    expect(page).toContain('读到 3 行');
    expect(page).toContain('科学计数法');
    await demo.shoot('wizard-preview');
    expect(await demo.problems()).toEqual([]);
  });

  it('hands the rejected rows back with their reasons', async () => {
    await button('下载拒收的行（.xlsx）').click();
    const bytes = await demo.takeDocument();
    const [table] = await readTable(bytes, '拒收的行.xlsx');
    expect(table?.rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
      ['学生编号', '学生'],
      ['2.09E+11', '闻人语'],
    ]);
    expect(table?.rows[1]?.cells.at(-1)).toContain('科学计数法');
  });

  it('is applied once, though the answer got lost', async () => {
    await cutOnce('imports.apply');
    await button('应用').click();
    await text(/没有连上服务器/).waitFor();
    await button('应用').click();
    await text('已应用：新增 2 行').waitFor();
    await demo.shoot('wizard-applied');
    await button('返回').click();
    await button(/^新生名单.csv，已应用/).waitFor();
    // Read again after the cut: one import stands in the list, not two.
    expect(await button(/^新生名单.csv/).count()).toBe(1);
  });

  it('is read without a question the next time, said so, and changes nothing', async () => {
    await choose('新生名单.csv', gb18030(LIST));
    await text(/许佩兰在.*确认过/).waitFor({ timeout: STEP_MS });
    await text(/与已有数据相同/).waitFor();
    await demo.shoot('wizard-preset');
    await button('放弃').click();
    await button(/^新生名单.csv，已放弃/).waitFor();
  });

  it('is taken back with a reason, once, though the answer got lost', async () => {
    await button(/^新生名单.csv，已应用/).click();
    await button('撤销这次导入').click();
    await button('撤销').click();
    await text('请写明为什么撤销，导入记录里会保留。').waitFor();
    await field('为什么撤销').fill('名单不是这一届的');
    await demo.shoot('wizard-undo');
    expect(await demo.problems()).toEqual([]);
    await cutOnce('imports.rollback');
    const dialog = demo.app.getByRole('dialog', { name: '撤销这次导入？' });
    await button('撤销').click();
    await dialog.getByRole('button', { name: '撤销', exact: true }).click();
    await text(/没有连上服务器/).waitFor();
    await button('撤销').click();
    await dialog.getByRole('button', { name: '撤销', exact: true }).click();
    await text('已撤销，这次导入写入的内容都不再有效。').waitFor();
    expect(await shown().innerText()).toContain('原因：名单不是这一届的');
    await demo.shoot('wizard-undone');
    expect(await demo.problems()).toEqual([]);
    await button('返回').click();
    await button(/^新生名单.csv，已撤销/).waitFor();
  });

  it('comes in again as new', async () => {
    await choose('新生名单.csv', gb18030(LIST));
    await text('应用后写入 2 行', { exact: false }).waitFor({ timeout: STEP_MS });
    await button('放弃').click();
  });
});

describe('a grade file of 正方, in GB18030', () => {
  const GRADES = gradeFile(
    gradeLine('209905010101', '宋时微', '喆堃之美', '3', '45'),
    gradeLine('209905010102', '何以宁', '喆堃之美', '3', '88'),
  );

  it('is known by its headings, tells how far it is, and is applied', async () => {
    await demo.open('/office/imports/imports');
    // A file as long as a department's, as far as the page can tell.
    const far = { step: 'stage', done: 61_000, total: 170_000 };
    let isHeld = true;
    await demo.page.route('**/v1/functions/import', async (route) => {
      const asked = route.request().postData() ?? '';
      if (asked.includes('"imports.preview"')) {
        const answer = await route.fetch();
        while (isHeld) await new Promise((resolve) => setTimeout(resolve, 100));
        return route.fulfill({ response: answer });
      }
      if (!isHeld || !asked.includes('"imports.progress"')) return route.fallback();
      const answer = await route.fetch();
      const told = (await answer.text()).replace('"progress":null', `"progress":${JSON.stringify(far)}`);
      return route.fulfill({ response: answer, body: told });
    });
    await choose('2099级成绩.csv', gb18030(GRADES));
    await text('认出来了：正方（教务处批量导出，20 列）', { exact: false }).waitFor({ timeout: STEP_MS });
    await button('确认，看预览').click();
    await text('已比对 61000 行，共 170000 行', { exact: false }).waitFor({ timeout: STEP_MS });
    const bar = shown().getByRole('status').locator('xpath=*[2]');
    const [part, track] = await Promise.all(
      [bar.locator('xpath=*[1]'), bar].map(async (box) => (await box.boundingBox())?.width ?? 0),
    );
    expect((part ?? 0) / (track ?? 1)).toBeCloseTo(61 / 170, 1);
    await demo.shoot('wizard-progress');
    await demo.showAs('深色', '标准字号');
    await demo.shoot('wizard-progress-dark');
    await demo.showAs('浅色', '标准字号');
    expect(await demo.problems()).toEqual([]);
    isHeld = false;
    await text(/^名册里没有的学生$/).waitFor();
    await demo.page.unroute('**/v1/functions/import');
    await demo.shoot('wizard-grades');
    expect(await demo.problems()).toEqual([]);
    await button('应用').click();
    await text('已应用：新增 2 行').waitFor();
  });

  it('that breaks off in the middle is refused as a whole, with the row and what to do', async () => {
    await demo.open('/office/imports/imports');
    const broken = `${GRADES}\n209905010102,"何以宁,课程`;
    await choose('2099级成绩断.csv', gb18030(broken));
    await text('「2099级成绩断.csv」第 4 行的引号没有成对，其后的内容无法分列。请重新导出。').waitFor({
      timeout: STEP_MS,
    });
    await demo.shoot('wizard-grades-broken');
    expect(await demo.problems()).toEqual([]);
    await shown().getByRole('button', { name: '返回' }).click();
    await text('导入记录').waitFor();
    expect(await button(/^2099级成绩断/).count()).toBe(0);
  });
});

describe('a broken file', () => {
  it('is refused with a sentence that says what it is, and there is a way back', async () => {
    await demo.open('/office/imports/imports');
    await choose('成绩.xlsx', new TextEncoder().encode('MZ\u0090\u0000这不是表格'));
    await text(/内容是程序文件，不是表格/).waitFor({ timeout: STEP_MS });
    await demo.shoot('wizard-broken');
    expect(await demo.problems()).toEqual([]);
    await shown().getByRole('button', { name: '返回' }).click();
    await text('导入记录').waitFor();
  });
});

describe('a blank table', () => {
  it('opens from the page, known by its headings', async () => {
    await button(/^空白模板/).click();
    await demo.shoot('wizard-templates');
    await button('下载模板：学生名册').click();
    const bytes = await demo.takeDocument();
    const [table] = await readTable(bytes, '导入模板.xlsx');
    expect(table?.rows[0]?.cells.slice(0, 2)).toEqual(['学号', '姓名']);
  });

  it('reports no fault of a page all along', async () => {
    expect(await reportedFaults(demo.page)).toEqual([]);
  });
});
