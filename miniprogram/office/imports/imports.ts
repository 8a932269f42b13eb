import type { ImportView, Page as PageOf } from '#core/contract/index';
import type { ImportKind } from '#core/domain/import-kind';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { chooseSpreadsheet, openPaper, uploadImport } from '../../services/files';
import { getMe } from '../../services/session';
import { sentenceOf } from '../../views/failure';
import { type ImportRow, saySize, TEMPLATES, toImportRow } from '../../views/imports';

/** Choose a file; what came in before. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    ...NO_ROWS,
    isEmpty: false,
    hasMore: false,
    isSending: false,
    sending: '',
    error: '',
    templates: TEMPLATES,
    templateError: '',
  },

  list: null as PagedList<PageOf<ImportView>> | null,
  today: '',

  onLoad() {
    this.list = createPagedList<PageOf<ImportView>, ImportRow>(this, {
      ask: (cursor) => call('imports.list', cursor === undefined ? {} : { cursor }),
      rowsOf: ({ items }) => items.map((item) => toImportRow(item, this.today)),
    });
  },

  onShow() {
    void this.read(true);
  },

  async load(isSame: boolean) {
    this.today = (await getMe()).today;
    const read = await this.list?.read(isSame);
    if (!read) return;
    this.setData({ state: 'content', ...read.shown, isEmpty: read.answer.items.length === 0 });
  },

  async onChoose() {
    if (this.data.isSending) return;
    this.setData({ error: '' });
    try {
      const file = await chooseSpreadsheet();
      if (!file) return;
      this.setData({ isSending: true, sending: `正在上传「${file.name}」，${saySize(file.size)}` });
      const fileId = await uploadImport(file);
      const query = `fileId=${fileId}&fileName=${encodeURIComponent(file.name)}`;
      wx.navigateTo({ url: `/office/import-mapping/import-mapping?${query}` });
    } catch (error) {
      this.setData({ error: sentenceOf(error) });
    } finally {
      this.setData({ isSending: false, sending: '' });
    }
  },

  async onTemplate({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { kind } = currentTarget.dataset as { kind: ImportKind };
    this.setData({ templateError: '' });
    wx.showLoading({ title: '正在准备模板' });
    try {
      await openPaper(await call('imports.template', { kind }));
      wx.hideLoading();
    } catch (error) {
      wx.hideLoading();
      this.setData({ templateError: sentenceOf(error) });
    }
  },

  onImport({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/office/import-preview/import-preview?importId=${id}` });
  },
});
