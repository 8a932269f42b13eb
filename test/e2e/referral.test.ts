import { deflateSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { generateCohort } from '../../local/demo/cohort';
import { type Demo, openDemo, reportedFaults } from './demo';

let demo: Demo;
let student: { readonly studentNo: string; readonly name: string };
beforeAll(async () => {
  demo = await openDemo();
  const { summary } = await generateCohort();
  const found = summary.planned.find(({ before, after }) => before.tier === null && after.tier === null);
  if (!found) throw new Error('the cohort plans nobody who is fine');
  student = found;
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await demo.shoot(`failed ${task.name}`, true);
});
afterAll(() => demo?.close());

const SEEN = '连续两周的实验课没有到，小组同学说他整夜打游戏，作业也没有交。';

const shown = () => demo.app.locator('.page-host:not([hidden])');
const button = (name: string | RegExp) =>
  shown().getByRole('button', { name, exact: typeof name === 'string' });
const text = (content: string | RegExp) => shown().getByText(content);
const field = (name: string) => shown().getByRole('textbox', { name, exact: true });
const choice = (group: string, name: string) =>
  shown().getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name, exact: true });
const back = () => demo.app.getByRole('button', { name: '返回', exact: true }).first();

/** A small picture in one colour, as bytes of a PNG. */
function png(): Buffer {
  const size = 64;
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc(body), body.length + 4);
    return framed;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.concat(Array(size).fill(Buffer.from([60, 120, 90])))]);
  const pixels = deflateSync(Buffer.concat(Array(size).fill(line)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

async function addPhoto(name: string, mimeType: string, buffer: Buffer): Promise<void> {
  await button('添加照片').click();
  await demo.page.locator('#chooser-file').setInputFiles({ name, mimeType, buffer });
}

describe('早报告, from a teacher to the list of the meeting', () => {
  it('a teacher, who sees no list of students, files it with a photo, once', async () => {
    await demo.become('陶景行');
    await demo.open('/student/referral/referral');
    await text('看到的情况').first().waitFor();
    await field('学号').fill(student.studentNo);
    await field('姓名').fill('某某某');
    await field('看到的情况').fill(SEEN);
    await shown().getByRole('checkbox', { name: '网络成瘾' }).click();
    await addPhoto('实验课.png', 'image/png', png());
    await text('已上传').waitFor();
    await demo.shoot('referral-edit');
    expect(await demo.problems()).toEqual([]);
    await button('提交').click();
    await text('学号和姓名对不上本系的学生').waitFor();

    // The app is closed in the middle of it: text and photo are still there.
    await demo.become('陶景行');
    await demo.open('/student/referral/referral');
    await text(/已恢复 .* 的草稿/).waitFor();
    expect(await field('看到的情况').inputValue()).toBe(SEEN);
    await text('已上传').waitFor();
    await field('姓名').fill(student.name);

    // The server has it, the answer gets lost on the way back; a second tap is the same referral.
    let isFiled = false;
    await demo.page.route('**/v1/functions/api', async (route) => {
      if (!route.request().postData()?.includes('referrals.file')) return route.fallback();
      if (!isFiled) await route.fetch();
      isFiled = true;
      return route.abort();
    });
    await button('提交').click();
    await text(/没有连上网络，还没有提交/).waitFor();
    await demo.page.unroute('**/v1/functions/api');
    await button('重试').click();
    await text('诊断会在9月21日前答复').waitFor();
    await demo.shoot('referral-filed');
    expect(await demo.problems()).toEqual([]);
    await button('我的早报告').click();
    await text('待答复').first().waitFor();
    expect(await shown().getByText(student.studentNo).count()).toBe(1);
    await demo.shoot('referrals-mine');
  });

  it('what is no picture is refused by its bytes', async () => {
    await button('写早报告').click();
    await field('学号').fill(student.studentNo);
    await field('姓名').fill(student.name);
    await field('看到的情况').fill('同上');
    await addPhoto('照片.png', 'image/png', Buffer.from('<svg onload="x">'));
    await text('已上传').waitFor();
    await button('提交').click();
    await text(/第 1 个附件不是照片/).waitFor();
    await button('删除照片 1').click();
    await button('提交').click();
    await text('已提交').waitFor();
    await button('我的早报告').click();
    await text('待答复').first().waitFor();
    await button(`撤回${student.name}的早报告`).first().click();
    await demo.app.getByRole('dialog').getByRole('button', { name: '撤回', exact: true }).click();
    await text('已撤回').waitFor();
  });

  it('the office brings the semester in and screens it', async () => {
    await demo.become('许佩兰');
    await demo.open('/office/imports/imports');
    await button('选择文件').click();
    await demo.page.getByRole('dialog').getByRole('button', { name: '2025-2026-2学期成绩.xlsx' }).click();
    await button('确认，看预览').click();
    await button('应用').click();
    await text('已应用：新增 2768 行').waitFor();
    await demo.open('/meeting/agenda/agenda?run=1');
    await button('开始筛查').click();
    await text(/^待认定 \d+$/).waitFor();
  });

  it('the leader sees it wait, reads it beside the figures, and accepts it', async () => {
    await demo.become('周明远');
    await text('答复早报告').first().waitFor();
    await demo.shoot('today-leader-referrals');
    await demo.open('/meeting/agenda/agenda');
    await text('待答复的早报告').waitFor();
    await demo.shoot('agenda-referrals');
    expect(await demo.problems()).toEqual([]);
    await button(new RegExp(`^早报告，${student.name}，`)).click();
    await text(SEEN).waitFor();
    const photo = shown().getByRole('button', { name: '照片 1' });
    await expect
      .poll(() => photo.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBe(64);
    await demo.shoot('referral-answer');
    expect(await demo.problems()).toEqual([]);
    await photo.click();
    await demo.app.getByRole('dialog', { name: '图片' }).waitFor();
    await demo.shoot('referral-photo');
    await demo.app.getByRole('button', { name: '关闭图片' }).click();
    await button('记下答复').click();
    await text('请先选择采纳或不采纳。').waitFor();
    await choice('答复', '不采纳').click();
    await button('记下答复').click();
    await text('不采纳请写明理由').waitFor();
    await choice('答复', '采纳').click();
    await button('记下答复').click();
    await text(`${student.name}的早报告已采纳。这位学生已列入诊断会名单，可以现在认定。`).waitFor();
    await demo.shoot('referral-accepted');
    expect(await demo.problems()).toEqual([]);
  });

  it('the student is on the list with the criterion met and the row that says so', async () => {
    await button('去认定').click();
    await text('认定情形').waitFor();
    const page = await shown().innerText();
    expect(page).toMatch(/早报告\s+符合/);
    expect(page).toContain('早报告已被诊断会接受（专业教师 陶景行）');
    expect(page).not.toContain(SEEN);
    await button(/^专业教师 陶景行/).click();
    await text(/早报告 2026-09-14/).waitFor();
    await demo.shoot('case-referral');
    expect(await demo.problems()).toEqual([]);
    await back().click();
    await demo.open('/meeting/agenda/agenda');
    // A namesake may stand there, too.
    await button(new RegExp(`^${student.name}，`))
      .first()
      .waitFor();
  });

  it('the teacher hears that it was accepted, and no more', async () => {
    await demo.become('陶景行');
    await demo.open('/student/referrals/referrals');
    await text('已采纳').waitFor();
    await demo.shoot('referrals-accepted');
    expect(await demo.problems()).toEqual([]);
  });

  it('a class adviser reports a student from the archive', async () => {
    await demo.become('沈月华');
    await demo.app.getByRole('button', { name: '学生', exact: true }).click();
    await shown().locator('.student').first().click();
    await text('早报告').first().waitFor();
    await button('写早报告').click();
    await text('看到的情况').first().waitFor();
    expect(await field('学号').count()).toBe(0);
    await field('看到的情况').fill('这周两次没有交作业。');
    await button('提交').click();
    await text('已提交').waitFor();
    await button('返回').click();
    await button(/^早报告，今天报告/).waitFor();
    await demo.shoot('archive-referral');
    expect(await demo.problems()).toEqual([]);
  });

  it('did all of it without a fault', async () => {
    expect(await reportedFaults(demo.page)).toEqual([]);
    expect(demo.faults).toEqual([]);
  });
});
