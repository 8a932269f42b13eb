import type { Input, TalkList } from '#core/contract/index';
import { TALKS_AT_ONCE } from '#core/domain/paper-format';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { printTalks } from '../../services/talk-papers';
import { TIER_CHOICES } from '../../views/students';
import { sayChosen, sayTotal, type TalkChoice, toTalkChoice } from '../../views/talk-print';
import { toTierCode } from '../../views/tier';

/** 打印谈话记录: several at once, of a class, a tier or some weeks; or blank forms. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    tiers: TIER_CHOICES,
    tier: [] as string[],
    classNames: ['全部班级'] as readonly string[],
    classIndex: 0,
    from: '',
    to: '',
    today: '',
    total: '',
    isEmpty: false,
    ...NO_ROWS,
    hasMore: false,
    word: '',
  },

  list: null as PagedList<TalkList, TalkChoice> | null,
  rows: [] as readonly TalkChoice[],
  classIds: [] as readonly string[],
  /** In the order in which they were chosen. */
  chosen: [] as readonly string[],

  onLoad() {
    this.list = createPagedList<TalkList, TalkChoice>(this, {
      ask: (cursor) => call('talks.list', this.ask(cursor)),
      rowsOf: ({ items }, above) => {
        const rows = items.map((item) =>
          toTalkChoice(item, this.data.today, this.chosen.includes(item.talkId)),
        );
        this.rows = [...above, ...rows];
        return rows;
      },
    });
  },

  onShow() {
    void this.read(true);
  },

  ask(cursor?: string): Input<'talks.list'> {
    const { tier, classIndex, from, to } = this.data;
    const classId = this.classIds[classIndex - 1];
    return {
      ...(tier[0] === undefined ? {} : { tier: toTierCode(tier[0]) }),
      ...(classId === undefined ? {} : { classId }),
      ...(from === '' ? {} : { from }),
      ...(to === '' ? {} : { to }),
      ...(cursor === undefined ? {} : { cursor }),
    };
  },

  async load(isSame: boolean) {
    const { today } = await getMe();
    this.setData({ today });
    const read = await this.list?.read(isSame);
    if (!read) return;
    const answer: TalkList = read.answer;
    this.classIds = answer.classes.map(({ id }) => id);
    this.setData({
      state: 'content',
      classNames: ['全部班级', ...answer.classes.map(({ name }) => name)],
      total: sayTotal(answer),
      isEmpty: answer.items.length === 0,
      ...read.shown,
    });
  },

  /** Another question: what was chosen of the one before is not printed unseen. */
  narrow(change: { tier?: string[]; classIndex?: number; from?: string; to?: string }) {
    this.chosen = [];
    this.setData({ ...change, word: '' });
    void this.read();
  },

  onTier({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.narrow({ tier: detail.chosen });
  },

  onClass({ detail }: WechatMiniprogram.PickerChange) {
    this.narrow({ classIndex: Number(detail.value) });
  },

  onFrom({ detail }: WechatMiniprogram.PickerChange) {
    this.narrow({ from: String(detail.value) });
  },

  onTo({ detail }: WechatMiniprogram.PickerChange) {
    this.narrow({ to: String(detail.value) });
  },

  onAnyDay() {
    this.narrow({ from: '', to: '' });
  },

  onChoose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    const isOn = !this.chosen.includes(id);
    if (isOn && this.chosen.length === TALKS_AT_ONCE) {
      wx.showToast({ title: `一次最多 ${TALKS_AT_ONCE} 份`, icon: 'none' });
      return;
    }
    this.choose(isOn ? [...this.chosen, id] : this.chosen.filter((held: string) => held !== id));
  },

  /** The first of those that are read, as many as one file takes; chosen already: none. */
  onAll() {
    const first = this.rows.slice(0, TALKS_AT_ONCE).map(({ id }: TalkChoice) => id);
    this.choose(this.chosen.length > 0 ? [] : first);
  },

  choose(chosen: readonly string[]) {
    this.chosen = chosen;
    this.rows = this.rows.map((row: TalkChoice) => ({ ...row, isOn: chosen.includes(row.id) }));
    this.setData({ word: sayChosen(chosen.length), ...this.list?.show(this.rows) });
  },

  onPrint() {
    void printTalks(this.chosen);
  },

  onBlank() {
    void printTalks([]);
  },
});
