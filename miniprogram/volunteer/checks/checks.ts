import type { DrawItem } from '#core/contract/index';
import { CHECK_OUTCOMES, type CheckOutcome } from '#core/domain/help-check';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { CHECK_CHOICES, type DrawView, toDraws, toSizes, wrongInCheck } from '../../views/checks';
import { sentenceOf } from '../../views/failure';

/** 不定期跟踪检查: draws pairs by chance, and keeps what the check found (art. 6). */
Page({
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    canDraw: false,
    active: '',
    sizes: [] as readonly { value: string; label: string }[],
    size: [] as readonly string[],
    draws: [] as readonly DrawView[],
    hasMore: false,
    outcomes: CHECK_CHOICES,
    outcome: [] as readonly string[],
    noteError: '',
    error: '',
    done: '',
    isBusy: false,
  },

  today: '',
  items: [] as readonly DrawItem[],
  next: null as string | null,
  openKey: '',
  note: '',
  /** Of the draw to come: the same whenever it is sent again. */
  drawId: '',

  onLoad() {
    void this.read();
  },

  async load() {
    this.today = (await getMe()).today;
    const answer = await call('checks.list', {});
    this.items = answer.items;
    this.next = answer.nextCursor;
    const sizes = toSizes(answer.active);
    this.setData({
      state: 'content',
      canDraw: answer.canDraw,
      active: answer.active === 0 ? '现在没有正在帮扶的结对。' : `正在帮扶的有 ${answer.active} 对。`,
      sizes,
      size: sizes.slice(0, 1).map(({ value }) => value),
    });
    this.show();
  },

  show() {
    this.setData({
      draws: toDraws(this.items, this.openKey, this.data.canDraw, this.today),
      hasMore: this.next !== null,
    });
  },

  async onReachBottom() {
    if (this.next === null || this.data.isBusy) return;
    this.setData({ isBusy: true });
    try {
      const answer = await call('checks.list', { cursor: this.next });
      this.items = [...this.items, ...answer.items];
      this.next = answer.nextCursor;
      this.setData({ isBusy: false });
      this.show();
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  onSize({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ size: [detail.value], error: '' });
  },

  async onDraw() {
    const size = Number(this.data.size[0] ?? '0');
    if (this.data.isBusy || size === 0) return;
    if (this.drawId === '') this.drawId = newId();
    this.setData({ isBusy: true, error: '', done: '' });
    try {
      const { picked } = await call('checks.draw', { id: this.drawId, size });
      this.drawId = '';
      this.setData({ isBusy: false, done: `抽到 ${picked} 对，列在下面。` });
      await this.read();
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { key } = currentTarget.dataset as { key: string };
    this.openKey = this.openKey === key ? '' : key;
    this.note = '';
    this.setData({ outcome: ['in-order'], noteError: '', error: '' });
    this.show();
  },

  onOutcome({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ outcome: [detail.value], noteError: '' });
  },

  onNote({ detail }: WechatMiniprogram.Input) {
    this.note = detail.value;
  },

  async onFile({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { drawId, pairingId } = currentTarget.dataset as { drawId: string; pairingId: string };
    const outcome: CheckOutcome | undefined = CHECK_OUTCOMES.find((known) => known === this.data.outcome[0]);
    if (!outcome || this.data.isBusy) return;
    const noteError = wrongInCheck(outcome, this.note);
    this.setData({ noteError, error: '', done: '' });
    if (noteError !== '') return;
    this.setData({ isBusy: true });
    try {
      await call('checks.file', { drawId, pairingId, outcome, note: this.note });
      this.openKey = '';
      this.note = '';
      this.setData({ isBusy: false, done: '检查结果已记录。' });
      await this.read();
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },
});
