import { addDays } from '#core/domain/local-date';
import { HELP_KINDS } from '#core/domain/service-hours';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { showsError } from '../../behaviors/shows-error';
import { callKnown } from '../../services/known';
import { file, queueUrl } from '../../services/queue/queue';
import { getMe } from '../../services/session';
import { sayKnown, sayRestored, saySaved } from '../../views/draft-line';
import { fieldOf, sentenceOf } from '../../views/failure';
import {
  firstHelpFields,
  type HelpFields,
  KIND_CHOICES,
  missingInHelp,
  saySpan,
  toHelpInput,
} from '../../views/help';
import { toOwnPair } from '../../views/own-pair';
import { sayChosenDate } from '../../views/talk-form';
import { sayClock } from '../../views/when';

const DRAFT = 'help';

const PAIR_ENDED = {
  failureTitle: '这次结对已经结束',
  failureMessage: '要补记以前的帮扶，请找辅导员。',
  failureAction: 'back',
};
/** Without a signal, and not on the list as it was read last. */
const PAIR_UNREAD = {
  failureTitle: '没有连上网络',
  failureMessage: '手机上还没有这位同学的资料。连上网络后重试。',
  failureAction: 'retry',
};

/** One session with the paired student: begun and ended on the phone, or written down afterwards (art. 6). */
Page({
  ...flushesDraft,
  ...reads,
  ...showsError,

  data: {
    ...UNREAD,
    known: '',
    name: '',
    detail: '',
    kinds: KIND_CHOICES,
    kind: ['held'] as readonly string[],
    courses: [] as readonly { value: string; label: string }[],
    course: [] as readonly string[],
    first: '',
    today: '',
    heldOn: '',
    heldOnText: '',
    from: '',
    to: '',
    span: '',
    /** Texts as the page opened; typing does not come back here. */
    opened: { done: '', next: '' },
    errors: {} as Record<string, string>,
    draftLine: '',
    sendError: '',
    isSending: false,
  },

  pairingId: '',
  fields: null as HelpFields | null,
  form: null as DraftForm<HelpFields> | null,

  onLoad({ pairingId = '' }: { pairingId?: string }) {
    this.pairingId = pairingId;
    void this.read();
  },

  async load() {
    const { personId, today } = await getMe();
    const { answer, keptAt } = await callKnown('pairings.mine', {});
    const { filingDays, items } = answer;
    const pair = items.find((item) => item.pairingId === this.pairingId);
    if (!pair) {
      this.setData({
        state: 'error',
        ...(keptAt === 0 ? PAIR_ENDED : PAIR_UNREAD),
      });
      return;
    }
    // Nothing on the page tells of a later save: it is not redrawn.
    const form = createDraftForm<HelpFields>(
      { kind: DRAFT, personId, subjectId: this.pairingId },
      () => undefined,
    );
    this.form = form;
    const draft = form.kept;
    const first = firstHelpFields(today, sayClock(Date.now()), pair.courses[0] ?? '');
    const fields = { ...first, ...draft?.fields };
    this.fields = fields;
    const { name, className, courses } = toOwnPair(pair, today);
    this.setData({
      state: 'content',
      known: sayKnown(keptAt, Date.now()),
      name,
      detail: `${className} · ${courses}`,
      courses: pair.courses.map((value) => ({ value, label: value })),
      course: fields.course === '' ? [] : [fields.course],
      kind: [fields.kind],
      today,
      first: earliest(pair.firstDay, addDays(today, -filingDays)),
      opened: { done: fields.done, next: fields.next },
      draftLine: sayRestored(draft?.savedAt),
      errors: {},
      sendError: '',
    });
    this.showTimes();
  },

  /** Keeps what was chosen or typed; redraws nothing. */
  keep(change: Partial<HelpFields>) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  showTimes() {
    if (!this.fields) return;
    const { heldOn, from, to } = this.fields;
    this.setData({
      heldOn,
      heldOnText: sayChosenDate(heldOn, this.data.today),
      from,
      to,
      span: saySpan(this.fields),
      'errors.heldOn': '',
      'errors.from': '',
      'errors.to': '',
    });
  },

  onKind({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const kind = HELP_KINDS.find((known) => known === detail.value);
    if (kind) {
      this.keep({ kind });
      this.setData({ kind: [kind] });
    }
  },

  onCourse({ detail }: WechatMiniprogram.CustomEvent<{ value: string | null }>) {
    this.keep({ course: detail.value ?? '' });
  },

  onTime({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const { field } = currentTarget.dataset as { field: 'heldOn' | 'from' | 'to' };
    this.keep({ [field]: String(detail.value) });
    this.showTimes();
  },

  onNow({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { field } = currentTarget.dataset as { field: 'from' | 'to' };
    this.keep({ heldOn: this.data.today, [field]: sayClock(Date.now()) });
    this.form?.flush();
    this.showTimes();
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: 'done' | 'next' };
    this.keep({ [field]: detail.value });
  },

  onBlur() {
    this.form?.flush();
  },

  async onSubmit() {
    const { fields, form } = this;
    if (!fields || !form || this.data.isSending) return;
    const missing = missingInHelp(fields);
    if (missing) {
      this.showError(missing.field, missing.message);
      return;
    }
    this.setData({ isSending: true, sendError: '', errors: {} });
    const { id, savedAt } = form.seal(fields);
    try {
      const filed = await file({
        kind: 'help',
        subjectId: this.pairingId,
        name: this.data.name,
        action: 'help.log',
        input: toHelpInput(fields, id, this.pairingId),
        fields,
      });
      form.drop();
      this.fields = null;
      if (filed.state !== 'sent') wx.redirectTo({ url: queueUrl(filed.state) });
      else wx.redirectTo({ url: `/volunteer/hours/hours${fields.kind === 'held' ? `?code=${id}` : ''}` });
    } catch (error) {
      this.setData({ isSending: false, draftLine: saySaved(savedAt) });
      const field = fieldOf(error);
      if (['heldOn', 'from', 'to', 'done'].includes(field)) this.showError(field, sentenceOf(error));
      else this.setData({ sendError: sentenceOf(error) });
    }
  },
});

/** The first day that can still be filed for. */
const earliest = (firstDay: string, limit: string): string => (firstDay > limit ? firstDay : limit);
