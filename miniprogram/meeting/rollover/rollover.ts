import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { type RolloverView, toRolloverView } from '../../views/rollover';

const NO_VIEW: RolloverView = { heading: '', intro: '', steps: [], isDone: false };

/** 换学期: the steps in their order, each known from the data and a tap away. */
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
    this.setData({ state: 'content', view: toRolloverView(await call('rollover.show', {})) });
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    wx.navigateTo({ url });
  },
});
