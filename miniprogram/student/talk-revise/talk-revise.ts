import { DomainError } from '#core/domain/errors';
import type { Role } from '#core/domain/role';
import {
  type DetailField,
  FAMILY_FIELDS,
  keptDetails,
  NO_DETAILS,
  STATE_FIELDS,
} from '#core/domain/talk-details';
import { type TalkText, talkTextOf, validateRevision } from '#core/domain/talk-revision';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { showsError } from '../../behaviors/shows-error';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sayRestored, saySaved } from '../../views/draft-line';
import { codeOf, fieldOf, sentenceOf } from '../../views/failure';
import { toSentence } from '../../views/line';
import {
  type DetailRow,
  fromChosen,
  MODE_CHOICES,
  toChosen,
  toDetailRows,
  YES_NO_CHOICES,
} from '../../views/talk-form';
import { sayFullDate } from '../../views/when';

interface RevisionFields extends TalkText {
  readonly reason: string;
  readonly studentName: string;
}

const AREAS = [
  { field: 'problems', label: '主要问题与表现' },
  { field: 'assessment', label: '初步评估及建议' },
  { field: 'family', label: '家庭情况' },
] as const;
const LINES = [
  { field: 'contact', label: '学生联系方式' },
  { field: 'place', label: '地点' },
] as const;
const ANSWERS = [
  { field: 'parentsContacted', label: '是否与家长联系' },
  { field: 'needsAttention', label: '需要进一步关注' },
  { field: 'psychologicalReferral', label: '建议心理素质教育中心关注' },
] as const;
type AnswerField = (typeof ANSWERS)[number]['field'];

/** 更正: the author's, with a reason. What is typed lives outside `data` (see draft-form). */
Page({
  ...flushesDraft,
  ...reads,
  ...showsError,

  data: {
    ...UNREAD,
    lead: '',
    isLocked: false,
    yesNo: YES_NO_CHOICES,
    modes: MODE_CHOICES,
    mode: [] as readonly string[],
    today: '',
    heldOn: '',
    heldOnText: '',
    joint: [] as readonly { readonly value: string; readonly label: string }[],
    jointChosen: [] as readonly string[],
    areas: [] as readonly object[],
    lines: [] as readonly object[],
    answers: [] as readonly object[],
    choices: [] as readonly DetailRow[],
    since: '',
    reason: '',
    reasonError: '',
    errors: {} as Record<string, string>,
    sendError: '',
    draftLine: '',
    isSending: false,
  },

  talkId: '',
  basedOn: 0,
  before: null as TalkText | null,
  fields: null as RevisionFields | null,
  form: null as DraftForm<RevisionFields> | null,

  onLoad({ talkId = '' }: { talkId?: string }) {
    this.talkId = talkId;
    void this.read();
  },

  async load() {
    const { personId, today } = await getMe();
    const talk = await call('talks.view', { talkId: this.talkId });
    this.form = createDraftForm<RevisionFields>(
      { kind: 'revision', personId, subjectId: this.talkId },
      (savedAt) => this.setData({ draftLine: saySaved(savedAt) }),
    );
    this.before = talkTextOf(talk);
    this.basedOn = talk.revisions.length;
    const { kept } = this.form;
    const fields = { ...this.before, reason: '', studentName: talk.student.name, ...kept?.fields };
    this.fields = fields;
    const details = fields.details ?? NO_DETAILS;
    this.setData({
      state: 'content',
      choices: toDetailRows([...FAMILY_FIELDS, ...STATE_FIELDS], details),
      since: details.since,
      lead: `${talk.student.name}，${sayFullDate(talk.heldOn)}的谈话。是否到场不能更正，填错了请另填一份。`,
      mode: [fields.mode],
      today,
      heldOn: fields.heldOn,
      heldOnText: sayFullDate(fields.heldOn),
      joint: [toJoint(talk.author.role)],
      jointChosen: fields.jointRole === null ? [] : [fields.jointRole],
      isLocked: talk.supplements.length > 0,
      areas: AREAS.map((one) => ({ ...one, text: fields[one.field] })),
      lines: LINES.map((one) => ({ ...one, text: fields[one.field] })),
      answers: ANSWERS.map((one) => ({ ...one, chosen: toChosen(fields[one.field]) })),
      reason: fields.reason,
      draftLine: sayRestored(kept?.savedAt),
    });
  },

  keep(change: Partial<RevisionFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    this.keep({ [(currentTarget.dataset as { field: string }).field]: detail.value });
  },

  onDate({ detail }: WechatMiniprogram.PickerChange) {
    const heldOn = String(detail.value);
    this.keep({ heldOn });
    this.setData({ heldOn, heldOnText: sayFullDate(heldOn), 'errors.heldOn': '' });
  },

  onMode({ detail }: WechatMiniprogram.CustomEvent<{ value: TalkText['mode'] }>) {
    this.keep({ mode: detail.value });
  },

  onJoint({ detail }: WechatMiniprogram.CustomEvent<{ value: NonNullable<TalkText['jointRole']> | null }>) {
    this.keep({ jointRole: detail.value });
    this.setData({ 'errors.jointRole': '' });
  },

  onFocus({ currentTarget }: WechatMiniprogram.InputFocus) {
    this.form?.focus((currentTarget.dataset as { field: string }).field);
  },

  onBlur({ currentTarget }: WechatMiniprogram.InputBlur) {
    this.form?.blur((currentTarget.dataset as { field: string }).field);
  },

  onAnswer({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string | null }>) {
    const { field } = currentTarget.dataset as { field: AnswerField };
    this.keep({ [field]: fromChosen(detail.value) });
  },

  onDetail({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string | null }>) {
    const { field } = currentTarget.dataset as { field: DetailField };
    this.keepDetail({ [field]: detail.value });
  },

  onSince({ detail }: WechatMiniprogram.Input) {
    this.keepDetail({ since: detail.value });
  },

  keepDetail(change: object) {
    this.keep({ details: { ...(this.fields?.details ?? NO_DETAILS), ...change } });
  },

  onSubmit() {
    return this.submit(false);
  },

  /** @param isAnother the person has said that it is no repeat of another talk of that day */
  async submit(isAnother: boolean) {
    const { fields, form, before } = this;
    if (!fields || !form || !before || this.data.isSending) return;
    const wrong = firstError(before, fields);
    if (wrong) {
      this.setData({ reasonError: wrong.field === 'reason' ? wrong.message : '', sendError: wrong.message });
      return;
    }
    this.setData({ isSending: true, sendError: '', reasonError: '', errors: {} });
    const { id, savedAt } = form.seal(fields);
    const { studentName: _, ...content } = fields;
    try {
      await call('talks.revise', { id, talkId: this.talkId, basedOn: this.basedOn, isAnother, ...content });
      form.drop();
      this.fields = null;
      wx.redirectTo({ url: `/student/talk-view/talk-view?talkId=${this.talkId}` });
    } catch (error) {
      const field = fieldOf(error);
      this.setData({ isSending: false, draftLine: saySaved(savedAt), sendError: sentenceOf(error) });
      if (codeOf(error) === 'DUPLICATE_TALK') this.askWhetherAnother(sentenceOf(error));
      else if (field === 'heldOn' || field === 'jointRole') this.showError(field, sentenceOf(error));
    }
  },

  askWhetherAnother(content: string) {
    wx.showModal({
      title: '可能重复',
      content,
      confirmText: '是另一次',
      cancelText: '先不提交',
      success: ({ confirm }) => {
        if (confirm) void this.submit(true);
      },
    });
  },
});

/** The other side of the pair. */
const toJoint = (author: Role) =>
  author === 'counselor'
    ? { value: 'adviser', label: '班主任也在场' }
    : { value: 'counselor', label: '辅导员也在场' };

/** The same rules as the server's, so that a mistake is seen before it is sent. */
function firstError(before: TalkText, fields: RevisionFields): { field: string; message: string } | null {
  try {
    keptDetails(fields.details);
    validateRevision(before, talkTextOf(fields), fields.reason);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { field: error.field ?? '', message: toSentence(error.message) };
  }
}
