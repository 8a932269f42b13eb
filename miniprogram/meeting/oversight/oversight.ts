import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { type OversightView, toOversightView } from '../../views/oversight';

const NO_VIEW: OversightView = {
  intro: '',
  counts: [],
  people: [],
  morePeople: '',
  classes: [],
  moreClasses: '',
  isClear: false,
};

/** 谁被漏掉了？ one page of numbers for the leader, each of which opens its rows. */
Page({
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    view: NO_VIEW,
  },

  onShow() {
    void this.read();
  },

  async load() {
    this.setData({ state: 'content', view: toOversightView(await call('oversight.show', {})) });
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    wx.navigateTo({ url });
  },
});
