import { call } from '../../services/api';
import { chooseSpreadsheet, uploadImport } from '../../services/files';
import { getMe } from '../../services/session';
import { sentenceOf, toFailure } from '../../views/failure';
import { type ImportRow, toImportRow } from '../../views/imports';

/** Choose a file; what came in before. */
Page({
  data: {
    state: 'loading',
    failureTitle: '',
    failureMessage: '',
    failureAction: 'retry',
    groups: [] as { key: number; rows: readonly ImportRow[] }[],
    isEmpty: false,
    hasMore: false,
    isSending: false,
    sending: '',
    error: '',
  },

  cursor: null as string | null,
  today: '',

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
    try {
      this.today = (await getMe()).today;
      const { items, nextCursor } = await call('imports.list', {});
      this.cursor = nextCursor;
      this.setData({
        state: 'content',
        groups: [{ key: 0, rows: items.map((item) => toImportRow(item, this.today)) }],
        isEmpty: items.length === 0,
        hasMore: nextCursor !== null,
      });
    } catch (error) {
      this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  async onReachBottom() {
    if (this.cursor === null) return;
    const { cursor } = this;
    this.cursor = null;
    try {
      const { items, nextCursor } = await call('imports.list', { cursor });
      const key = this.data.groups.length;
      this.cursor = nextCursor;
      this.setData({
        [`groups[${key}]`]: { key, rows: items.map((item) => toImportRow(item, this.today)) },
        hasMore: nextCursor !== null,
      });
    } catch (error) {
      this.cursor = cursor;
      wx.showToast({ title: toFailure(error).failureTitle, icon: 'none' });
    }
  },

  async onChoose() {
    if (this.data.isSending) return;
    this.setData({ error: '' });
    try {
      const file = await chooseSpreadsheet();
      if (!file) return;
      this.setData({ isSending: true, sending: `正在上传「${file.name}」` });
      const fileId = await uploadImport(file);
      const query = `fileId=${fileId}&fileName=${encodeURIComponent(file.name)}`;
      wx.navigateTo({ url: `/office/import-preview/import-preview?${query}` });
    } catch (error) {
      this.setData({ error: sentenceOf(error) });
    } finally {
      this.setData({ isSending: false, sending: '' });
    }
  },

  onImport({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/office/import-preview/import-preview?importId=${id}` });
  },
});
