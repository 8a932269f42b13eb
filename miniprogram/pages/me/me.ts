import type { Me } from '#core/contract/outputs';
import type { Role } from '#core/domain/role';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { keepTypeSize, keptTypeSize, type TypeSize } from '../../behaviors/type-size';
import { call } from '../../services/api';
import { listNamedDrafts } from '../../services/drafts';
import { listEntries } from '../../services/queue/entries';
import { lastPerson } from '../../services/queue/key';
import { askForReminder, bindAsEmployee, canBeEmployee, endEmployee } from '../../services/reminders';
import { getMe, leave, switchRole } from '../../services/session';
import { printTalks } from '../../services/talk-papers';
import { sentenceOf } from '../../views/failure';
import { type MeView, toMeView } from '../../views/me';
import { sayQueue } from '../../views/queue';
import { type ReminderView, sayTopUp, toReminderView } from '../../views/reminders';

const NO_VIEW: MeView = {
  name: '',
  workNo: '',
  department: '',
  roles: [],
  drafts: [],
  links: [],
  hasBlankForm: false,
};

/** 我的: roles, what was written and not sent, reading size, privacy, sign out. */
Page({
  ...reads,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    /** null: not read. */
    reminder: null as ReminderView | null,
    isAsking: false,
    typeSizes: [
      { value: 'system', label: '跟随系统' },
      { value: 'standard', label: '标准' },
      { value: 'large', label: '大' },
      { value: 'huge', label: '特大' },
    ],
    typeSize: ['system'],
  },

  onShow() {
    void this.read();
  },

  async load() {
    const me = await getMe();
    const drafts = listNamedDrafts(me.personId);
    this.setData({ state: 'content', view: toMeView(me, drafts, Date.now()), typeSize: [keptTypeSize()] });
    void this.readReminders(me);
  },

  /** Beside the page, which stands without it. */
  async readReminders({ today, activeRole }: Me) {
    try {
      const mayBeEmployee = activeRole !== 'volunteer' && canBeEmployee();
      const mine = await call('reminders.mine', {});
      this.setData({ reminder: toReminderView(mine, { today, mayBeEmployee }) });
    } catch {
      this.setData({ reminder: null });
    }
  },

  onRemind() {
    if (this.data.isAsking) return;
    this.setData({ isAsking: true });
    // WeChat shows its question only inside the tap: first of all.
    askForReminder()
      .then((answer) => wx.showToast({ title: sayTopUp(answer), icon: 'none', duration: 3000 }))
      .catch((error: unknown) => wx.showToast({ title: sentenceOf(error), icon: 'none', duration: 3000 }))
      .finally(() => {
        this.setData({ isAsking: false });
        void this.read();
      });
  },

  onEmployee() {
    if (this.data.isAsking) return;
    this.setData({ isAsking: true });
    // As above: the question first.
    bindAsEmployee()
      .then((isAgreed) =>
        wx.showToast({
          title: isAgreed ? '好的，以后的提醒发到“小程序助手”' : '没有绑定。仍可点“提醒我”，一次一条。',
          icon: 'none',
          duration: 3000,
        }),
      )
      .catch((error: unknown) => wx.showToast({ title: sentenceOf(error), icon: 'none', duration: 3000 }))
      .finally(() => {
        this.setData({ isAsking: false });
        void this.read();
      });
  },

  onEndEmployee() {
    wx.showModal({
      title: '不再用用工消息？',
      content: '以后改为点一次“提醒我”收一条。待办始终在“今日”里。',
      confirmText: '不再用',
      success: ({ confirm }) => {
        if (!confirm) return;
        endEmployee()
          .then(() => this.read())
          .catch((error: unknown) =>
            wx.showToast({ title: sentenceOf(error), icon: 'none', duration: 3000 }),
          );
      },
    });
  },

  async onRole({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { role, active } = currentTarget.dataset as { role: Role; active: boolean };
    if (active) return;
    try {
      await switchRole(role);
      wx.switchTab({ url: '/pages/today/today' });
    } catch (error) {
      wx.showModal({
        title: '没有切换',
        content: sentenceOf(error),
        showCancel: false,
        confirmText: '知道了',
      });
    }
  },

  onDraft({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    wx.navigateTo({ url });
  },

  onLink({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    wx.navigateTo({ url });
  },

  onBlankForm() {
    return printTalks([]);
  },

  onTypeSize({ detail }: WechatMiniprogram.CustomEvent<{ value: TypeSize }>) {
    keepTypeSize(detail.value);
    wx.reLaunch({ url: '/pages/me/me' });
  },

  onSignOut() {
    const { drafts } = this.data.view;
    const waiting = sayQueue(listEntries(lastPerson())).text;
    const kept = [
      ...(drafts.length === 0 ? [] : [`本机的 ${drafts.length} 份草稿会保留，下次登录可以继续。`]),
      ...(waiting === '' ? [] : ['没有发出的内容会加密保留，等您再次登录。']),
    ].join('');
    wx.showModal({
      title: '退出登录？',
      content: `${kept}再次打开时会用微信登录。`,
      confirmText: '退出',
      success: ({ confirm }) => {
        if (confirm) void this.signOut();
      },
    });
  },

  async signOut() {
    await leave().catch(() => undefined);
    wx.reLaunch({ url: '/pages/sign-in/sign-in?left=1' });
  },
});
