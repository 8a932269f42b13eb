import type { ImportView } from '#core/contract/index';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { fieldOf, sentenceOf, toFailure } from '../../views/failure';
import { type PreviewView, type RejectedView, toPreviewView, toRejected } from '../../views/import-preview';

const NO_VIEW: PreviewView = {
  fileName: '',
  source: '',
  read: '',
  isOpen: false,
  canScreen: false,
  figures: [],
  sentence: '',
  tone: 'calm',
  hasChanges: false,
  mapping: [],
  mappingNote: '',
  rejected: [],
  rejectedNote: '',
  unknownStudents: [],
  unknownNote: '',
};

/** What was understood of a file and what was not, and why; nothing is written before 应用. */
Page({
  data: {
    state: 'loading',
    failureTitle: '',
    failureMessage: '',
    failureAction: 'retry',
    view: NO_VIEW,
    /** The file is one student's transcript without a 学号 column: whose is it? */
    asksStudentNo: false,
    question: '',
    askError: '',
    moreRejected: [] as { key: number; rows: readonly RejectedView[] }[],
    hasMoreRejected: false,
    isBusy: false,
    busy: '',
    error: '',
  },

  importId: '',
  fileId: '',
  fileName: '',
  studentNo: '',
  cursor: null as string | null,

  onLoad({
    importId = '',
    fileId = '',
    fileName = '',
  }: {
    importId?: string;
    fileId?: string;
    fileName?: string;
  }) {
    this.importId = importId;
    this.fileId = fileId;
    this.fileName = decodeURIComponent(fileName);
    void this.read();
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.read();
  },

  async read() {
    try {
      this.show(
        this.fileId === '' ? await call('imports.show', { importId: this.importId }) : await this.preview(),
      );
    } catch (error) {
      if (fieldOf(error) === 'studentNo' && this.fileId !== '') {
        this.setData({
          state: 'content',
          asksStudentNo: true,
          question: `「${this.fileName}」是一位学生的成绩单，里面没有学号。请填写是谁的。`,
          askError: this.studentNo === '' ? '' : sentenceOf(error),
          isBusy: false,
        });
        return;
      }
      this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  /** One id for one reading of the file: a retry never makes a second import. */
  preview(): Promise<ImportView> {
    if (this.importId === '') this.importId = newId();
    return call('imports.preview', {
      id: this.importId,
      fileId: this.fileId,
      fileName: this.fileName,
      ...(this.studentNo === '' ? {} : { studentNo: this.studentNo }),
    });
  },

  show(preview: ImportView) {
    const { rejected } = preview;
    this.fileId = '';
    this.importId = preview.importId;
    this.cursor = null;
    this.setData({
      state: 'content',
      asksStudentNo: false,
      view: toPreviewView(preview),
      moreRejected: [],
      hasMoreRejected: preview.counts.rejected > rejected.length,
      isBusy: false,
      busy: '',
      error: '',
    });
    wx.setNavigationBarTitle({ title: preview.state === 'previewed' ? '导入预览' : '导入记录' });
  },

  onStudentNo({ detail }: WechatMiniprogram.Input) {
    this.studentNo = detail.value.trim();
  },

  onAnswer() {
    if (this.studentNo === '') {
      this.setData({ askError: '请填写学号。' });
      return;
    }
    this.importId = newId();
    this.setData({ isBusy: true, askError: '' });
    void this.read();
  },

  async onMoreRejected() {
    const { moreRejected, isBusy } = this.data;
    if (isBusy) return;
    this.setData({ isBusy: true });
    try {
      const { items, nextCursor } = await call('imports.rejected', {
        importId: this.importId,
        ...(this.cursor === null ? {} : { cursor: this.cursor }),
      });
      this.cursor = nextCursor;
      // The first answer begins at the first row, which the preview shows already.
      const shown = moreRejected.length === 0 ? this.data.view.rejected.length : 0;
      const rows = items.slice(shown).map(toRejected);
      const key = moreRejected.length;
      this.setData({
        [`moreRejected[${key}]`]: { key, rows },
        hasMoreRejected: nextCursor !== null,
        isBusy: false,
      });
      if (rows.length === 0 && nextCursor !== null) void this.onMoreRejected();
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  async onApply() {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, busy: '正在写入，请留在这一页', error: '' });
    try {
      this.show(await call('imports.apply', { importId: this.importId }));
      wx.pageScrollTo({ scrollTop: 0 });
    } catch (error) {
      this.setData({ isBusy: false, busy: '', error: sentenceOf(error) });
    }
  },

  async onDiscard() {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, error: '' });
    try {
      await call('imports.discard', { importId: this.importId });
      this.onBack();
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  onScreen() {
    wx.redirectTo({ url: '/meeting/agenda/agenda?run=1' });
  },

  onBack() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.redirectTo({ url: '/office/imports/imports' });
  },
});
