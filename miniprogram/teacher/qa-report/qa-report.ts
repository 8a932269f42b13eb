import type { QaItem } from '#core/contract/index';
import { QA_OUTCOMES } from '#core/domain/qa-session';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sayRestored, saySaved, toUnsent } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import {
  NO_REPORT,
  OUTCOME_CHOICES,
  type QaReportFields,
  toQaChoices,
  toQaHead,
  toQaLine,
  toReportInput,
  wrongInReport,
} from '../../views/qa';

/** Who came to a session and what was asked, or that it did not take place. */
Page({
  ...flushesDraft,
  ...reads,

  data: {
    ...UNREAD,
    courseName: '',
    when: '',
    outcomes: OUTCOME_CHOICES,
    outcome: [] as readonly string[],
    isHeld: true,
    students: [] as readonly { value: string; label: string }[],
    came: [] as readonly string[],
    /** Texts as the page opened; typing does not come back here. */
    opened: { others: '', topics: '' },
    errors: {} as Record<string, string>,
    draftLine: '',
    sendError: '',
    isOffline: false,
    isSending: false,
  },

  sessionId: '',
  today: '',
  item: null as QaItem | null,
  fields: null as QaReportFields | null,
  form: null as DraftForm<QaReportFields> | null,

  onLoad({ sessionId = '' }: { sessionId?: string }) {
    this.sessionId = sessionId;
    void this.read();
  },

  async load() {
    const { personId, today } = await getMe();
    this.today = today;
    const item = await call('qa.show', { sessionId: this.sessionId });
    if (!toQaLine(item, today).canReport) {
      this.setData({
        state: 'error',
        failureTitle: '这次答疑已经记录过',
        failureMessage: '在「我的 → 集中答疑」里可以看到。',
        failureAction: 'back',
      });
      return;
    }
    this.item = item;
    this.form = createDraftForm<QaReportFields>(
      { kind: 'qa-report', personId, subjectId: this.sessionId },
      () => undefined,
    );
    const { kept } = this.form;
    this.fields = { ...NO_REPORT, ...kept?.fields };
    const { came, others, outcome, topics } = this.fields;
    this.setData({
      state: 'content',
      ...toQaHead(item),
      students: toQaChoices(item),
      came,
      outcome: [outcome],
      isHeld: outcome === 'held',
      opened: { others, topics },
      draftLine: sayRestored(kept?.savedAt),
    });
  },

  keep(change: Partial<QaReportFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onOutcome({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const outcome = QA_OUTCOMES.find((known) => known === detail.value);
    if (!outcome) return;
    this.keep({ outcome });
    this.setData({ outcome: [outcome], isHeld: outcome === 'held', errors: {}, sendError: '' });
  },

  onCame({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.keep({ came: detail.chosen });
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: 'others' | 'topics' };
    this.keep({ [field]: detail.value });
  },

  onBlur() {
    this.form?.flush();
  },

  async onSubmit() {
    const { fields, form, item } = this;
    if (!fields || !form || !item || this.data.isSending) return;
    const wrong = wrongInReport(fields, item.heldOn, this.today);
    if (wrong) {
      if (wrong.field === '') this.setData({ sendError: wrong.message });
      else this.setData({ [`errors.${wrong.field}`]: wrong.message });
      return;
    }
    this.setData({ isSending: true, sendError: '', isOffline: false, errors: {} });
    const { savedAt } = form.seal(fields);
    try {
      await call('qa.report', toReportInput(fields, this.sessionId));
      form.drop();
      this.form = null;
      this.fields = null;
      wx.showToast({ title: '已记录', icon: 'success' });
      if (getCurrentPages().length > 1) wx.navigateBack();
      else wx.redirectTo({ url: '/teacher/qa/qa' });
    } catch (error) {
      this.setData({ isSending: false, draftLine: saySaved(savedAt) });
      const field = fieldOf(error);
      if (['others', 'topics'].includes(field)) this.setData({ [`errors.${field}`]: sentenceOf(error) });
      else this.setData(toUnsent(error));
    }
  },
});
