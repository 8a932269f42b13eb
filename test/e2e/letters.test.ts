import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readDocx } from '../adapters/documents/read-docx';
import { readPdf } from '../adapters/documents/read-pdf';
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
const shelf = (name: RegExp) => shown().getByRole('radio', { name }).click();
const choose = (name: string, buffer: Buffer) =>
  demo.page.locator('#chooser-file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
const ONE_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const confirm = (name: string) => demo.app.getByRole('button', { name, exact: true }).last().click();

describe('书面预警通知书, from what is owed to the signature', () => {
  it('the office words it, drafts it and says whom it goes to', async () => {
    await demo.become('许佩兰');
    await demo.open('/office/letter-wording/letter-wording');
    await field('联系方式').fill('系学工办，电话 0571-00000000');
    await demo.shoot('letter-wording', true);
    await button('保存措辞').click();
    await text(/^已保存。/).waitFor();
    await button('下载现用的模板').click();
    const builtIn = await demo.takeDocument();
    await button('上传改好的模板').click();
    await choose('坏模板.docx', Buffer.from('不是文档'));
    await text(/打不开，不是完好的 .docx/).waitFor();
    await button('上传改好的模板').click();
    await choose('系里的模板.docx', Buffer.from(builtIn));
    await text(/^模板已换好。/).waitFor();
    await text(/系里的模板.docx/).waitFor();
    await demo.open('/office/letters/letters');
    await button(/前寄出/)
      .first()
      .click();
    await text('没有通信地址').waitFor();
    await field('家长姓名').fill('林远山');
    await field('和学生的关系').fill('父亲');
    await field('通信地址').fill('浙江省绍兴市越城区胜利西路 1 号');
    await field('邮政编码').fill('312000');
    await button('保存收件人').click();
    await text('已保存，可以请组长审核。').waitFor();
    await demo.shoot('letter-draft', true);
    expect(await demo.problems()).toEqual([]);
  });

  it('the leader approves it: it has its number', async () => {
    await demo.become('周明远');
    await demo.open('/office/letters/letters');
    await demo.shoot('letters-leader');
    await button('审核这 1 封').click();
    await confirm('审核');
    await text('已审核 1 封，可以打印。').waitFor();
  });

  it('the office prints it, sends it off, and notes the signature', async () => {
    await demo.become('许佩兰');
    await demo.open('/office/letters/letters');
    await shelf(/^待打印 1$/);
    await button('打印 1 封').click();
    expect((await readPdf(await demo.takeDocument())).text).toContain('尊敬的林远山');
    await text('已生成 1 封信。').waitFor();
    await shelf(/^待寄出 1$/);
    await button(/〔\d{4}〕1号/).click();
    await button('导出 Word').click();
    expect((await readDocx(await demo.takeDocument())).text).toContain('尊敬的林远山');
    await field('挂号信号码').fill('XA123');
    await button('登记寄出').click();
    await text(/不像挂号信的号码/).waitFor();
    await field('挂号信号码').fill('xa 12345678911');
    await button('登记寄出').click();
    await text(/^已登记寄出。/).waitFor();
    await text(/XA12345678911/).waitFor();
    await button('拍收据照片').click();
    await demo.page
      .locator('#chooser-file')
      .setInputFiles({ name: 'receipt.png', mimeType: 'image/png', buffer: ONE_PIXEL });
    await text('照片已附上，拍摄的时间和地点已去掉。').waitFor();
    await demo.shoot('letter-posted', true);
    await button('已签收').click();
    await text(/^已登记签收/).waitFor();
    expect(await demo.problems()).toEqual([]);
    await demo.open('/office/letters/letters');
    await shelf(/^已签收 1$/);
    await text(/XA12345678911/).waitFor();
  });
});
