import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, openDemo } from './demo';

/** How each page looks, and what a finger, a keyboard and a screen reader find there. */

let demo: Demo;
const ID = '([\\da-f-]{36})';
/** What stands for an id in PAGES: on whose page it is seen first, and beside what. */
const IDS: Readonly<Record<string, readonly [who: string, page: string, what: string]>> = {
  case: ['沈月华', '/pages/today/today', `[?&]caseId=${ID}`],
  student: ['沈月华', '/pages/students/students', `"groups":.*?"id":"${ID}"`],
  talk: ['沈月华', '/student/talk-print/talk-print', `"id":"${ID}","name":"[^"]*","detail":"[^"]*沈月华"`],
  heaviest: ['林书航', '/pages/today/today', `三级（最重）[^}]*\\}[^}]*[?&]caseId=${ID}`],
  unpaired: ['林书航', '/volunteer/pairing-desk/pairing-desk', `"groups":.*?"id":"${ID}"`],
  paired: ['林书航', '/volunteer/pairing-desk/pairing-desk?show=paired', `"groups":.*?"id":"${ID}"`],
  volunteer: ['林书航', '/volunteer/certificates/certificates', `"groups":.*?"id":"${ID}"`],
  call: ['林书航', '/volunteer/calls/calls', `"groups":.*?"id":"${ID}"`],
  application: ['林书航', '/volunteer/applicants/applicants?callId={call}', `"groups":.*?"id":"${ID}"`],
  pair: ['程思齐', '/pages/students/students', `"pairs":.*?"id":"${ID}"`],
  class: ['许佩兰', '/office/roster/roster?show=classes', `"groups":.*?"id":"${ID}"`],
  referral: ['周明远', '/student/referrals/referrals', `"groups":.*?"id":"${ID}"`],
  letter: ['周明远', '/office/letters/letters', `"groups":.*?"id":"${ID}"`],
};

const found: Record<string, string> = {};
const pathOf = (page: string) => page.replace(/\{(\w+)\}/, (_, name) => found[name] ?? '');

beforeAll(async () => {
  demo = await openDemo();
  await demo.become('许佩兰');
  await demo.open('/office/letters/letters');
  await demo.app
    .getByRole('button', { name: /前寄出/ })
    .first()
    .click();
  await demo.app.getByText('没有通信地址').waitFor();
  let present = '';
  for (const [name, [who, page, what]] of Object.entries(IDS)) {
    if (who !== present) await demo.become(who);
    present = who;
    await demo.open(pathOf(page));
    found[name] = await seen(new RegExp(what));
  }
  await demo.open('/meeting/agenda/agenda');
  await demo.app.getByRole('tab', { name: /^已认定/ }).click();
  await demo.app.getByText('佘祎').first().waitFor();
  found.proposal = await seen(new RegExp(`"groups":.*?"id":"${ID}"`));
}, 180_000);

/** The first of it on the page that is shown. */
async function seen(what: RegExp): Promise<string> {
  const frame = demo.page.frames().find((one) => one.url().includes('/app/'));
  const data = await frame?.evaluate('JSON.stringify(__runtime.pages().at(-1).data)');
  const [, value] = what.exec(String(data)) ?? [];
  if (value === undefined) throw new Error(`${what} is not on the page`);
  return value;
}
afterAll(() => demo?.close());

const PAGES: readonly (readonly [who: string, page: string])[] = [
  ['许佩兰', '/pages/today/today'],
  ['许佩兰', '/office/imports/imports'],
  ['许佩兰', '/office/calendar/calendar'],
  ['许佩兰', '/office/accounts/accounts'],
  ['许佩兰', '/office/roster/roster'],
  ['许佩兰', '/office/roster/roster?show=classes'],
  ['许佩兰', '/office/roster/roster?show=areas'],
  ['许佩兰', '/office/roster/roster?show=offerings'],
  ['许佩兰', '/office/roster-person/roster-person'],
  ['许佩兰', '/office/delivery/delivery'],
  ['许佩兰', '/office/text-hints/text-hints'],
  ['许佩兰', '/office/data-requests/data-requests'],
  ['程思齐', '/office/my-data/my-data'],
  ['许佩兰', '/office/what-if/what-if'],
  ['周明远', '/office/policy/policy'],
  ['许佩兰', '/office/policy-table/policy-table?table=natures'],
  ['周明远', '/office/policy-form/policy-form?section=duties-2'],
  ['许佩兰', '/office/policy-history/policy-history'],
  ['周明远', '/pages/today/today'],
  ['周明远', '/meeting/agenda/agenda'],
  ['许佩兰', '/office/letters/letters'],
  ['许佩兰', '/office/letter/letter?letterId={letter}'],
  ['许佩兰', '/office/letter-wording/letter-wording'],
  ['许佩兰', '/office/roster-class/roster-class?classId={class}'],
  ['许佩兰', '/office/handover/handover?classId={class}'],
  ['周明远', '/volunteer/pairing-desk/pairing-desk'],
  ['林书航', '/volunteer/pairing-desk/pairing-desk'],
  ['林书航', '/volunteer/checks/checks'],
  ['林书航', '/volunteer/pairing-edit/pairing-edit?studentId={unpaired}'],
  ['林书航', '/volunteer/guidance/guidance?studentId={paired}'],
  ['周明远', '/meeting/referral/referral?referralId={referral}'],
  ['周明远', '/student/referrals/referrals'],
  ['陶景行', '/student/referral/referral'],
  ['陶景行', '/student/referrals/referrals'],
  ['周明远', '/meeting/compare/compare'],
  ['周明远', '/meeting/conference/conference'],
  ['周明远', '/meeting/case/case?proposalId={proposal}'],
  ['沈月华', '/meeting/consult/consult'],
  ['周明远', '/meeting/audit/audit'],
  ['周明远', '/meeting/figures/figures'],
  ['周明远', '/meeting/summary/summary'],
  ['林书航', '/meeting/figure-rows/figure-rows?term=2025-2026-1&split=flow&part=new'],
  ['周明远', '/meeting/oversight/oversight'],
  ['周明远', '/meeting/rollover/rollover'],
  ['周明远', '/meeting/rollover-cases/rollover-cases?kind=close'],
  ['周明远', '/meeting/oversight-rows/oversight-rows?section=overdue'],
  ['沈月华', '/pages/today/today'],
  ['沈月华', '/pages/students/students'],
  ['沈月华', '/student/archive/archive?studentId={student}'],
  ['沈月华', '/student/talk-edit/talk-edit?caseId={case}'],
  ['沈月华', '/student/talk-view/talk-view?talkId={talk}'],
  ['沈月华', '/student/talk-revise/talk-revise?talkId={talk}'],
  ['沈月华', '/student/plan-edit/plan-edit?caseId={case}'],
  ['沈月华', '/student/plan-review/plan-review?caseId={case}'],
  ['沈月华', '/student/call-log/call-log?caseId={case}'],
  ['沈月华', '/student/course-advice/course-advice?caseId={case}'],
  ['沈月华', '/student/guardians/guardians?studentId={student}'],
  ['林书航', '/pages/today/today'],
  ['林书航', '/pages/students/students'],
  ['林书航', '/student/joint-meeting/joint-meeting?caseId={heaviest}'],
  ['周明远', '/student/waiver/waiver?caseId={heaviest}'],
  ['林书航', '/student/talk-print/talk-print'],
  ['林书航', '/pages/me/me'],
  ['林书航', '/pages/queue/queue'],
  ['林书航', '/student/phrases/phrases'],
  ['林书航', '/pages/privacy/privacy'],
  ['程思齐', '/pages/privacy/privacy'],
  ['陶景行', '/pages/today/today'],
  ['陶景行', '/teacher/focus/focus'],
  ['陶景行', '/teacher/focus-note/focus-note'],
  ['陶景行', '/teacher/qa/qa'],
  ['陶景行', '/teacher/qa-announce/qa-announce'],
  ['程思齐', '/pages/today/today'],
  ['程思齐', '/pages/students/students'],
  ['程思齐', '/volunteer/hours/hours'],
  ['程思齐', '/volunteer/messages/messages'],
  ['程思齐', '/volunteer/session-edit/session-edit?pairingId={pair}'],
  ['程思齐', '/volunteer/session-confirm/session-confirm'],
  ['程思齐', '/student/plan-confirm/plan-confirm'],
  ['林书航', '/volunteer/certificates/certificates'],
  ['林书航', '/volunteer/certificate/certificate?volunteerId={volunteer}'],
  ['林书航', '/volunteer/calls/calls'],
  ['林书航', '/volunteer/applicants/applicants?callId={call}'],
  ['林书航', '/volunteer/applicant/applicant?applicationId={application}'],
  ['周明远', '/volunteer/commendations/commendations'],
  ['程思齐', '/volunteer/apply/apply'],
  ['程思齐', '/pages/sign-in/sign-in?scene=i-K7PM4QTX9FWHK7PM4QTX9FWHK7PM'],
  ['程思齐', '/volunteer/certificate-check/certificate-check'],
];

const SIZES = [
  { size: '标准字号', looks: { light: '浅色', dark: '深色' } },
  { size: '大字号', looks: { large: '浅色' } },
] as const;

/** One after another for each person: changing to somebody else opens the app anew. */
const BY_PERSON = [...PAGES].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));

describe.each(SIZES)('$size', ({ size, looks }) => {
  let present = '';
  beforeAll(() => demo.showAs('浅色', size));

  it.each(BY_PERSON)('%s on %s reads well, fits the width, and can be tapped', async (who, page) => {
    if (who !== present) await demo.become(who);
    present = who;
    await demo.go(pathOf(page));
    const problems: [look: string, problems: readonly string[]][] = [];
    for (const [look, theme] of Object.entries(looks)) {
      await demo.turn(theme);
      await demo.shoot(`${look}${page.replace(/=\{\w+\}/, '').replaceAll('/', '-')}-${who}`);
      problems.push([look, await demo.problems()]);
    }
    await demo.turn('浅色');
    expect(problems).toEqual(Object.keys(looks).map((look) => [look, []]));
    if (page.includes('{')) expect(await demo.app.getByText('没有读出来').count()).toBe(0);
  });
});
