import { getMe } from '../../services/session';
import { toFailure } from '../../views/failure';

/** Signed out, or a sign-in that failed: WeChat knows the person, so one tap suffices. */
Page({
  data: { title: '', message: '', isBusy: false },

  onLoad({ left }: { left?: string }) {
    if (left === '1') {
      this.setData({ title: '已退出登录', message: '本机没有保留您的登录信息。' });
      return;
    }
    void this.onSignIn();
  },

  async onSignIn() {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true });
    try {
      await getMe();
      wx.switchTab({ url: '/pages/today/today' });
    } catch (error) {
      const { failureTitle, failureMessage } = toFailure(error);
      this.setData({ isBusy: false, title: failureTitle, message: failureMessage });
    }
  },
});
