import type { Role } from '#core/domain/role';
import { call } from '../../services/api';
import { getMe, switchRole } from '../../services/session';
import { toFailure } from '../../views/failure';
import { type TodayHead, type TodoView, toTodayHead, toTodayView } from '../../views/today';

const NO_HEAD: TodayHead = {
  day: '',
  termLabel: '',
  role: { role: 'adviser', label: '', scope: '', isActive: true },
  roles: [],
};

/** 今日: what is due for the active role, overdue first; one tap leads to the right form. */
Page({
  data: {
    state: 'loading',
    failureTitle: '',
    failureMessage: '',
    failureAction: 'retry',
    head: NO_HEAD,
    figures: [] as readonly object[],
    /** Groups of ≤ 50 rows, one for each answer. */
    groups: [] as { key: number; todos: readonly TodoView[] }[],
    emptyTitle: '',
    emptyHint: '',
    emptyAction: '',
    hasMore: false,
  },

  cursor: null as string | null,
  isReading: false,

  onShow() {
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    wx.stopPullDownRefresh();
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.read();
  },

  async read() {
    if (this.isReading) return;
    this.isReading = true;
    try {
      const me = await getMe();
      const list = await call('today.list', {});
      const { todos, nextCursor, ...view } = toTodayView(list);
      this.cursor = nextCursor;
      this.setData({
        ...view,
        head: toTodayHead(me, list.today),
        groups: [{ key: 0, todos }],
        hasMore: nextCursor !== null,
      });
      showCount(list.counts.overdue + list.counts.open);
    } catch (error) {
      this.setData({ state: 'error', ...toFailure(error) });
    } finally {
      this.isReading = false;
    }
  },

  async onReachBottom() {
    if (this.cursor === null || this.isReading) return;
    this.isReading = true;
    try {
      const list = await call('today.list', { cursor: this.cursor });
      const { todos, nextCursor } = toTodayView(list);
      const key = this.data.groups.length;
      this.cursor = nextCursor;
      this.setData({ [`groups[${key}]`]: { key, todos }, hasMore: nextCursor !== null });
    } catch (error) {
      wx.showToast({ title: toFailure(error).failureTitle, icon: 'none' });
    } finally {
      this.isReading = false;
    }
  },

  onTodo({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    wx.navigateTo({ url });
  },

  async onSwitchRole({ detail }: WechatMiniprogram.CustomEvent<{ role: Role }>) {
    this.setData({ state: 'loading' });
    try {
      await switchRole(detail.role);
    } catch (error) {
      this.setData({ state: 'error', ...toFailure(error) });
      return;
    }
    void this.read();
  },

  onEmptyAction() {
    const { role } = this.data.head.role;
    if (role === 'leader') wx.navigateTo({ url: '/meeting/agenda/agenda' });
    else if (role === 'office') wx.navigateTo({ url: '/office/imports/imports' });
    else wx.switchTab({ url: '/pages/students/students' });
  },

  onShareAppMessage() {
    return { title: '学业帮扶', path: '/pages/today/today' };
  },
});

/** How much waits, on the tab; refused by WeChat on a page that is not a tab, which this one is. */
function showCount(count: number): void {
  if (count === 0) wx.removeTabBarBadge({ index: 0, fail: () => undefined });
  else wx.setTabBarBadge({ index: 0, text: count > 99 ? '99+' : String(count), fail: () => undefined });
}
