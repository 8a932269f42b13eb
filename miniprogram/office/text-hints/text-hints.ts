import { TEXT_CHECK_LEVEL_LABELS, TEXT_CHECK_LEVELS, type TextCheckLevel } from '#core/domain/text-check';
import { asksAgain, asksAgainOnPull, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sentenceOf, toFailure } from '../../views/failure';
import { type Group, renewedRow } from '../../views/groups';
import { sayTextHints, type TextHintRow, toTextHintRow } from '../../views/text-hints';

/** 平台提示: what WeChat's check made of texts, all of which are kept; people have the last word. */
Page({
  ...asksAgain,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    intro: '',
    groups: [] as readonly Group<TextHintRow>[],
    hasMore: false,
    openedId: '',
    canSettle: false,
    levels: TEXT_CHECK_LEVELS.map((value) => ({ value, label: TEXT_CHECK_LEVEL_LABELS[value] })),
    level: [] as readonly TextCheckLevel[],
    isBusy: false,
    error: '',
  },

  cursor: null as string | null,
  today: '',
  /** Answers of an older question are dropped. */
  question: 0,

  onShow() {
    void this.read();
  },

  async read() {
    this.question += 1;
    const { question } = this;
    this.cursor = null;
    try {
      const { today } = await getMe();
      const answer = await call('texts.hints', {});
      if (question !== this.question) return;
      this.today = today;
      this.cursor = answer.nextCursor;
      const canSettle = answer.level !== null;
      this.setData({
        state: answer.items.length === 0 && !canSettle ? 'empty' : 'content',
        canSettle,
        level: answer.level === null ? [] : [answer.level],
        intro: sayTextHints(answer) || '没有待核对的。',
        groups: [{ key: 0, rows: answer.items.map((item) => toTextHintRow(item, today, canSettle)) }],
        hasMore: answer.nextCursor !== null,
        error: '',
      });
    } catch (error) {
      if (question === this.question) this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  async onReachBottom() {
    if (this.cursor === null) return;
    const { cursor, question } = this;
    this.cursor = null;
    try {
      const { items, nextCursor } = await call('texts.hints', { cursor });
      if (question !== this.question) return;
      const key = this.data.groups.length;
      this.cursor = nextCursor;
      this.setData({
        [`groups[${key}]`]: {
          key,
          rows: items.map((item) => toTextHintRow(item, this.today, this.data.canSettle)),
        },
        hasMore: nextCursor !== null,
      });
    } catch (error) {
      this.cursor = cursor;
      wx.showToast({ title: toFailure(error).failureTitle, icon: 'none' });
    }
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (this.data.isBusy) return;
    const { id } = currentTarget.dataset as { id: string };
    this.setData({ openedId: this.data.openedId === id ? '' : id, error: '' });
  },

  onText({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    wx.navigateTo({ url });
  },

  async onSettle() {
    const { openedId, isBusy } = this.data;
    if (isBusy) return;
    this.setData({ isBusy: true, error: '' });
    try {
      const row = toTextHintRow(await call('texts.settle', { id: openedId }), this.today, true);
      this.setData({ isBusy: false, ...renewedRow(this.data.groups, row) });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  onLevel({ detail }: WechatMiniprogram.CustomEvent<{ value: TextCheckLevel }>) {
    const { value } = detail;
    const [was] = this.data.level;
    if (value === was || this.data.isBusy) return;
    if (value !== 'all') {
      void this.keepLevel(value);
      return;
    }
    wx.showModal({
      title: '工作记录也交微信检查？',
      content:
        '谈话记录、补充意见和早报告里有学生的家庭和健康情况，检查时会交给微信。没有必要不建议打开；打开前请按《个人信息保护法》告知。',
      confirmText: '仍要打开',
      success: ({ confirm }) => {
        if (confirm) void this.keepLevel(value);
        else this.setData({ level: was === undefined ? [] : [was] });
      },
    });
  },

  async keepLevel(level: TextCheckLevel) {
    const was = this.data.level;
    this.setData({ isBusy: true, level: [level] });
    try {
      await call('texts.set-level', { level });
      this.setData({ isBusy: false });
    } catch (error) {
      this.setData({ isBusy: false, level: was });
      wx.showToast({ title: sentenceOf(error), icon: 'none', duration: 3000 });
    }
  },
});
