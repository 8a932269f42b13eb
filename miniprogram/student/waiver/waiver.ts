import type { WaiverPage } from '#core/contract/index';
import type { DutyKind, DutyRole } from '#core/domain/duty';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sayRestored, saySaved } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import { sayChosenDate } from '../../views/talk-form';
import { type OwedRow, toWaiverPage, type WaivedRow } from '../../views/waiver';

interface WaiverFields {
  /** The duty to waive, or the waiver to take back. */
  readonly key: string;
  readonly reason: string;
  readonly until: string;
  readonly studentName: string;
}

/** 免办: the leader writes why a duty need not be done, or takes that back. */
Page({
  ...flushesDraft,
  ...reads,

  data: {
    ...UNREAD,
    name: '',
    detail: '',
    owed: [] as readonly OwedRow[],
    waived: [] as readonly WaivedRow[],
    canWaive: false,
    /** Of the row whose form is open; empty: none. */
    openKey: '',
    today: '',
    until: '',
    untilText: '',
    openedReason: '',
    errors: {} as Record<string, string>,
    sendError: '',
    draftLine: '',
    isSending: false,
  },

  caseId: '',
  fields: null as WaiverFields | null,
  form: null as DraftForm<WaiverFields> | null,

  onLoad({ caseId = '' }: { caseId?: string }) {
    this.caseId = caseId;
    void this.read();
  },

  async load() {
    const { personId } = await getMe();
    const page = await call('duties.waivers', { caseId: this.caseId });
    this.form = createDraftForm<WaiverFields>(
      { kind: 'waiver', personId, subjectId: this.caseId },
      (savedAt) => this.setData({ draftLine: saySaved(savedAt) }),
    );
    const { kept } = this.form;
    this.show(page);
    if (kept) this.openRow(kept.fields, sayRestored(kept.savedAt));
  },

  show(page: WaiverPage) {
    this.fields = null;
    this.setData({
      state: 'content',
      ...toWaiverPage(page),
      today: page.today,
      openKey: '',
      draftLine: '',
      errors: {},
      sendError: '',
    });
  },

  openRow(fields: WaiverFields, draftLine: string) {
    this.fields = fields;
    this.setData({
      openKey: fields.key,
      openedReason: fields.reason,
      until: fields.until,
      untilText: fields.until === '' ? '长期' : sayChosenDate(fields.until, this.data.today),
      draftLine,
      errors: {},
      sendError: '',
    });
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { key } = currentTarget.dataset as { key: string };
    this.openRow({ key, reason: '', until: '', studentName: this.data.name }, '');
  },

  keep(change: Partial<WaiverFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onReason({ detail }: WechatMiniprogram.Input) {
    this.keep({ reason: detail.value });
  },

  onFocus() {
    this.form?.focus('reason');
  },

  onBlur() {
    this.form?.blur('reason');
  },

  onUntil({ detail }: WechatMiniprogram.PickerChange) {
    const until = String(detail.value);
    this.keep({ until });
    this.setData({ until, untilText: sayChosenDate(until, this.data.today), 'errors.until': '' });
  },

  onForGood() {
    this.keep({ until: '' });
    this.setData({ until: '', untilText: '长期', 'errors.until': '' });
  },

  async onSubmit() {
    const { fields, form } = this;
    if (!fields || !form || this.data.isSending) return;
    if (fields.reason.trim() === '') {
      this.setData({ 'errors.reason': '请写明理由。' });
      return;
    }
    this.setData({ isSending: true, sendError: '', errors: {} });
    const { id } = form.seal(fields);
    try {
      const page = await this.send(fields, id);
      form.drop();
      this.setData({ isSending: false });
      this.show(page);
      wx.showToast({ title: '已记录', icon: 'none' });
    } catch (error) {
      this.setData({ isSending: false });
      const field = fieldOf(error);
      if (field === 'reason' || field === 'until') this.setData({ [`errors.${field}`]: sentenceOf(error) });
      else this.setData({ sendError: sentenceOf(error) });
    }
  },

  send({ key, reason, until }: WaiverFields, id: string): Promise<WaiverPage> {
    const { caseId } = this;
    const owed = this.data.owed.find((row) => row.key === key);
    if (!owed) return call('duties.unwaive', { id, caseId, waiverId: key, reason });
    const kind = owed.kind as DutyKind;
    const role = owed.role as DutyRole;
    return call('duties.waive', { id, caseId, kind, role, until: until === '' ? null : until, reason });
  },

  onCancel() {
    this.form?.drop();
    this.fields = null;
    this.setData({ openKey: '', draftLine: '', errors: {}, sendError: '' });
  },
});
