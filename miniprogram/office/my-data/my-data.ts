import type { OwnData } from '#core/contract/index';
import {
  DATA_FIELD_LABELS,
  DATA_REQUEST_KIND_LABELS,
  DATA_REQUEST_KINDS,
  type DataRequestKind,
  ERASURE_WORDS,
  PERSON_FIELDS,
} from '#core/domain/data-request';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { sayRestored, saySaved } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import { type OwnDataView, toOwnDataView } from '../../views/rights';

type OwnField = (typeof PERSON_FIELDS)[number];

interface RequestFields {
  readonly kind: DataRequestKind;
  readonly field: OwnField | null;
  readonly wanted: string;
  readonly reason: string;
}

const EMPTY: RequestFields = { kind: 'correction', field: null, wanted: '', reason: '' };

const NO_VIEW: OwnDataView = {
  basics: [],
  roles: [],
  volunteer: [],
  applications: [],
  requests: [],
  promise: '',
};

/** 我的资料: what the roster keeps of oneself, and requests to correct or delete it. */
Page({
  ...flushesDraft,
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    openedId: '',
    isAsking: false,
    kinds: DATA_REQUEST_KINDS.map((value) => ({ value, label: DATA_REQUEST_KIND_LABELS[value] })),
    fields: PERSON_FIELDS.map((value) => ({ value, label: DATA_FIELD_LABELS[value] })),
    erasure: [ERASURE_WORDS.person.goes, ERASURE_WORDS.person.stays, ERASURE_WORDS.person.figures],
    kind: ['correction'] as readonly string[],
    field: [] as readonly string[],
    wanted: '',
    reason: '',
    errors: {} as Record<string, string>,
    sendError: '',
    draftLine: '',
    isSending: false,
  },

  fields: EMPTY,
  form: null as DraftForm<RequestFields> | null,
  /** Of a taking back that is sent again. */
  withdrawIds: {} as Record<string, string>,

  onLoad() {
    void this.read();
  },

  async load() {
    const { personId } = await getMe();
    const answer = await call('rights.mine', {});
    this.form ??= createDraftForm<RequestFields>(
      { kind: 'data-request', personId, subjectId: 'mine' },
      (savedAt) => this.setData({ draftLine: saySaved(savedAt) }),
    );
    this.show(answer);
    const { kept } = this.form;
    if (kept && !this.data.isAsking) {
      this.openForm(kept.fields);
      this.setData({ draftLine: sayRestored(kept.savedAt) });
    }
  },

  show(answer: OwnData) {
    this.setData({ state: 'content', view: toOwnDataView(answer), sendError: '' });
  },

  openForm(fields: RequestFields) {
    this.fields = fields;
    this.setData({
      isAsking: true,
      kind: [fields.kind],
      field: fields.field === null ? [] : [fields.field],
      wanted: fields.wanted,
      reason: fields.reason,
      errors: {},
      sendError: '',
      draftLine: '',
    });
  },

  onAsk() {
    this.openForm(EMPTY);
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    this.setData({ openedId: this.data.openedId === id ? '' : id, sendError: '' });
  },

  keep(change: Partial<RequestFields>) {
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onKind({ detail }: WechatMiniprogram.CustomEvent<{ value: DataRequestKind }>) {
    this.keep({ kind: detail.value });
    this.setData({ kind: [detail.value], errors: {} });
  },

  onField({ detail }: WechatMiniprogram.CustomEvent<{ value: OwnField }>) {
    this.keep({ field: detail.value });
    this.setData({ field: [detail.value], 'errors.field': '' });
  },

  onWanted({ detail }: WechatMiniprogram.Input) {
    this.keep({ wanted: detail.value });
  },

  onReason({ detail }: WechatMiniprogram.Input) {
    this.keep({ reason: detail.value });
  },

  onFocus({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.form?.focus(String(currentTarget.dataset.name));
  },

  onBlur({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.form?.blur(String(currentTarget.dataset.name));
  },

  onCancel() {
    this.form?.drop();
    this.setData({ isAsking: false, draftLine: '', errors: {}, sendError: '' });
  },

  async onSubmit() {
    const { fields, form } = this;
    if (!form || this.data.isSending) return;
    const errors = {
      ...(fields.kind === 'correction' && fields.field === null ? { field: '请选要更正的是哪一项。' } : {}),
      ...(fields.wanted.trim() === ''
        ? { wanted: fields.kind === 'erasure' ? '请写明要删除什么。' : '请写明应改成什么。' }
        : {}),
    };
    if (Object.keys(errors).length > 0) {
      this.setData({ errors });
      return;
    }
    this.setData({ isSending: true, errors: {}, sendError: '' });
    const { id } = form.seal(fields);
    const field = fields.kind === 'erasure' ? null : fields.field;
    try {
      const answer = await call('rights.ask', { id, ...fields, field });
      form.drop();
      this.setData({ isSending: false, isAsking: false, draftLine: '' });
      this.show(answer);
      wx.showToast({ title: '已提交', icon: 'none' });
    } catch (error) {
      const at = fieldOf(error);
      const isField = at === 'wanted' || at === 'reason' || at === 'field';
      this.setData({
        isSending: false,
        ...(isField ? { [`errors.${at}`]: sentenceOf(error) } : { sendError: sentenceOf(error) }),
      });
    }
  },

  async onWithdraw({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (this.data.isSending) return;
    const { id: requestId } = currentTarget.dataset as { id: string };
    const id = this.withdrawIds[requestId] ?? newId();
    this.withdrawIds[requestId] = id;
    this.setData({ isSending: true, sendError: '' });
    try {
      await call('rights.withdraw', { id, requestId });
      this.show(await call('rights.mine', {}));
      this.setData({ isSending: false });
    } catch (error) {
      this.setData({ isSending: false, sendError: sentenceOf(error) });
    }
  },
});
