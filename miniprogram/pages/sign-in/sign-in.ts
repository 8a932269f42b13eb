import { readInvitation } from '#core/domain/invitation';
import { acceptInvitation, activate } from '../../services/api';
import { forgetMe, getMe } from '../../services/session';
import { codeOf, fieldOf, sentenceOf, toFailure } from '../../views/failure';

/**
 * Signed out, or a sign-in that failed: WeChat knows the person, so one tap suffices. A WeChat that
 * is nobody's yet is opened with 工号 and the activation code from the office, or by scanning its mini-program
 * code, which opens this page with the scene.
 */
Page({
  data: {
    title: '',
    message: '',
    isBusy: false,
    isActivating: false,
    /** Scanned: nothing is to be typed. */
    isInvited: false,
    errors: {} as Readonly<Record<string, string>>,
    error: '',
  },

  workNo: '',
  activationCode: '',
  scene: '',

  onLoad({ left, new: isNew, scene }: { left?: string; new?: string; scene?: string }) {
    if (scene !== undefined) {
      this.onScanned(scene);
      return;
    }
    if (left === '1') {
      this.setData({ title: '已退出登录', message: '本机没有保留您的登录信息。' });
      return;
    }
    if (isNew === '1') this.setData({ isActivating: true });
    else void this.onSignIn();
  },

  onScanned(given: string) {
    const scene = readInvitation(given);
    this.scene = scene ?? '';
    this.setData({
      isActivating: true,
      isInvited: scene !== null,
      error: scene === null ? '这个小程序码不是开通用的，或没有扫完整。请重新扫，或填工号和激活码。' : '',
    });
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
    await this.open(() => activate(workNo, activationCode));
  },

  async onOpen() {
    if (!this.data.isInvited) await this.onActivate();
    else if (!this.data.isBusy) await this.open(() => acceptInvitation(this.scene));
  },

  /** Without the mini-program code. */
  onType() {
    this.setData({ isInvited: false, error: '' });
  },

  async open(activated: () => Promise<void>) {
    this.setData({ isBusy: true, errors: {}, error: '' });
    try {
      await activated();
      forgetMe();
      await getMe();
      wx.switchTab({ url: '/pages/today/today' });
    } catch (error) {
      const field = fieldOf(error);
      const message = sentenceOf(error);
      const isSpent = field === 'scene';
      this.setData({
        isBusy: false,
        // What was scanned opens nothing any more: the form is the other way in.
        ...(isSpent ? { isInvited: false } : {}),
        ...(field === '' || isSpent ? { error: message } : { errors: { [field]: message } }),
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
    this.setData({ isActivating: false, isInvited: false, errors: {}, error: '' });
    void this.onSignIn();
  },
});
