import type { Me } from '#core/contract/index';
import { ROLES, type Role } from '#core/domain/role';
import { type RoleView, toRoles } from './role';
import { dayAt, sayInstant } from './when';

export interface DraftView {
  readonly key: string;
  readonly title: string;
  readonly savedAt: string;
  readonly url: string;
}

interface MeLink {
  readonly label: string;
  readonly url: string;
}

export interface MeView {
  readonly name: string;
  readonly workNo: string;
  readonly department: string;
  readonly roles: readonly RoleView[];
  readonly drafts: readonly DraftView[];
  /** Pages of the active role's that no to-do leads to. */
  readonly links: readonly MeLink[];
  readonly hasBlankForm: boolean;
}

const DRAFTS: Readonly<Record<string, { title: string; url: (id: string) => string }>> = {
  talk: { title: '谈话记录', url: (id) => `/student/talk-edit/talk-edit?caseId=${id}` },
  plan: { title: '学习计划', url: (id) => `/student/plan-edit/plan-edit?caseId=${id}` },
  call: { title: '家长电话', url: (id) => `/student/call-log/call-log?caseId=${id}` },
  'joint-meeting': {
    title: '家长面谈',
    url: (id) => `/student/joint-meeting/joint-meeting?caseId=${id}`,
  },
  guardian: { title: '家长登记', url: (id) => `/student/guardians/guardians?studentId=${id}` },
  'plan-review': { title: '学习计划检查', url: (id) => `/student/plan-review/plan-review?caseId=${id}` },
  'course-advice': {
    title: '选课咨询',
    url: (id) => `/student/course-advice/course-advice?caseId=${id}`,
  },
  referral: {
    title: '早报告',
    url: (id) => `/student/referral/referral${id === 'new' ? '' : `?studentId=${id}`}`,
  },
  summary: { title: '学期总结', url: (term) => `/meeting/summary/summary?term=${term}` },
  policy: { title: '办法的修改', url: () => '/office/policy/policy' },
  'recruiting-call': { title: '志愿者招募', url: () => '/volunteer/calls/calls' },
  applicant: {
    title: '对报名的答复',
    url: (id) => `/volunteer/applicant/applicant?applicationId=${id}`,
  },
  commendation: { title: '表彰的理由', url: () => '/volunteer/commendations/commendations' },
  guidance: { title: '志愿者指导', url: (id) => `/volunteer/guidance/guidance?studentId=${id}` },
  'qa-announce': { title: '集中答疑的通知', url: () => '/teacher/qa-announce/qa-announce' },
  'qa-report': { title: '集中答疑的记录', url: (id) => `/teacher/qa-report/qa-report?sessionId=${id}` },
  'focus-lesson': { title: '课堂记录', url: (id) => `/teacher/focus/focus?offeringId=${id}` },
  'focus-note': {
    title: '课堂小结',
    url: (id) => {
      const [offeringId = '', studentId = ''] = id.split('@');
      return `/teacher/focus-note/focus-note?offeringId=${offeringId}&studentId=${studentId}`;
    },
  },
  help: { title: '帮扶记录', url: (id) => `/volunteer/session-edit/session-edit?pairingId=${id}` },
  revision: { title: '谈话记录的更正', url: (id) => `/student/talk-revise/talk-revise?talkId=${id}` },
  waiver: { title: '免办', url: (id) => `/student/waiver/waiver?caseId=${id}` },
  closing: { title: '结案', url: () => '/meeting/rollover-cases/rollover-cases?kind=close' },
  'data-request': {
    title: '更正、删除的申请',
    url: (id) => (id === 'mine' ? '/office/my-data/my-data' : '/office/data-requests/data-requests'),
  },
  supplement: { title: '补充意见', url: (id) => `/student/talk-view/talk-view?talkId=${id}` },
};

const LINKS: readonly (MeLink & { readonly roles: readonly Role[] })[] = [
  { label: '导入成绩和名册', url: '/office/imports/imports', roles: ['office'] },
  { label: '常用语', url: '/student/phrases/phrases', roles: ['counselor', 'adviser'] },
  { label: '筛查和诊断会', url: '/meeting/agenda/agenda', roles: ['office', 'leader'] },
  { label: '诊断会：我的看法', url: '/meeting/consult/consult', roles: ['counselor', 'adviser'] },
  { label: '谁被漏掉了？', url: '/meeting/oversight/oversight', roles: ['leader', 'office'] },
  { label: '换学期', url: '/meeting/rollover/rollover', roles: ['leader', 'office'] },
  { label: '帮扶办法', url: '/office/policy/policy', roles: ['office', 'leader'] },
  { label: '比较两份办法', url: '/office/what-if/what-if', roles: ['office', 'leader'] },
  { label: '结对', url: '/volunteer/pairing-desk/pairing-desk', roles: ['counselor', 'leader', 'office'] },
  {
    label: '志愿者招募',
    url: '/volunteer/calls/calls',
    roles: ['counselor', 'leader', 'office'],
  },
  {
    label: '志愿者表彰',
    url: '/volunteer/commendations/commendations',
    roles: ['leader', 'office'],
  },
  {
    label: '志愿服务时数和证明',
    url: '/volunteer/certificates/certificates',
    roles: ['counselor', 'leader', 'office'],
  },
  { label: '帮扶记录和时数', url: '/volunteer/hours/hours', roles: ['volunteer'] },
  { label: '不定期检查', url: '/volunteer/checks/checks', roles: ['counselor', 'leader', 'office'] },
  {
    label: '集中答疑',
    url: '/teacher/qa/qa',
    roles: ['teacher', 'adviser', 'counselor', 'office', 'leader'],
  },
  { label: '课堂重点关注', url: '/teacher/focus/focus', roles: ['teacher'] },
  {
    label: '打印谈话记录',
    url: '/student/talk-print/talk-print',
    roles: ['adviser', 'counselor', 'office', 'leader'],
  },
  { label: '预警通知书', url: '/office/letters/letters', roles: ['office', 'leader'] },
  { label: '校历', url: '/office/calendar/calendar', roles: ['office', 'leader'] },
  { label: '未送达的提醒', url: '/office/delivery/delivery', roles: ['office', 'leader'] },
  { label: '平台提示', url: '/office/text-hints/text-hints', roles: ROLES },
  { label: '更正、删除的申请', url: '/office/data-requests/data-requests', roles: ['office', 'leader'] },
  { label: '名册', url: '/office/roster/roster', roles: ['office', 'leader'] },
  { label: '人员与开通', url: '/office/accounts/accounts', roles: ['office', 'leader'] },
  { label: '学期数据', url: '/meeting/figures/figures', roles: ['leader', 'office', 'counselor'] },
  { label: '学期总结', url: '/meeting/summary/summary', roles: ['leader', 'office'] },
  { label: '谁做过什么', url: '/meeting/audit/audit', roles: ['leader'] },
  { label: '早报告', url: '/student/referrals/referrals', roles: ROLES },
];

/** @param now the clock of this phone, which dated the drafts; milliseconds since 1970 */
export function toMeView(me: Me, drafts: readonly NamedDraft[], now: number): MeView {
  const { activeRole } = me;
  return {
    name: me.name,
    workNo: `${me.roles.some(({ role }) => role === 'volunteer') ? '学号' : '工号'} ${me.workNo}`,
    department: me.department.name,
    roles: toRoles(me),
    drafts: toDrafts(drafts, now),
    links: LINKS.filter(({ roles }) => roles.includes(activeRole)).map(({ label, url }) => ({ label, url })),
    hasBlankForm: activeRole === 'adviser' || activeRole === 'counselor' || activeRole === 'office',
  };
}

/** Where the form of a draft is opened. */
export const draftUrl = (kind: string, subjectId: string): string => DRAFTS[kind]?.url(subjectId) ?? '';

interface NamedDraft {
  readonly kind: string;
  readonly subjectId: string;
  readonly savedAt: number;
  readonly name: string;
}

export function toDrafts(drafts: readonly NamedDraft[], now: number): readonly DraftView[] {
  const today = dayAt(now);
  return drafts.flatMap(({ kind, subjectId, savedAt, name }) => {
    const known = DRAFTS[kind];
    if (!known) return [];
    const title = name === '' ? known.title : `${name}的${known.title}`;
    const saved = `${sayInstant(new Date(savedAt).toISOString(), today)} 保存`;
    return [{ key: `${kind}:${subjectId}`, title, savedAt: saved, url: known.url(subjectId) }];
  });
}
