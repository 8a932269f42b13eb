import type { LetterDesk, LetterShelf, LettersApproved } from '#core/contract/index';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { openPaper } from '../../services/files';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { sentenceOf } from '../../views/failure';
import { type LetterDeskHead, type LetterRow, toDeskHead, toLetterRow } from '../../views/letters';

const NO_HEAD: LetterDeskHead = {
  classes: [],
  tiers: [],
  shelves: [],
  chosen: [],
  emptyTitle: '',
  emptyHint: '',
  late: '',
};
/** Letters that one call takes at most. */
const AT_ONCE = 200;

type Act = 'approve' | 'print' | 'word' | 'envelopes' | 'window' | 'mail-list';

/** 预警通知书: who is owed one, and what became of each (art. 5). */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    head: NO_HEAD,
    ...NO_ROWS,
    isEmpty: false,
    classAt: 0,
    tiersChosen: [''] as readonly string[],
    hasMore: false,
    bar: [] as readonly { act: Act; word: string }[],
    refused: [] as LettersApproved['refused'],
    done: '',
    error: '',
    isBusy: false,
  },

  shelf: null as LetterShelf | null,
  className: null as string | null,
  tier: null as 1 | 2 | 3 | null,
  role: '',
  today: '',
  list: null as PagedList<LetterDesk, LetterRow> | null,
  rows: [] as readonly LetterRow[],
  /** Case → the id of its letter: a retry drafts the same one. */
  ids: {} as Record<string, string>,

  onLoad() {
    this.list = createPagedList<LetterDesk, LetterRow>(this, {
      ask: (cursor) =>
        call('letters.list', {
          shelf: this.shelf ?? (this.role === 'leader' ? 'draft' : 'owed'),
          ...(this.className === null ? {} : { className: this.className }),
          ...(this.tier === null ? {} : { tier: this.tier }),
          ...(cursor === undefined ? {} : { cursor }),
        }),
      rowsOf: ({ items }, above) => {
        const rows = items.map((item) => toLetterRow(item, this.today));
        this.rows = [...above, ...rows];
        return rows;
      },
    });
  },

  onShow() {
    void this.read(true);
  },

  async load(isSame: boolean) {
    const me = await getMe();
    this.today = me.today;
    this.role = me.activeRole;
    const read = await this.list?.read(isSame);
    if (!read) return;
    const { answer, shown } = read;
    this.shelf = answer.shelf;
    this.setData({
      state: 'content',
      head: toDeskHead(answer),
      ...shown,
      isEmpty: answer.items.length === 0,
      bar: this.barOf(answer.shelf, this.rows.length, shown.hasMore),
    });
  },

  barOf(shelf: LetterShelf, count: number, hasMore: boolean): readonly { act: Act; word: string }[] {
    if (count === 0) return [];
    const all = hasMore || count > AT_ONCE;
    const many = all ? '这些' : `${count} 封`;
    if (shelf === 'draft' && this.role === 'leader')
      return [{ act: 'approve', word: all ? '审核这些' : `审核这 ${many}` }];
    if (this.role !== 'office') return [];
    if (shelf === 'approved') {
      return [
        { act: 'print', word: `打印 ${many}` },
        { act: 'word', word: '导出 Word' },
      ];
    }
    if (shelf === 'printed') {
      return [
        { act: 'envelopes', word: '打印信封' },
        { act: 'window', word: '开窗信封地址页' },
        { act: 'print', word: '再打印信' },
      ];
    }
    return shelf === 'posted' ? [{ act: 'mail-list', word: '今天的挂号信清单' }] : [];
  },

  /** One class, to print and post it by itself. */
  onClass({ detail }: WechatMiniprogram.PickerChange) {
    const classAt = Number(detail.value);
    this.className = classAt === 0 ? null : (this.data.head.classes[classAt] ?? null);
    this.setData({ classAt, done: '', error: '', refused: [] });
    void this.read();
  },

  onTier({ detail }: WechatMiniprogram.CustomEvent<{ value: '' | '1' | '2' | '3' }>) {
    this.tier = detail.value === '' ? null : (Number(detail.value) as 1 | 2 | 3);
    this.setData({ tiersChosen: [detail.value], done: '', error: '', refused: [] });
    void this.read();
  },

  onShelf({ detail }: WechatMiniprogram.CustomEvent<{ value: LetterShelf }>) {
    this.shelf = detail.value;
    this.className = null;
    this.tier = null;
    this.setData({ classAt: 0, tiersChosen: [''], done: '', error: '', refused: [] });
    void this.read();
  },

  onWording() {
    wx.navigateTo({ url: '/office/letter-wording/letter-wording' });
  },

  async onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id, owed } = currentTarget.dataset as { id: string; owed: boolean };
    if (!owed) {
      wx.navigateTo({ url: `/office/letter/letter?letterId=${id}` });
      return;
    }
    if (this.role !== 'office') {
      this.setData({ error: '由系学工办拟稿，拟好后请您审核。' });
      return;
    }
    const letterId = this.ids[id] ?? newId();
    this.ids[id] = letterId;
    await this.act(async () => {
      await call('letters.draft', { id: letterId, caseId: id });
      wx.navigateTo({ url: `/office/letter/letter?letterId=${letterId}` });
      return '';
    });
  },

  /** All that the filter holds, up to what one call takes: also those not read yet. */
  async onAct({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { act } = currentTarget.dataset as { act: Act };
    for (let before = -1; this.data.hasMore && this.rows.length < AT_ONCE && this.rows.length > before; ) {
      before = this.rows.length;
      await this.list?.more();
    }
    const rows: readonly LetterRow[] = this.rows;
    const letterIds = rows.slice(0, AT_ONCE).map(({ id }) => id);
    if (act === 'approve') {
      wx.showModal({
        title: `审核 ${letterIds.length} 封信？`,
        content: '审核后编号、定稿，不能再改；缺地址或有打印不出的字的信会留下，并说明原因。',
        confirmText: '审核',
        success: ({ confirm }) => {
          if (confirm) void this.act(() => this.approve(letterIds));
        },
      });
    } else void this.act(() => (act === 'mail-list' ? this.listMail() : this.print(letterIds, act)));
  },

  async approve(letterIds: readonly string[]): Promise<string> {
    const { approved, refused } = await call('papers.approve-letters', { letterIds: [...letterIds] });
    this.setData({ refused });
    return approved.length === 0 ? '' : `已审核 ${approved.length} 封，可以打印。`;
  },

  async print(letterIds: readonly string[], act: 'print' | 'word' | 'envelopes' | 'window'): Promise<string> {
    const paper = act === 'print' || act === 'word' ? 'letters' : act;
    const format = act === 'word' ? 'docx' : 'pdf';
    const { file, printed, refused } = await call('papers.letters', {
      letterIds: [...letterIds],
      paper,
      format,
    });
    this.setData({ refused });
    if (file) await openPaper(file);
    return printed === 0
      ? ''
      : `已生成 ${printed} ${paper === 'letters' ? '封信' : paper === 'window' ? '张地址页' : '个信封'}。`;
  },

  async listMail(): Promise<string> {
    await openPaper(await call('papers.mail-list', { on: this.today }));
    return '';
  },

  async act(work: () => Promise<string>) {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, error: '', done: '', refused: [] });
    try {
      const done = await work();
      await this.read(true);
      this.setData({ isBusy: false, done });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },
});
