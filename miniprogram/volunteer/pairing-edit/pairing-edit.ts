import type { StudentPairing } from '#core/contract/index';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { sentenceOf } from '../../views/failure';
import { type HelpRow, toHelpRow, toHoursHead } from '../../views/help';
import {
  type ChoiceRow,
  CLASS_CHOICES,
  END_CHOICES,
  type StudentPairingView,
  toChoiceRow,
  toClassWish,
  toEndKind,
  toStudentPairingView,
} from '../../views/pairing';

/** The newest ones; the rest is in the figures. */
const SESSIONS_SHOWN = 10;

interface Asked extends StudentPairing {
  readonly nextCursor: string | null;
}

/** One student's pair: what is wished, who could help, and why it ends. Typed text lives outside `data`. */
Page({
  ...reads,
  ...readsOn,

  data: {
    ...UNREAD,
    view: null as StudentPairingView | null,
    ...NO_ROWS,
    isNobody: false,
    hasMore: false,
    free: [] as readonly string[],
    opened: { campus: '', contact: '', note: '' },
    classChoices: CLASS_CHOICES,
    classWish: [] as readonly string[],
    endChoices: END_CHOICES,
    endKind: [] as readonly string[],
    isEnding: false,
    hours: toHoursHead({ counted: 0, open: 0 }),
    sessions: [] as readonly HelpRow[],
    canReview: false,
    chosenId: '',
    chosenName: '',
    done: '',
    error: '',
    isBusy: false,
  },

  studentId: '',
  today: '',
  pairingId: '',
  /** Of the pair to come; the same whenever it is sent again. */
  newPairId: '',
  texts: { campus: '', contact: '', note: '' },
  isFreeKnown: false,
  list: null as PagedList<Asked, ChoiceRow> | null,

  onLoad({ studentId = '' }: { studentId?: string }) {
    this.studentId = studentId;
    this.newPairId = newId();
    this.list = createPagedList<Asked, ChoiceRow>(this, {
      ask: async (cursor) => {
        const answer = await call('pairings.student', {
          studentId: this.studentId,
          ...(cursor === undefined ? {} : { cursor }),
        });
        return { ...answer, nextCursor: answer.choices.nextCursor };
      },
      rowsOf: ({ choices }) => choices.items.map((choice) => toChoiceRow(choice, this.data.chosenId)),
    });
    void this.read();
  },

  async load() {
    const me = await getMe();
    this.today = me.today;
    this.setData({ chosenId: '', chosenName: '' });
    const read = await this.list?.read();
    if (!read) return;
    const { answer, shown } = read;
    const { wish, pair } = answer;
    const help = await call('help.of-student', { studentId: this.studentId });
    this.pairingId = pair?.pairingId ?? '';
    this.isFreeKnown = wish.free !== null;
    this.texts = { campus: wish.campus ?? '', contact: pair?.agreedContact ?? '', note: '' };
    this.setData({
      state: 'content',
      view: toStudentPairingView(answer, this.today),
      ...shown,
      isNobody: answer.choices.items.length === 0,
      free: wish.free ?? [],
      classWish: wish.classWish === null ? [] : [wish.classWish],
      opened: { ...this.texts },
      endKind: [],
      isEnding: false,
      error: '',
      hours: toHoursHead(help),
      sessions: help.items.slice(0, SESSIONS_SHOWN).map((item) => toHelpRow(item, this.today)),
      canReview: me.activeRole !== 'office',
    });
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { field } = currentTarget.dataset as { field: 'campus' | 'contact' | 'note' };
    this.texts = { ...this.texts, [field]: detail.value };
  },

  onFree({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.isFreeKnown = true;
    this.setData({ free: detail.chosen });
  },

  onClassWish({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ classWish: detail.chosen });
  },

  onSaveWish() {
    const { free, classWish } = this.data;
    void this.act(
      () =>
        call('pairings.wish', {
          studentId: this.studentId,
          // Nothing tapped is not known, rather than never free.
          free: this.isFreeKnown && free.length > 0 ? [...free] : null,
          campus: this.texts.campus.trim() === '' ? null : this.texts.campus,
          classWish: toClassWish(classWish[0]),
        }),
      '已保存，推荐按新的情况排列。',
    );
  },

  onAsk({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { asked } = currentTarget.dataset as { asked: boolean };
    void this.act(
      () => call('pairings.wish', { studentId: this.studentId, isAsked: asked }),
      asked ? '已列入待结对。' : '已从待结对里去掉。',
    );
  },

  onSaveContact() {
    const { contact } = this.texts;
    void this.act(
      () => call('pairings.contact', { pairingId: this.pairingId, agreedContact: contact }),
      '联系方式已保存。',
    );
  },

  onStartEnding() {
    this.setData({ isEnding: true, error: '' });
  },

  onEndKind({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ endKind: detail.chosen, error: '' });
  },

  /** The reason, or a word that it is missing. */
  ending() {
    const kind = toEndKind(this.data.endKind[0]);
    if (kind === null) {
      this.setData({ error: '请先选择结束的原因。', isEnding: true });
      return null;
    }
    return { kind, note: this.texts.note };
  },

  onEnd() {
    const ending = this.ending();
    if (!ending) return;
    void this.act(() => call('pairings.end', { pairingId: this.pairingId, ...ending }), '结对已结束。');
  },

  onChoose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id, name, allowed } = currentTarget.dataset as { id: string; name: string; allowed: boolean };
    if (!allowed || this.data.isBusy || id === this.data.chosenId) return;
    const rows = this.data.groups.flatMap(({ rows }) => rows as readonly ChoiceRow[]);
    const before = rows.find((row) => row.id === this.data.chosenId);
    const after = rows.find((row) => row.id === id);
    const same = (a: ChoiceRow, b: ChoiceRow) => a.id === b.id;
    if (before) this.setData({ ...this.list?.renew({ ...before, isOn: false }, same) });
    if (after) this.setData({ ...this.list?.renew({ ...after, isOn: true }, same) });
    this.setData({ chosenId: id, chosenName: name });
  },

  onConfirm() {
    const { chosenId, chosenName } = this.data;
    const replaces = this.pairingId === '' ? null : this.ending();
    if (this.pairingId !== '' && !replaces) return;
    void this.act(
      () =>
        call('pairings.confirm', {
          pairs: [
            {
              id: this.newPairId,
              studentId: this.studentId,
              volunteerId: chosenId,
              agreedContact: this.pairingId === '' ? this.texts.contact : '',
              ...(replaces ? { replaces: { pairingId: this.pairingId, ...replaces } } : {}),
            },
          ],
        }),
      `和${chosenName}已结对。`,
    );
  },

  onApprove({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    void this.act(
      () => call('help.review', { id: newId(), sessionId: id, outcome: 'approved', note: '' }),
      '已确认，计入时数。',
    );
  },

  onRefuse({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.showModal({
      title: '不认可这次时数？',
      content: '',
      editable: true,
      placeholderText: '写明理由',
      confirmText: '不认可',
      success: ({ confirm, content }) => {
        if (!confirm) return;
        void this.act(
          () => call('help.review', { id: newId(), sessionId: id, outcome: 'refused', note: content ?? '' }),
          '已记下：不计入时数。',
        );
      },
    });
  },

  async act(send: () => Promise<unknown>, done: string) {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, error: '', done: '' });
    try {
      await send();
      this.newPairId = newId();
      await this.read();
      this.setData({ isBusy: false, done });
      wx.pageScrollTo({ scrollTop: 0, duration: 0 });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },
});
