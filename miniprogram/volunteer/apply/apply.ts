import type { CallSeen } from '#core/contract/index';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { listCalls, sendApplication, withdrawApplication } from '../../services/api';
import { fieldOf, sentenceOf } from '../../views/failure';
import {
  type ApplyFields,
  NO_APPLY_FIELDS,
  readCourses,
  toApplyFields,
  toCallSeen,
} from '../../views/recruiting';

type Seen = ReturnType<typeof toCallSeen>;

/** For a student, who has no account: open calls, one's own application from this phone, and what became of it. */
Page({
  ...flushesDraft,
  ...reads,

  data: {
    ...UNREAD,
    calls: [] as readonly Seen[],
    /** The call that is being answered; "": none. */
    callId: '',
    /** As the form opened; typing does not come back here. */
    opened: NO_APPLY_FIELDS,
    free: [] as readonly string[],
    errors: {} as Record<string, string>,
    error: '',
    done: '',
    isBusy: false,
  },

  answers: [] as readonly CallSeen[],
  fields: NO_APPLY_FIELDS,
  form: null as DraftForm<ApplyFields> | null,

  onLoad() {
    void this.read();
  },

  async load() {
    this.show(await listCalls());
  },

  show(answers: readonly CallSeen[]) {
    this.answers = answers;
    this.setData({ state: 'content', calls: answers.map(toCallSeen) });
  },

  onWrite({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    const own = this.answers.find(({ callId }) => callId === id)?.own;
    const form = createDraftForm<ApplyFields>(
      { kind: 'apply', personId: 'applicant', subjectId: id },
      () => undefined,
    );
    this.form = form;
    this.fields = { ...NO_APPLY_FIELDS, ...(own ? toApplyFields(own) : {}), ...form.kept?.fields };
    this.setData({
      callId: id,
      opened: this.fields,
      free: this.fields.free,
      errors: {},
      error: '',
      done: '',
    });
  },

  onCancel() {
    this.form?.flush();
    this.setData({ callId: '' });
  },

  keep(change: Partial<ApplyFields>) {
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: Exclude<keyof ApplyFields, 'free'> };
    this.keep({ [field]: detail.value });
  },

  onFree({ detail }: WechatMiniprogram.CustomEvent<{ chosen: readonly string[] }>) {
    this.keep({ free: detail.chosen });
    this.setData({ free: detail.chosen });
  },

  async onSend() {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, errors: {}, error: '' });
    try {
      const { courses, ...fields } = this.fields;
      const answers = await sendApplication({
        ...fields,
        callId: this.data.callId,
        courses: readCourses(courses),
      });
      this.form?.drop();
      this.form = null;
      this.setData({ isBusy: false, callId: '', done: '已报名。答复之前可以再改；进展在这一页看。' });
      this.show(answers);
    } catch (error) {
      const field = fieldOf(error);
      const message = sentenceOf(error);
      this.setData({
        isBusy: false,
        ...(field === '' ? { error: message } : { errors: { [field]: message } }),
      });
      if (field !== '') wx.pageScrollTo({ selector: `.at-${field}`, offsetTop: -16, fail: () => undefined });
    }
  },

  onWithdraw({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.showModal({
      title: '撤回报名？',
      content: '撤回后，这次招募不能再报。',
      confirmText: '撤回',
      success: ({ confirm }) => {
        if (confirm) void this.withdraw(id);
      },
    });
  },

  async withdraw(applicationId: string) {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, error: '', done: '' });
    try {
      this.show(await withdrawApplication(applicationId));
      this.setData({ isBusy: false, done: '已撤回报名。' });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  onShareAppMessage() {
    return { title: '报名学业帮扶志愿者', path: '/volunteer/apply/apply' };
  },
});
