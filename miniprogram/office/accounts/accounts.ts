import type { Output } from '#core/contract/index';
import { SLIPS_AT_ONCE } from '#core/domain/activation-code';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { openPaper } from '../../services/files';
import { getMe } from '../../services/session';
import {
  type AccountRow,
  type CodeView,
  type InvitationShown,
  toAccountRow,
  toCodeView,
  toInvitationShown,
  UNBIND_CHOICES,
  unbindReason,
  unopenedOf,
} from '../../views/accounts';
import { sentenceOf } from '../../views/failure';

const SEARCH_PAUSE_MS = 400;
const NO_CODE: CodeView = { personId: '', code: '', sentence: '', message: '' };
const NO_INVITATION: InvitationShown = { personId: '', url: '', sentence: '' };

const byId = (a: AccountRow, b: AccountRow): boolean => a.id === b.id;

/** Who may sign in: activation codes to hand out, WeChat accounts to take back. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    canChange: false,
    ...NO_ROWS,
    isEmpty: false,
    hasMore: false,
    openedId: '',
    code: NO_CODE,
    invitation: NO_INVITATION,
    /** Of those shown, without a WeChat yet. */
    slips: 0,
    isPrinting: false,
    isBusy: false,
    error: '',
  },

  search: '',
  list: null as PagedList<Output<'accounts.list'>, AccountRow> | null,
  today: '',
  personId: '',
  searchTimer: 0,
  unopened: [] as string[],

  onLoad() {
    this.list = createPagedList<Output<'accounts.list'>, AccountRow>(this, {
      ask: (cursor) =>
        call('accounts.list', {
          ...(this.search === '' ? {} : { search: this.search }),
          ...(cursor === undefined ? {} : { cursor }),
        }),
      rowsOf: ({ items }) => {
        this.unopened.push(...unopenedOf(items));
        return items.map((item) => toAccountRow(item, this.today, this.personId));
      },
    });
    void this.read();
  },

  /** @param isSame who is open stays so where the answer has them, with the code that was just given */
  async load(isSame: boolean) {
    const me = await getMe();
    this.today = me.today;
    this.personId = me.personId;
    this.unopened = [];
    const read = await this.list?.read();
    if (!read) return;
    const stays = isSame && read.answer.items.some(({ personId }) => personId === this.data.openedId);
    this.setData({
      state: 'content',
      canChange: me.activeRole === 'office',
      ...read.shown,
      isEmpty: read.answer.items.length === 0,
      ...(stays ? {} : { openedId: '', code: NO_CODE, invitation: NO_INVITATION }),
      slips: Math.min(this.unopened.length, SLIPS_AT_ONCE),
      error: '',
    });
  },

  onSearch({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    clearTimeout(this.searchTimer);
    this.searchTimer = setTimeout(() => {
      const search = detail.value.trim();
      if (search === this.search) return;
      this.search = search;
      void this.read(true);
    }, SEARCH_PAUSE_MS);
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (!this.data.canChange || this.data.isBusy) return;
    const { id } = currentTarget.dataset as { id: string };
    this.setData({ openedId: this.data.openedId === id ? '' : id, error: '' });
  },

  onIssue() {
    return this.change(async (personId) => {
      const issued = await call('accounts.issue-code', { personId });
      return { account: issued.account, code: toCodeView(issued, this.today) };
    });
  },

  onInvite() {
    return this.change(async (personId) => {
      const invited = await call('papers.invitation', { personId });
      return { account: invited.account, invitation: toInvitationShown(invited, this.today) };
    });
  },

  onWithdraw() {
    return this.change(async (personId) => ({
      account: await call('accounts.withdraw-invitation', { personId }),
      invitation: NO_INVITATION,
    }));
  },

  onEnlarge() {
    wx.previewImage({ urls: [this.data.invitation.url] });
  },

  /** One change of the person whose line is open, and their line anew. */
  async change(
    work: (personId: string) => Promise<{
      account: Output<'accounts.unbind'>;
      code?: CodeView;
      invitation?: InvitationShown;
    }>,
  ) {
    const { openedId, isBusy } = this.data;
    if (isBusy) return;
    this.setData({ isBusy: true, error: '' });
    try {
      const { account, ...shown } = await work(openedId);
      this.setData({
        isBusy: false,
        ...shown,
        ...this.list?.renew(toAccountRow(account, this.today, this.personId), byId),
      });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  onPrint() {
    return this.print(false);
  },

  onPrintInvitations() {
    return this.print(true);
  },

  /** Codes on paper for those shown who have none bound. */
  async print(withInvitations: boolean) {
    if (this.data.isPrinting) return;
    this.setData({ isPrinting: true });
    try {
      const personIds = this.unopened.slice(0, SLIPS_AT_ONCE);
      await openPaper(await call('papers.activation-sheet', { personIds, withInvitations }));
      await this.read();
    } catch (error) {
      wx.showModal({ title: '没有打印出来', content: sentenceOf(error), showCancel: false });
    }
    this.setData({ isPrinting: false });
  },

  onCopy() {
    wx.setClipboardData({ data: this.data.code.message });
  },

  onUnbind() {
    if (this.data.isBusy) return;
    wx.showActionSheet({
      alertText: '为什么解绑？解绑后这个微信马上不能再用。',
      itemList: [...UNBIND_CHOICES],
      success: ({ tapIndex }) => void this.unbind(tapIndex),
    });
  },

  async unbind(index: number) {
    const reason = unbindReason(index);
    if (reason === undefined) return;
    await this.change(async (personId) => ({
      account: await call('accounts.unbind', { personId, reason }),
      code: NO_CODE,
      invitation: NO_INVITATION,
    }));
  },
});
