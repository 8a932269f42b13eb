import { activate } from '../../services/api';
import { forgetMe, getMe } from '../../services/session';
import { codeOf, fieldOf, sentenceOf, toFailure } from '../../views/failure';

/**
 * Signed out, or a sign-in that failed: WeChat knows the person, so one tap suffices. A WeChat that
 * is nobody's yet is opened with 工号 and the activation code from the office.
 */
Page({
  data: {
    title: '',
    message: '',
    isBusy: false,
    isActivating: false,
    errors: {} as Readonly<Record<string, string>>,
    error: '',
  },

  workNo: '',
  activationCode: '',

  onLoad({ left, new: isNew }: { left?: string; new?: string }) {
    if (left === '1') {
      this.setData({ title: '已退出登录', message: '本机没有保留您的登录信息。' });
      return;
    }
    if (isNew === '1') this.setData({ isActivating: true });
    else void this.onSignIn();
  },

  async onSignIn() {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true });
    try {
      await getMe();
      wx.switchTab({ url: '/pages/today/today' });
    } catch (error) {
      if (codeOf(error) === 'NOT_ACTIVATED') {
        this.setData({ isBusy: false, isActivating: true, title: '', message: '' });
        return;
      }
      const { failureTitle, failureMessage } = toFailure(error);
      this.setData({ isBusy: false, title: failureTitle, message: failureMessage });
    }
  },

  onWorkNo({ detail }: WechatMiniprogram.Input) {
    this.workNo = detail.value.trim();
  },

  onCode({ detail }: WechatMiniprogram.Input) {
    this.activationCode = detail.value.trim();
  },

  async onActivate() {
    if (this.data.isBusy) return;
    const { workNo, activationCode } = this;
    if (workNo === '' || activationCode === '') {
      const errors: Readonly<Record<string, string>> =
        workNo === '' ? { workNo: '请填写工号或学号。' } : { activationCode: '请填写激活码。' };
      this.setData({ errors, error: '' });
      return;
    }
    this.setData({ isBusy: true, errors: {}, error: '' });
    try {
      await activate(workNo, activationCode);
      forgetMe();
      await getMe();
      wx.switchTab({ url: '/pages/today/today' });
    } catch (error) {
      const field = fieldOf(error);
      const message = sentenceOf(error);
      this.setData({
        isBusy: false,
        ...(field === '' ? { error: message } : { errors: { [field]: message } }),
      });
    }
  },

  onConfirmHelp() {
    wx.navigateTo({ url: '/volunteer/session-confirm/session-confirm' });
  },

  onConfirmPlan() {
    wx.navigateTo({ url: '/student/plan-confirm/plan-confirm' });
  },

  onApply() {
    wx.navigateTo({ url: '/volunteer/apply/apply' });
  },

  onCheck() {
    wx.navigateTo({ url: '/volunteer/certificate-check/certificate-check' });
  },

  onOther() {
    this.setData({ isActivating: false, errors: {}, error: '' });
    void this.onSignIn();
  },
});
