import type { RunningPage, Scene } from './page';
import { SAMPLES } from './samples';

/** Calls a page's own handler as a tap would. */
const tap =
  (handler: string, detail: unknown = {}) =>
  (page: RunningPage) =>
    (page[handler] as (event: unknown) => unknown)({ detail, currentTarget: { dataset: {} } });

/** Taps the first person, then asks for a code. */
const openAccount = async (page: RunningPage) => {
  await (page.onOpen as (event: unknown) => unknown)({ currentTarget: { dataset: { id: 'person-0' } } });
  await (page.onIssue as () => unknown)();
};

/** Taps the first message. */
const openMessage = (page: RunningPage) =>
  (page.onOpen as (event: unknown) => unknown)({ currentTarget: { dataset: { id: 'message-0' } } });

const openHint = (page: RunningPage) =>
  (page.onOpen as (event: unknown) => unknown)({ currentTarget: { dataset: { id: 'hint-0' } } });

/** Opens one of the forms of a person's page. */
const openForm = (kind: string) => (page: RunningPage) =>
  (page.onForm as (event: unknown) => unknown)({ currentTarget: { dataset: { kind } } });

/** Opens one of the forms of 家长来校面谈. */
const meetingForm = (form: string) => (page: RunningPage) =>
  (page.onForm as (event: unknown) => unknown)({ currentTarget: { dataset: { form } } });
/** Taps the first student of a lesson. */
const openMarks = (page: RunningPage) =>
  (page.onOpen as (event: unknown) => unknown)({ currentTarget: { dataset: { id: 'student-0' } } });

const CONTENT: Scene = { name: '内容' };
/** A list as the limits mean it: one page of 50 rows. */
const FULL: Scene = { name: '满页' };
/** Whoever reads on has 150 rows, and looks at those in the middle. */
const READ_ON: Scene = {
  name: '再读两页',
  async act(page) {
    for (const _ of ['second', 'third']) await tap('onReachBottom')(page);
    const scroll = page.onPageScroll as ((event: unknown) => void) | undefined;
    for (const scrollTop of [2000, 4000]) scroll?.call(page, { scrollTop });
  },
};
const OPENED: Scene = { name: '展开', isOpened: true };

/** What each page is counted with besides its first data; a page that is not named: its content. */
export const SCENES: Readonly<Record<string, readonly Scene[]>> = {
  'pages/today/today': [
    FULL,
    OPENED,
    READ_ON,
    {
      ...OPENED,
      name: '筛选，再读两页',
      async act(page) {
        await tap('onFilter')(page);
        await READ_ON.act?.(page);
      },
    },
    { name: '今后六周', act: tap('onWorkload') },
  ],
  'pages/students/students': [FULL, READ_ON],
  'pages/sign-in/sign-in': [
    { ...CONTENT, query: { left: '1' } },
    { ...OPENED, query: { new: '1' } },
  ],
  'pages/queue/queue': [FULL],
  'pages/privacy/privacy': [
    CONTENT,
    {
      name: '同意之后',
      act: (page) => (page.answer as (kind: string, answer: string) => unknown)('guide', 'given'),
    },
  ],
  'student/archive/archive': [
    CONTENT,
    READ_ON,
    { ...OPENED, act: (page) => (page.readSensitive as (purpose: string) => unknown)('联系学生') },
    { ...OPENED, name: '谁能看到', act: tap('onViewers') },
  ],
  // Its first screen, by itself, and the whole of it.
  'student/talk-edit/talk-edit': [CONTENT, { ...OPENED, act: tap('showWhole') }],
  'student/talk-view/talk-view': [CONTENT, { name: '书写', act: tap('onWrite') }],
  'student/talk-print/talk-print': [FULL, { ...FULL, name: '选满', act: tap('onAll') }, READ_ON],
  'student/plan-edit/plan-edit': [
    CONTENT,
    OPENED,
    { name: '修改', act: tap('onRevise') },
    { name: '签名', act: tap('onSign') },
    { name: '确认码', act: tap('onStudentCode') },
  ],
  'student/plan-confirm/plan-confirm': [{ ...CONTENT, act: tap('onLook') }],
  'student/plan-review/plan-review': [CONTENT, OPENED],
  'student/course-advice/course-advice': [CONTENT],
  'student/guardians/guardians': [
    CONTENT,
    { name: '号码', act: (page) => (page.onSee as () => unknown)() },
    { name: '登记', act: tap('onAdd') },
  ],
  'meeting/rollover-cases/rollover-cases': [
    FULL,
    {
      ...OPENED,
      act: (page) =>
        (page.onOpen as (event: unknown) => unknown)({ currentTarget: { dataset: { id: 'case-0' } } }),
    },
    READ_ON,
  ],
  'meeting/oversight/oversight': [FULL],
  'meeting/oversight-rows/oversight-rows': [FULL, READ_ON],
  'student/waiver/waiver': [
    CONTENT,
    {
      ...OPENED,
      act: (page) =>
        (page.onOpen as (event: unknown) => unknown)({ currentTarget: { dataset: { key: 'waiver-0' } } }),
    },
  ],
  'student/call-log/call-log': [CONTENT, { name: '打通', act: tap('onReached', { value: 'yes' }) }],
  'student/joint-meeting/joint-meeting': [
    CONTENT,
    { name: '邀请', act: meetingForm('invited') },
    { name: '纪要', act: meetingForm('held') },
  ],
  'student/referral/referral': [
    CONTENT,
    {
      name: '满照片',
      act: (page) =>
        (page.showPhotos as (photos: unknown) => unknown)(
          [1, 2, 3, 4].map((id) => ({ id: `photo-${id}`, path: 'http://tmp/photo.jpg' })),
        ),
    },
  ],
  'student/referrals/referrals': [FULL, { ...FULL, name: '我报告的', query: { show: 'mine' } }, READ_ON],
  'meeting/referral/referral': [CONTENT],
  'office/imports/imports': [FULL, READ_ON],
  'office/import-preview/import-preview': [CONTENT, { ...OPENED, act: tap('onMoreRejected') }],
  'office/calendar/calendar': [CONTENT, { name: '录入', act: tap('onNewTerm') }],
  'office/accounts/accounts': [FULL, { ...OPENED, act: openAccount }, READ_ON],
  'office/roster/roster': [FULL, { ...FULL, name: '班级', query: { show: 'classes' } }, READ_ON],
  'office/roster-person/roster-person': [
    { ...CONTENT, query: { personId: 'person-0' } },
    { ...OPENED, query: { personId: 'person-0' }, act: openForm('stand-in') },
  ],
  'office/roster-class/roster-class': [CONTENT, { ...OPENED, act: tap('onHandOver') }],
  'office/handover/handover': [FULL],
  'office/text-hints/text-hints': [FULL, { ...OPENED, act: openHint }, READ_ON],
  'office/my-data/my-data': [CONTENT, { ...OPENED, act: tap('onAsk') }],
  'office/data-requests/data-requests': [FULL, { ...OPENED, act: tap('onEnter') }, READ_ON],
  'office/data-request/data-request': [CONTENT, { ...OPENED, act: tap('onOutcome', { value: 'accepted' }) }],
  'office/delivery/delivery': [FULL, { ...OPENED, act: openMessage }, READ_ON],
  'office/policy/policy': [CONTENT, { ...OPENED, act: tap('onTakeUp') }],
  'office/policy-table/policy-table': [
    { ...CONTENT, query: { table: 'levels' } },
    { ...FULL, query: { table: 'natures' } },
  ],
  'office/policy-form/policy-form': [
    { ...CONTENT, query: { section: 'duties-2' } },
    { ...FULL, query: { section: 'criteria' } },
  ],
  'office/policy-history/policy-history': [
    FULL,
    {
      ...OPENED,
      act: (page) =>
        (page.onOpen as (event: unknown) => unknown)({
          currentTarget: { dataset: { version: '2015.2-50' } },
        }),
    },
    READ_ON,
  ],
  'office/what-if/what-if': [CONTENT, { name: '每人每周', act: tap('onList', { chosen: ['people'] }) }],
  'office/letters/letters': [FULL, READ_ON],
  'volunteer/pairing-desk/pairing-desk': [FULL, READ_ON],
  'volunteer/session-edit/session-edit': [{ ...CONTENT, query: { pairingId: 'pair-0' } }],
  'volunteer/guidance/guidance': [{ ...CONTENT, query: { studentId: 'student-0' } }],
  'volunteer/messages/messages': [CONTENT],
  'volunteer/checks/checks': [FULL],
  'teacher/qa/qa': [FULL, READ_ON],
  'teacher/qa-announce/qa-announce': [CONTENT],
  'teacher/qa-report/qa-report': [{ ...CONTENT, query: { sessionId: 'qa-0' } }],
  'teacher/focus/focus': [
    { ...FULL, query: { offeringId: 'offering-0' } },
    { ...OPENED, query: { offeringId: 'offering-0' }, act: openMarks },
  ],
  'teacher/focus-note/focus-note': [
    { ...CONTENT, query: { offeringId: 'offering-0', studentId: 'student-0' } },
  ],
  'volunteer/hours/hours': [{ ...FULL, query: { code: 'session-0' } }, READ_ON],
  'volunteer/calls/calls': [FULL, { ...FULL, name: '发布', act: tap('onWrite') }, READ_ON],
  'volunteer/applicants/applicants': [{ ...FULL, query: { callId: 'call-0' } }, READ_ON],
  'volunteer/applicant/applicant': [{ ...CONTENT, query: { applicationId: 'application-0' } }],
  'volunteer/commendations/commendations': [FULL],
  'volunteer/apply/apply': [CONTENT],
  'volunteer/certificates/certificates': [FULL, READ_ON],
  'volunteer/certificate/certificate': [{ ...CONTENT, query: { volunteerId: 'volunteer-0' } }],
  'volunteer/certificate-check/certificate-check': [{ ...CONTENT, act: tap('onCheck') }],
  'volunteer/session-confirm/session-confirm': [{ ...CONTENT, act: tap('onLook') }],
  'volunteer/pairing-edit/pairing-edit': [CONTENT, { ...OPENED, act: tap('onStartEnding') }],
  'meeting/agenda/agenda': [
    FULL,
    { ...OPENED, act: tap('onOpenRun') },
    READ_ON,
    { name: '复核', act: tap('onReplay') },
  ],
  'meeting/conference/conference': [FULL, OPENED],
  'meeting/consult/consult': [FULL],
  'meeting/compare/compare': [FULL, READ_ON],
  'meeting/summary/summary': [CONTENT, OPENED],
  'meeting/figures/figures': [CONTENT, { name: '表格', act: tap('onLook', { chosen: ['table'] }) }],
  'meeting/figure-rows/figure-rows': [
    { ...FULL, query: { term: '2025-2026-2', split: 'tier', part: '2' } },
    { ...FULL, name: '今后六周', query: { ahead: '1', from: '2026-10-12' } },
    READ_ON,
  ],
  'meeting/audit/audit': [FULL, { name: '核对', act: tap('onCheck') }, READ_ON],
  'meeting/case/case': [CONTENT, { ...OPENED, act: tap('onOutcome', { value: 'change' }) }],
};
export const DEFAULT_SCENES: readonly Scene[] = [CONTENT, OPENED];

/** What a person can open on a page by tapping, by component. */
export const CAN_OPEN = {
  'components/section-card/section-card': { isOpen: true },
  'components/evidence-table/evidence-table': { isFolded: false },
  'components/due-line/due-line': { isAsked: true },
};

const draft = (name: string) => ({ id: 'draft', savedAt: 1_791_000_000_000, fields: { studentName: name } });

const waiting = (id: string, state: string) => ({
  format: 1,
  id,
  kind: 'talk',
  subjectId: 'case-1',
  state,
  queuedAt: 1_791_000_000_000,
  tries: 0,
  sealed: '',
});

/** Unsent drafts and a full queue of the person in SAMPLES. */
export const STORAGE: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `draft:${SAMPLES['session.me'].personId}:talk:case-${index + 2}`,
      draft(`欧阳同学${index}`),
    ]),
  ),
  ...Object.fromEntries(
    ['waiting', 'attention', 'sent'].flatMap((state) =>
      Array.from({ length: 30 }, (_, index) => {
        const id = `${state}-${index}`;
        return [`queue:${SAMPLES['session.me'].personId}:${id}`, waiting(id, state)];
      }),
    ),
  ),
  'queue-person': SAMPLES['session.me'].personId,
};
