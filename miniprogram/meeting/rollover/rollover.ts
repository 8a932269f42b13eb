import { asksAgain, asksAgainOnPull, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { toFailure } from '../../views/failure';
import { type RolloverView, toRolloverView } from '../../views/rollover';

const NO_VIEW: RolloverView = { heading: '', intro: '', steps: [], isDone: false };

/** 换学期: the steps in their order, each known from the data and a tap away. */
Page({
  ...asksAgain,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    view: NO_VIEW,
  },

  onShow() {
    void this.read();
  },

  async read() {
    try {
      this.setData({ state: 'content', view: toRolloverView(await call('rollover.show', {})) });
    } catch (error) {
      this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    wx.navigateTo({ url });
  },
});
