import { EXPORT_PURPOSE_LABELS, type ExportPurpose } from './archive-export';
import { CLOSE_OUTCOME_LABELS, type CloseOutcome } from './case-closing';
import type { CaseOutcome } from './case-decision';
import { DATA_FIELD_LABELS, type DataField, IDENTITY_CHECK_LABELS, type IdentityCheck } from './data-request';
import type { DutyKind } from './duty';
import { ALL_PARTS, FIGURE_HEADINGS, FIGURE_SPLITS } from './figure-items';
import type { ImportKind } from './import-kind';
import { MEETING_PARTY_LABELS, type MeetingParty } from './joint-meeting';
import {
  CASE_OUTCOME_LABELS,
  DUTY_LABELS,
  IMPORT_KIND_LABELS,
  LETTER_STATE_LABELS,
  READING_PURPOSE_LABELS,
  ROLE_LABELS,
  TIER_LABELS,
  UNBIND_LABELS,
} from './labels';
import { dayLabel } from './local-date';
import { READING_PURPOSES } from './reading-purpose';
import { RETENTION_LABELS, type RetentionKind, retentionLabel } from './retention';
import type { Role } from './role';
import type { SupportTier } from './support-tier';
import { termLabel } from './term';
import { partLabel } from './term-figures';
import { CHECKED_TEXTS, TEXT_CHECK_LEVEL_LABELS, type TextCheckLevel } from './text-check';
import type { LetterState } from './warning-letter';

/** An audited event as far as a sentence needs it. */
export interface SaidEvent {
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly subjectName: string | null;
  readonly student: { readonly name: string } | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

type Say = (who: string, event: SaidEvent) => string;

const of = <K extends string | number>(labels: Readonly<Record<K, string>>, key: unknown): string | null =>
  (typeof key === 'string' || typeof key === 'number') && Object.hasOwn(labels, key)
    ? labels[key as K]
    : null;
const said = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
const file = ({ subjectName }: SaidEvent): string => (subjectName === null ? '' : `「${subjectName}」`);
const person = ({ subjectName }: SaidEvent): string => subjectName ?? '一位人员';
const day = (value: unknown): string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? dayLabel(value) : said(value);
const purposeOf = (value: unknown): string => {
  if (value === 'talks.form') return '填写谈话记录';
  if (value === 'talks.form-ahead') return '为没有信号时填写，预先加密存到手机';
  const known = READING_PURPOSES.find((purpose) => purpose === value);
  return known === undefined ? said(value) : READING_PURPOSE_LABELS[known];
};
const exportPurposeOf = (value: unknown): string =>
  of<ExportPurpose>(EXPORT_PURPOSE_LABELS, value) ?? said(value);
const roleOf = ({ detail }: SaidEvent): string =>
  `${of<Role>(ROLE_LABELS, detail.role) ?? said(detail.role)}${detail.actingFor ? '代办' : '身份'}`;
const requestOf = ({ detail }: SaidEvent): string =>
  detail.kind === 'erasure' ? '删除' : `更正${of<DataField>(DATA_FIELD_LABELS, detail.field) ?? ''}`;
const checkOf = ({ detail }: SaidEvent): string =>
  of<IdentityCheck>(IDENTITY_CHECK_LABELS, detail.identityCheck) ?? '';
const wholeOf = (who: string, event: SaidEvent): string => (event.student === null ? person(event) : who);
const monthsOf = (months: unknown): string => retentionLabel(typeof months === 'number' ? months : null);
const kindOf = ({ detail }: SaidEvent): string => of<ImportKind>(IMPORT_KIND_LABELS, detail.kind) ?? '资料';

const dutyOf = (kind: unknown): string => of<DutyKind>(DUTY_LABELS, kind) ?? said(kind);
const partyOf = (value: unknown): string => of<MeetingParty>(MEETING_PARTY_LABELS, value) ?? said(value);
const figureLabel = ({ split, part }: SaidEvent['detail']): string => {
  const known = FIGURE_SPLITS.find((id) => id === split);
  if (known === undefined) return said(part);
  return part === ALL_PARTS ? `${FIGURE_HEADINGS[known]}：合计` : partLabel(known, said(part));
};

const CONSENT_WORDS: Readonly<Record<string, string>> = {
  given: '同意了',
  refused: '没有同意',
  withdrawn: '撤回了同意：',
};

const TEXT_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(CHECKED_TEXTS).map(([kind, { label }]) => [kind, label]),
);

/** What an action was, said of whom it concerns; the one who did it is named beside it. */
const SENTENCES: Readonly<Record<string, Say>> = {
  'students.archive': (who) => `打开了${who}的档案`,
  'students.timeline': (who) => `查看了${who}档案中的经过`,
  'students.sensitive': (who, { detail }) => `查看了${who}的家庭和联系方式，用于${purposeOf(detail.purpose)}`,
  'students.changed': (who) => `更新了${who}的名册资料`,
  'talks.view': (who) => `打开了${who}的一份谈话记录`,
  'talks.photos': (who) => `打开了${who}的一份谈话记录的照片`,
  'talks.file': (who, { detail }) =>
    `${detail.attended === false ? '登记了约谈未到' : '提交了谈话记录'}：${who}，${day(detail.heldOn)}${Number(detail.photos) > 0 ? `，附照片 ${said(detail.photos)} 张` : ''}`,
  'talks.revise': (who, { detail }) =>
    `更正了${who}的谈话记录（第 ${said(detail.ordinal)} 次${detail.heldOn === undefined ? '' : `，谈话日期从${day(detail.wasOn)}改为${day(detail.heldOn)}`}）`,
  'talks.supplement': (who) => `给${who}的谈话记录加了补充意见`,
  'papers.archive': (who, { detail }) => `导出了${who}的档案，用于${exportPurposeOf(detail.purpose)}`,
  'papers.archive-with-sensitive': (who, { detail }) =>
    `导出了${who}的整份档案（含敏感内容），用于${exportPurposeOf(detail.purpose)}`,
  'papers.talk-record': (who) => `打印了${who}的谈话记录表`,
  'screenings.run': (_who, { detail }) =>
    `${detail.kind === 'preview' ? '预筛' : '正式筛查'}了 ${said(detail.term)} 学期，认定 ${said(detail.identified)} 人`,
  'meeting.proposal': (who) => `在诊断会上查看了${who}的情况，其中有违纪`,
  'meeting.decide': (who, { detail }) => {
    const tier = of<SupportTier>(TIER_LABELS, detail.tier);
    return `决定：${who}，${of<CaseOutcome>(CASE_OUTCOME_LABELS, detail.outcome) ?? said(detail.outcome)}${tier === null ? '' : ` ${tier}`}`;
  },
  'conference.open': (_who, { detail }) => `开了${termLabel(said(detail.term))}的诊断会`,
  'conference.mark': (_who, { detail }) =>
    detail.isPresent === false ? '把一位成员从诊断会的到会名单上去掉' : '把一位成员记为到会',
  'conference.join': () => '在自己的手机上签到参加了诊断会',
  'conference.say': (who) => `在诊断会上记了对${who}的会诊看法`,
  'conference.prepare': (who, { detail }) =>
    detail.outcome === null
      ? `在诊断会上撤回了${who}的待生效决定`
      : `在诊断会上记下${who}：${of<CaseOutcome>(CASE_OUTCOME_LABELS, detail.outcome) ?? said(detail.outcome)}，待会后生效`,
  'conference.apply': (_who, { detail }) =>
    `诊断会的决定一起生效：${said(detail.decided)} 名学生，到会 ${said(detail.present)} 人`,
  'conference.leave': (_who, { detail }) =>
    `结束了诊断会，没有生效${Number(detail.prepared) > 0 ? `，记下的 ${said(detail.prepared)} 个决定作废` : ''}`,
  'papers.conference': (_who, { detail }) => `下载了诊断会纪要，其中学生 ${said(detail.students)} 名`,
  'referrals.file': (who, { detail }) =>
    `提交了${who}的早报告${Number(detail.photos) > 0 ? `，附照片 ${said(detail.photos)} 张` : ''}`,
  'referrals.withdraw': (who) => `撤回了${who}的早报告`,
  'referrals.show': (who) => `打开了${who}的早报告`,
  'referrals.answer': (who, { detail }) =>
    `答复了${who}的早报告：${detail.outcome === 'accepted' ? '采纳' : '不采纳'}`,
  'pairings.confirm': (who) => `给${who}结了对`,
  'pairings.end': (who) => `结束了${who}的结对`,
  'pairings.contact': (who) => `改了${who}结对的约定联系方式`,
  'pairings.wish': (who, { detail }) => `登记${who}${detail.asked === false ? '不再需要' : '希望'}结对`,
  'plans.show': (who, { detail }) =>
    detail.ahead === true ? `为没有信号时填写，把${who}的学习计划预先加密存到手机` : `打开了${who}的学习计划`,
  'plans.save': (who, { detail }) => `保存了${who}的学习计划（第 ${said(detail.version)} 版）`,
  'plans.agree': (who) => `登记了${who}对学习计划的签字`,
  'plans.code': (who) => `取了${who}确认学习计划的六位数字`,
  'plans.answer': (who, { detail }) =>
    detail.outcome === 'agreed' ? `${who}用确认码同意了学习计划` : `${who}用确认码希望修改学习计划`,
  'plans.review': (who, { detail }) => `检查了${who}的学习计划，${day(detail.heldOn)}`,
  'plans.advise': (who, { detail }) => `给${who}做了选课咨询，${day(detail.heldOn)}`,
  'letters.show': (who) => `打开了${who}的预警通知书，其中有家长地址`,
  'letters.draft': (who, { detail }) => `拟了${who}的预警通知书${detail.corrects ? '（更正）' : ''}`,
  'letters.address': (who) => `改了${who}的预警通知书的收件人`,
  'letters.step': (who, { detail }) =>
    `登记${who}的预警通知书${of<LetterState>(LETTER_STATE_LABELS, detail.to) ?? said(detail.to)}，${day(detail.on)}`,
  'letters.receipt': (who) => `给${who}的预警通知书附了收据照片`,
  'letters.remove-receipt': (who) => `删去了${who}的预警通知书的一张收据照片`,
  'letters.save-template': (_who, { detail }) =>
    detail.fileName === null ? '把预警通知书的 Word 模板恢复为系统自带的' : '换了预警通知书的 Word 模板',
  'letters.save-wording': () => '改了预警通知书的措辞',
  'papers.approve-letters': (who, { detail }) => `审核了${who}的预警通知书 ${said(detail.number)}`,
  'papers.letters': (who) => `打印了${who}的预警通知书`,
  'papers.mail-list': (_who, { subject, detail }) =>
    `下载了${day(subject.id)}的挂号信清单，共 ${said(detail.letters)} 封`,
  'guardians.show': (who) => `打开了${who}的家长名单`,
  'guardians.numbers': (who) => `查看了${who}家长的号码和地址`,
  'guardians.save': (who) => `改了${who}的家长信息`,
  'contacts.file': (who) => `记录了给${who}家长打的电话`,
  'contacts.waive': (who) => `同意不再给${who}的家长打电话`,
  'rollover.close': (who, { detail }) =>
    `给${who}结案：${of<CloseOutcome>(CLOSE_OUTCOME_LABELS, detail.outcome) ?? said(detail.outcome)}`,
  'duties.waive': (who, { detail }) =>
    `同意免办${who}的${dutyOf(detail.kind)}${detail.until ? `，到${day(detail.until)}` : ''}`,
  'duties.unwaive': (who, { detail }) => `恢复办理${who}的${dutyOf(detail.kind)}`,
  'joint-meetings.show': (who) => `打开了${who}的家长面谈，其中有家长姓名`,
  'joint-meetings.add': (who, { detail }) =>
    detail.kind === 'held'
      ? `登记了${who}的家长面谈纪要，${day(detail.on)}`
      : detail.kind === 'failed'
        ? `登记了${who}的家长面谈没有谈成，${day(detail.on)}`
        : `邀请了${who}的家长来校面谈`,
  'joint-meetings.sign': (who, { detail }) => `登记了${who}家长面谈纪要上${partyOf(detail.party)}的签名`,
  'papers.joint-meeting': (who, { detail }) =>
    `打印了${who}的家长面谈${detail.kind === 'held' ? '纪要' : '邀请'}`,
  'focus.lesson': (_who, { detail }) =>
    `记了一次「${said(detail.course)}」的课堂情况，${day(detail.heldOn)}，${said(detail.students)} 人`,
  'focus.note': (who, { detail }) => `写了${who}在「${said(detail.course)}」的课堂小结`,
  'qa.announce': (_who, { detail }) =>
    `通知了「${said(detail.course)}」的集中答疑，${day(detail.heldOn)}，请 ${said(detail.invited)} 人参加`,
  'qa.report': (_who, { detail }) =>
    detail.outcome === 'held'
      ? `记录了「${said(detail.course)}」的集中答疑，到 ${said(detail.came)} 人`
      : `取消了「${said(detail.course)}」的集中答疑`,
  'guidance.file': (who) => `记了一次对志愿者的指导和评价（帮扶${who}）`,
  'checks.draw': (_who, { detail }) =>
    `不定期抽查：从 ${said(detail.population)} 对结对里抽了 ${said(detail.size)} 对`,
  'checks.file': (who) => `记录了一次跟踪检查（帮扶${who}）`,
  'help.log': (who) => `记录了对${who}的一次帮扶`,
  'help.code': (who) => `取了${who}确认帮扶的六位数字`,
  'help.withdraw': (who) => `撤回了对${who}的一次帮扶记录`,
  'help.answer': (_who, { detail }) =>
    detail?.outcome === 'objected' ? '学生说一次帮扶不属实' : '学生确认了一次帮扶',
  'help.feedback': () => '学生说了对一次帮扶的感受',
  'help.review': (who) => `核对了对${who}的一次超时帮扶`,
  'recruiting.open': (_who, { detail }) => `发布了志愿者招募，${day(detail.closesOn)}截止`,
  'recruiting.decide': (who, { detail }) =>
    `${detail.kind === 'accepted' ? '录用了' : '没有录用'}志愿者报名：${who}`,
  'recruiting.train': (who, { detail }) => `登记了${who}的志愿者培训，${day(detail.on)}`,
  'recruiting.register': (who) => `把${who}登记备案为志愿者`,
  'recruiting.activate': (who) => `让${who}以志愿者身份上岗`,
  'commendations.decide': (_who, event) =>
    event.detail.kind === 'team'
      ? `表彰了志愿者集体，${said(event.detail.members)} 人，${said(event.detail.term)}`
      : `表彰了志愿者${person(event)}，${said(event.detail.term)}`,
  'commendations.withdraw': (_who, event) => `撤销了对${person(event)}的表彰，${said(event.detail.term)}`,
  'papers.commendations': (_who, { detail }) =>
    `打印了 ${said(detail.term)} 的志愿者表彰名单，共 ${said(detail.rows)} 项`,
  'papers.issue-certificate': (_who, event) =>
    `给${person(event)}出具了志愿服务时数证明 ${said(event.detail.number)}`,
  'papers.certificate': (_who, event) =>
    `打印了${person(event)}的志愿服务时数证明 ${said(event.detail.number)}`,
  'papers.hours-list': (_who, { detail }) =>
    `下载了${day(detail.from)}至${day(detail.to)}的志愿服务时数，共 ${said(detail.rows)} 行`,
  'certificates.withdraw': (_who, event) =>
    `撤回了${person(event)}的志愿服务时数证明 ${said(event.detail.number)}`,
  'privacy.answer': (_who, { detail }) =>
    `${of(CONSENT_WORDS, detail.answer) ?? '答复了'}隐私保护指引（${said(detail.version)}）`,
  'phrases.save': () => '存了一句自己的常用语',
  'phrases.remove': () => '删去了一句自己的常用语',
  'queue.key': () => '手机第一次领取了暂存加密的密钥',
  'imports.preview': (_who, event) => `上传并预览了${file(event) || '一份文件'}`,
  'imports.apply': (_who, event) =>
    `导入了${kindOf(event)}${file(event)}：新增 ${said(event.detail.new)} 行，改动 ${said(event.detail.changed)} 行`,
  'imports.discard': (_who, event) => `放弃了导入${file(event)}`,
  'imports.rollback': (_who, event) => `撤销了${kindOf(event)}的导入${file(event)}`,
  'imports.rejected-file': (_who, event) =>
    `下载了${file(event)}里被拒收的行，共 ${said(event.detail.rows)} 行`,
  'imports.forget': () => '忘掉了一份记住的列对应',
  'policies.save': (_who, { detail }) =>
    `保存了办法 ${said(detail.version)}，${day(detail.effectiveFrom)}起生效，改动 ${said(detail.differences)} 处`,
  'calendar.save-term': (_who, { subject }) => `保存了${termLabel(subject.id)}的起止日期`,
  'calendar.remove-term': (_who, { subject }) => `删去了${termLabel(subject.id)}`,
  'calendar.correct': (_who, { subject, detail }) =>
    `把${day(subject.id)}改为${detail.as === 'free' ? '不上课' : '上课'}`,
  'calendar.restore': (_who, { subject }) => `取消了对${day(subject.id)}的更正`,
  'accounts.issue-code': (_who, event) => `给${person(event)}发了激活码`,
  'papers.invitation': (_who, event) => `用小程序码邀请了${person(event)}开通`,
  'accounts.withdraw-invitation': (_who, event) => `收回了给${person(event)}的小程序码`,
  'rights.ask': (_who, event) => `申请${requestOf(event)}自己的资料`,
  'rights.withdraw': (who, event) => `撤回了${wholeOf(who, event)}${requestOf(event)}资料的申请`,
  'rights.enter': (who, event) => `替${who}登记了${requestOf(event)}资料的申请，${checkOf(event)}`,
  'rights.show': (who, event) => `打开了${wholeOf(who, event)}${requestOf(event)}资料的申请`,
  'rights.answer': (who, event) =>
    `答复了${wholeOf(who, event)}${requestOf(event)}资料的申请：${event.detail.outcome === 'accepted' ? '已办理' : '不能办'}`,
  'rights.set-days': (_who, { detail }) => `把答复个人信息申请的期限定为 ${said(detail.days)} 天`,
  'people.copy': (_who, event) => `给${event.student?.name ?? person(event)}本人写出了一份数据副本`,
  'retention.set': (_who, { detail }) =>
    `把「${of<RetentionKind>(RETENTION_LABELS, detail.kind) ?? said(detail.kind)}」的保存期限定为 ${monthsOf(detail.months)}`,
  'retention.remove': (_who, { detail }) =>
    `按保存期限（每晚自动）清除了${of<RetentionKind>(RETENTION_LABELS, detail.kind) ?? said(detail.kind)} ${said(detail.removed)} 项`,
  'people.lose-name': () => '把一位学生匿名：去掉姓名、学号和填写的文字',
  'accounts.unbind': (_who, event) =>
    `解绑了${person(event)}的微信：${of(UNBIND_LABELS, event.detail.reason) ?? said(event.detail.reason)}`,
  'roster.given': (_who, event) =>
    `给${person(event)}登记了${roleOf(event)}，${day(event.detail.firstDay)}起`,
  'roster.ended': (_who, event) => `结束了${person(event)}的${roleOf(event)}`,
  'roster.corrected': (_who, event) => `更正了${person(event)}的${roleOf(event)}的日期`,
  'roster.voided': (_who, event) => `作废了${person(event)}的${roleOf(event)}`,
  'roster.add-person': (_who, event) => `把${person(event)}登记到名册`,
  'roster.rename-person': (_who, event) => `更正了${person(event)}的姓名或工号`,
  'roster.leave': (_who, event) =>
    `给${person(event)}办理了离开，最后一天${day(event.detail.lastDay)}${event.detail.unbound === true ? '，解绑了微信' : ''}`,
  'roster.add-class': (_who, { detail }) => `新增了班级${said(detail.name)}`,
  'roster.move-class': (_who, { detail }) => `把${said(detail.name)}换了责任区`,
  'roster.add-area': (_who, { detail }) => `新增了责任区${said(detail.name)}`,
  'session.activate': (_who, { detail }) =>
    `用激活码开通了小程序${detail.replaced === true ? '，换了微信' : ''}`,
  'figures.rows': (_who, { subject, detail }) =>
    `查看了${termLabel(subject.id)}统计里「${figureLabel(detail)}」的学生名单，${said(detail.rows)} 名`,
  'summary.save': (_who, { subject, detail }) =>
    `写了${termLabel(subject.id)}的学期总结（第 ${said(detail.ordinal)} 次保存）`,
  'summary.sign': (_who, { subject, detail }) =>
    `签发了${termLabel(subject.id)}的学期总结第 ${said(detail.version)} 版`,
  'papers.summary': (_who, { subject, detail }) =>
    `下载了${termLabel(subject.id)}的学期总结（${detail.version === 0 ? '草稿' : `第 ${said(detail.version)} 版`}）`,
  'papers.term-list': (_who, { subject, detail }) =>
    `下载了${termLabel(subject.id)}的学业预警名单，${said(detail.students)} 名`,
  'texts.settle': (_who, { detail }) =>
    `核对了一处平台提示：${of(TEXT_LABELS, detail.kind) ?? said(detail.kind)}`,
  'texts.set-level': (_who, { detail }) =>
    `把交平台检查的文字改为「${of<TextCheckLevel>(TEXT_CHECK_LEVEL_LABELS, detail.to) ?? said(detail.to)}」`,
  'reminders.settle': (_who, { detail }) =>
    `处理了一条未送达的提醒：${detail.how === 'told' ? '已另行告知' : '再发一次'}`,
};

/** True where the action has a sentence of its own. */
export const isSaidAction = (action: string): boolean => Object.hasOwn(SENTENCES, action);

/** `查看了林知远的家庭和联系方式，用于联系家长`; an action without a sentence is named by its code. */
export function sayEvent(event: SaidEvent): string {
  const who = event.student === null ? '一位学生' : event.student.name || '一位已不在名册的学生';
  const say = isSaidAction(event.action) ? SENTENCES[event.action] : undefined;
  if (say) return say(who, event);
  const about = event.student === null ? '' : `，涉及${who}`;
  return `办理了一件事（${event.action}）${about}`;
}

/** Names of what changes from one value to another. */
const FIELD_LABELS: Readonly<Record<string, string>> = {
  outcome: '结论',
  tier: '帮扶类型',
  name: '姓名',
  workNo: '工号',
  area: '责任区',
  gender: '性别',
  nativePlace: '籍贯',
  className: '班级',
  family: '家庭情况',
  contact: '联系方式',
  guardians: '家长信息',
  from: '开始日期',
  to: '结束日期',
  selectionFrom: '选课周开始',
  selectionTo: '选课周结束',
  teaching: '当天',
  bound: '微信',
  effectiveFrom: '生效日期',
  firstDay: '开始日期',
  lastDay: '结束日期',
  role: '身份',
  scope: '范围',
  days: '答复期限（天）',
};

/** Of a sensitive field only that it changed. */
const HIDDEN: Readonly<Record<string, string>> = {
  held: '（已登记，内容不记）',
  other: '（已改，内容不记）',
};

const VALUE_LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  outcome: CASE_OUTCOME_LABELS,
  tier: TIER_LABELS,
  teaching: { free: '不上课', teaching: '上课', plan: '按原计划' },
  bound: { true: '已绑定', false: '未绑定' },
};

/** `帮扶类型：一级 → 二级` for each thing that changed. */
export function sayChanges(
  changes: Readonly<Record<string, readonly [unknown, unknown]>>,
): readonly string[] {
  return Object.entries(changes).map(([field, [before, after]]) => {
    const say = (value: unknown): string => {
      if (value === null) return '无';
      const text = String(value);
      return (of(VALUE_LABELS[field] ?? {}, text) ?? HIDDEN[text]) || text;
    };
    const label = Object.hasOwn(FIELD_LABELS, field) ? FIELD_LABELS[field] : field;
    return `${label}：${say(before)} → ${say(after)}`;
  });
}
