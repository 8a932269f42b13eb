import type { PairingDesk } from '#core/contract/index';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { sentenceOf } from '../../views/failure';
import { type DeskHead, type DeskRow, type PairingShow, toDeskHead, toDeskRow } from '../../views/pairing';

const NO_HEAD: DeskHead = { shows: [], chosen: [], intro: '', emptyTitle: '', emptyHint: '' };
/** Pairs that one call confirms at most. */
const AT_ONCE = 50;

/** 结对: the best pairs for all open students at once; people confirm or change (art. 4). */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    head: NO_HEAD,
    ...NO_ROWS,
    isEmpty: false,
    hasMore: false,
    confirmAll: '',
    done: '',
    error: '',
    isBusy: false,
  },

  show: 'open' as PairingShow,
  today: '',
  list: null as PagedList<PairingDesk, DeskRow> | null,
  rows: [] as readonly DeskRow[],
  /** Student and volunteer → the id of their pair: whatever is sent again has the same one. */
  ids: {} as Record<string, string>,

  onLoad({ show = '' }: { show?: string }) {
    if (show === 'offered' || show === 'paired') this.show = show;
    this.list = createPagedList<PairingDesk, DeskRow>(this, {
      ask: (cursor) =>
        call('pairings.desk', { show: this.show, ...(cursor === undefined ? {} : { cursor }) }),
      rowsOf: ({ items }) => items.map((item) => toDeskRow(item, this.today)),
    });
  },

  onShow() {
    void this.read(true);
  },

  async load(isSame: boolean) {
    this.today = (await getMe()).today;
    const read = await this.list?.read(isSame);
    if (!read) return;
    const { shown } = read;
    const answer: PairingDesk = read.answer;
    const rows = answer.items.map((item) => toDeskRow(item, this.today));
    this.rows = rows;
    const suggested = rows.filter(({ action }) => action === '确认').length;
    this.setData({
      state: 'content',
      head: toDeskHead(answer),
      ...shown,
      isEmpty: answer.items.length === 0,
      confirmAll: suggested > 1 ? `全部确认（${suggested} 对）` : '',
      error: '',
    });
  },

  onShowOther({ detail }: WechatMiniprogram.CustomEvent<{ value: PairingShow }>) {
    this.show = detail.value;
    this.setData({ done: '' });
    void this.read();
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/volunteer/pairing-edit/pairing-edit?studentId=${id}` });
  },

  onAct({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id, volunteer, name, helper } = currentTarget.dataset as Record<string, string>;
    if (id === undefined || this.data.isBusy) return;
    if (volunteer === undefined || volunteer === '') {
      void this.act(() => call('pairings.wish', { studentId: id, isAsked: true }), `已把${name}列入待结对。`);
    } else void this.confirm([{ id, volunteerId: volunteer }], `${name}和${helper}已结对。`);
  },

  onConfirmAll() {
    const rows: readonly DeskRow[] = this.rows;
    const pairs = rows.filter(({ action }) => action === '确认').slice(0, AT_ONCE);
    wx.showModal({
      title: `确认这 ${pairs.length} 对？`,
      content: '确认后志愿者会在自己的「学生」里看到同学的姓名、班级和要帮扶的课程。',
      confirmText: '确认',
      success: ({ confirm }) => {
        if (confirm) void this.confirm(pairs, `已确认 ${pairs.length} 对。`);
      },
    });
  },

  confirm(pairs: readonly Pick<DeskRow, 'id' | 'volunteerId'>[], done: string) {
    const asked = pairs.map(({ id, volunteerId }) => ({
      id: this.idOf(id, volunteerId),
      studentId: id,
      volunteerId,
    }));
    return this.act(() => call('pairings.confirm', { pairs: asked }), done);
  },

  idOf(studentId: string, volunteerId: string): string {
    const key = `${studentId} ${volunteerId}`;
    const id = this.ids[key] ?? newId();
    this.ids[key] = id;
    return id;
  },

  async act(send: () => Promise<unknown>, done: string) {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, error: '', done: '' });
    try {
      await send();
      this.ids = {};
      await this.read(true);
      this.setData({ isBusy: false, done });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },
});
