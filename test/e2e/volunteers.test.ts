import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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
const text = (content: string | RegExp, exact = false) => shown().getByText(content, { exact });
const field = (name: string) => shown().getByRole('textbox', { name, exact: true });
/** The first picker of a time on the page, or the second. */
const pick = (at: 0 | 1, value: string) => shown().locator('input[type="time"]').nth(at).fill(value);
const choice = (group: string, name: string | RegExp) =>
  shown().getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name });

const area = (name: string) => shown().getByRole('textbox', { name });

const answer = (name: string) =>
  demo.app.getByRole('dialog').getByRole('button', { name, exact: true }).click();

/** How much of the QR code on the page is drawn: 0 while its square is empty. */
const darkShareOfQr = (): Promise<number> =>
  demo.app.locator('.page-host:not([hidden]) canvas').evaluate((canvas: HTMLCanvasElement) => {
    const drawn = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const reds = Array.from(drawn).filter((_, at) => at % 4 === 0);
    const opaque = Array.from(drawn).filter((_, at) => at % 4 === 3);
    return reds.filter((red, at) => red < 80 && opaque[at] === 255).length / reds.length;
  });

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
});

/** A phone without an account, of the demo's two, by the end of its button's name. */
async function phoneOf(end: string) {
  const label = await demo.page.getByRole('button', { name: end }).innerText();
  const [name = ''] = label.split(end);
  return { name, studentNo: label.replace(/\D/g, ''), phone: `${name}${end}` };
}
type Phone = Awaited<ReturnType<typeof phoneOf>>;

async function apply({ phone, studentNo, name }: Phone, typedName: string) {
  await demo.become(phone);
  await demo.open('/volunteer/apply/apply');
  // The newest to close is the first one.
  await button('报名').first().click();
  await field('学号').fill(studentNo);
  await field('姓名').fill(typedName);
  await area('能帮同学的课程和成绩').fill('遗传学 91');
  await field('怎样联系您').fill('微信');
  await area('为什么想做志愿者').fill('想帮同学');
  await demo.shoot('apply');
  expect(await demo.problems()).toEqual([]);
  await button('提交报名').click();
  if (typedName !== name) {
    await text(/学号和姓名对不上/).waitFor();
    await field('姓名').fill(name);
    await button('提交报名').click();
  }
  await text(/^已报名。/).waitFor();
}

async function openApplicant({ name }: Phone) {
  await demo.open('/volunteer/calls/calls');
  await button(/^招募学业帮扶志愿者/).click();
  await button(new RegExp(`^${name}，`)).click();
  await text('选拔条件').waitFor();
}

/** From the call to a certificate that anyone can check, on the phones of everybody it takes (art. 6). */
describe('a volunteer', () => {
  let helped: Phone;
  let able: Phone;
  let activationCode = '';
  let helpCode = '';
  let checkCode = '';

  it('answers a call on a phone without an account', async () => {
    helped = await phoneOf('的手机');
    able = await phoneOf('，想当志愿者');
    await demo.become('林书航');
    await demo.open('/volunteer/calls/calls');
    await button('发布一次招募').click();
    await field('标题').fill('招募学业帮扶志愿者');
    await area('要求做什么').fill('每周帮一位同学一次，一学期。');
    await demo.shoot('call-edit');
    expect(await demo.problems()).toEqual([]);
    await button('发布').click();
    await button(/^招募学业帮扶志愿者/).waitFor();
    await apply(helped, '某某');
    await apply(able, able.name);
  });

  it('is selected by criteria that are shown: who is helped cannot be taken and hears it kindly', async () => {
    await demo.become('林书航');
    await openApplicant(helped);
    await text('不能录用').waitFor();
    await demo.shoot('applicant');
    expect(await demo.problems()).toEqual([]);
    await button('录用').click();
    // The page says so from the start; the refusal says it again, and only then the next answer can be sent.
    await shown().getByRole('alert').filter({ hasText: '不能担任志愿者' }).waitFor();
    await field('理由').fill('本人在帮扶名单里');
    await area('告诉本人的话').fill('这学期先顾好自己的课程，谢谢。');
    await button('不录用').click();
    await text(/^已答复。/).waitFor();
    await openApplicant(able);
    await button('录用').click();
    await text(/^已录用/).waitFor();
  });

  it('is trained, registered and set to work, and opens the account with the code from the office', async () => {
    const training = button(/^登记完成：/);
    await training.first().waitFor();
    for (let left = await training.count(); left > 0; left -= 1) {
      await training.first().click();
      await expect.poll(() => training.count()).toBe(left - 1);
      // Until then the page is busy, and takes no further tap.
      await text('已登记这项培训。').waitFor();
    }
    await demo.become('许佩兰');
    await openApplicant(able);
    await field('备案编号或说明').fill('生科志备〔2026〕8 号');
    await button('登记备案').click();
    await text(/^已登记备案/).waitFor();
    await button('上岗').click();
    await text(/^已上岗，可以结对。/).waitFor();
    await demo.shoot('applicant-at-work');
    expect(await demo.problems()).toEqual([]);
    await button('去「人员与开通」发激活码').click();
    await button(new RegExp(`^${able.name}，.*未开通$`)).click();
    await button('发激活码').click();
    await shown().locator('.code__text').waitFor();
    // Searched for afterwards, the code that was given is still there.
    await shown().getByPlaceholder('姓名、工号或学号').fill(able.studentNo);
    await text('打印激活单（1 位未开通）').waitFor();
    activationCode = (await shown().locator('.code__text').innerText()).trim();

    await demo.become(able.phone);
    await button('用激活码开通').click();
    await field('工号或学号').fill(able.studentNo);
    await field('激活码').fill(activationCode);
    await button('开通并登录').click();
    await button('同意并继续').click();
    await text(/还没有结对|没有要办/)
      .first()
      .waitFor();
    expect(await demo.problems()).toEqual([]);
  });

  it('is paired in place of another, with the reason', async () => {
    await demo.become('林书航');
    await demo.open('/volunteer/pairing-desk/pairing-desk?show=paired');
    await button(`查看或更换：${helped.name}`).click();
    await text('现在的志愿者').waitFor();
    await button('结束或换一位').click();
    await choice('志愿者', able.name).click();
    await button(/^换成/).click();
    await text('请先选择结束的原因。').waitFor();
    await choice('结束的原因', '志愿者暂停或不再参加').click();
    await demo.shoot('pairing-replace');
    expect(await demo.problems()).toEqual([]);
    await button(/^换成/).click();
    await text(/已结对。$/).waitFor();
    await text('以前的结对').waitFor();
  });

  it('logs a session where there is no signal; it is sent, once, when there is', async () => {
    // What the form needs is read behind the page's back, while there is a signal.
    await Promise.all([
      demo.page.waitForResponse((response) =>
        Boolean(response.request().postData()?.includes('pairings.mine')),
      ),
      demo.become(able.phone),
    ]);
    await button(new RegExp(`${helped.name}：写帮扶记录`)).waitFor();
    await demo.shoot('today-volunteer');
    expect(await demo.problems()).toEqual([]);
    const calls = '**/functions/**';
    await demo.page.route(calls, (route) => route.abort());
    await demo.open('/pages/today/today');
    await button(new RegExp(`${helped.name}：写帮扶记录`)).click();
    await text('做了什么').waitFor();
    await text(/^没有连上网络。这里是/).waitFor();
    await button('提交').click();
    await text(/请选择结束时间/).waitFor();
    await pick(0, '00:05');
    await pick(1, '00:06');
    await text('共 1 分钟').waitFor();
    await area('做了什么').fill('第三章习题，讲了缓冲溶液。');
    await demo.shoot('session-edit');
    expect(await demo.problems()).toEqual([]);
    await button('提交').click();
    await text(/已加密存在这台手机上/).waitFor();
    await demo.page.unroute(calls);
    await demo.open('/pages/today/today');
    await button(/^请同学确认：1 次帮扶/).click();
    await button('请同学确认').click();
    await text(/^\d{3} \d{3}$/).waitFor();
    helpCode = (await text(/^\d{3} \d{3}$/).innerText()).replace(/\D/g, '');
    expect(await shown().innerText()).toMatch(/已计入的志愿服务时数\s+0 分钟/);
    await expect.poll(darkShareOfQr).toBeGreaterThan(0.2);
    await demo.shoot('session-code');
    expect(await demo.problems()).toEqual([]);
  });

  it('has it confirmed by the student, who has no account, by the six digits', async () => {
    await demo.become(helped.phone);
    await demo.open('/volunteer/apply/apply');
    await text('这学期先顾好自己的课程，谢谢。').waitFor();
    expect(await shown().innerText()).not.toContain('帮扶名单');
    await demo.open('/volunteer/session-confirm/session-confirm');
    await field('学号').fill(helped.studentNo);
    await field('六位确认码').fill(helpCode === '000000' ? '000001' : '000000');
    await button('查看这次帮扶').click();
    await text(/学号或确认码不对/).waitFor();
    await field('六位确认码').fill(helpCode);
    await button('查看这次帮扶').click();
    await text(`${able.name}记录：`).waitFor();
    await demo.shoot('session-confirm');
    expect(await demo.problems()).toEqual([]);
    await button('属实，确认').click();
    await text(/已确认，谢谢/).waitFor();
    await choice('这次有帮助吗', '有一点').click();
    await area('下次想要什么').fill('多讲几道例题');
    await demo.shoot('session-feedback');
    expect(await demo.problems()).toEqual([]);
    await button('告诉辅导员').click();
    await text(/已告诉辅导员/).waitFor();
  });

  it('has the minute counted, and a certificate of it on paper', async () => {
    await demo.become(able.phone);
    await demo.open('/volunteer/hours/hours');
    await text('已计入', true).waitFor();
    expect(await shown().innerText()).toMatch(/已计入的志愿服务时数\s+1 分钟/);
    expect(await shown().innerText()).not.toContain('多讲几道例题');
    await demo.shoot('hours');
    expect(await demo.problems()).toEqual([]);

    await demo.become('林书航');
    await demo.open('/volunteer/pairing-desk/pairing-desk?show=paired');
    await button(`查看或更换：${helped.name}`).click();
    await text('同学：有一点。多讲几道例题').waitFor();
    await demo.open('/volunteer/certificates/certificates');
    await button(/，已计入 1 分钟/).click();
    await button('出具时数证明').click();
    await answer('出具');
    await text(/^已出具 .+〔\d{4}〕2号/).waitFor();
    await demo.shoot('certificate');
    expect(await demo.problems()).toEqual([]);
    await button(/^打印 /).click();
    const bytes = await demo.takeDocument();
    demo.keepFile('service-certificate.pdf', bytes);
    checkCode = /查验码：([0-9A-Z-]{14})/.exec((await readPdf(bytes)).text)?.[1] ?? '';
  });

  it('shows it to whoever checks it, without an account, by the code on the paper', async () => {
    await demo.become(helped.phone);
    await demo.open('/volunteer/certificate-check/certificate-check');
    await field('查验码').fill('ABCD-1234-5678');
    await button('查验').click();
    await text(/没有这个查验码的证明/).waitFor();
    await field('查验码').fill(checkCode.toLowerCase());
    await button('查验').click();
    await text('这份证明有效').waitFor();
    expect(await shown().innerText()).toContain('1 次，合计 1 分钟');
    expect(await shown().innerText()).not.toContain(helped.name);
    await demo.shoot('certificate-check');
    expect(await demo.problems()).toEqual([]);
    // As WeChat opens the page from a scanned link: the number on the paper is not the one that was issued.
    const link = `https://example.edu.cn/xueye/certificate?n=${encodeURIComponent('生科系志证〔2026〕9号')}&c=${checkCode}`;
    await demo.open(`/volunteer/certificate-check/certificate-check?q=${encodeURIComponent(link)}`);
    await text(/^二维码上写的编号是/).waitFor();
    expect(await demo.problems()).toEqual([]);
  });

  it('reports no fault', () => expect(demo.faults).toEqual([]));
});
