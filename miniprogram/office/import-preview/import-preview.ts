import type { ImportView } from '#core/contract/index';
import { asksAgain, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { forgetBegun, keepBegun, readBegun } from '../../services/begun-work';
import { openPaper } from '../../services/files';
import { followImport } from '../../services/import-progress';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { codeOf, fieldOf, sentenceOf, toFailure } from '../../views/failure';
import {
  type PreviewView,
  type RejectedView,
  sayProgress,
  toPreviewView,
  toRejected,
} from '../../views/import-preview';

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
  owner: '',
  ownerTone: 'brand',
  presetNote: '',
  signature: '',
  canCorrect: false,
  changes: [],
  changesNote: '',
  canRollBack: false,
  undone: '',
  undoneReason: '',
};

/** What was understood of a file and what was not, and why; nothing is written before 应用. */
Page({
  ...asksAgain,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    /** The file is one student's transcript without a 学号 column: whose is it? */
    asksStudentNo: false,
    question: '',
    askError: '',
    moreRejected: [] as { key: number; rows: readonly RejectedView[] }[],
    hasMoreRejected: false,
    isBusy: false,
    busy: '',
    /** Of the rows; 0: not known. */
    percent: 0,
    /** Long enough to be told how far it is. */
    isReading: false,
    error: '',
    isUndoing: false,
    undoError: '',
  },

  personId: '',
  importId: '',
  fileId: '',
  fileName: '',
  studentNo: '',
  reason: '',
  shown: null as ImportView | null,
  following: null as { stop(): void } | null,
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

  onUnload() {
    this.unfollow();
  },

  /** Tells how far the server is, for as long as this page waits for it. */
  follow() {
    this.unfollow();
    this.following = followImport(this.importId, (progress) => {
      if (!progress) return;
      const isReading = this.shown === null;
      this.setData({ ...sayProgress(progress), ...(isReading ? { state: 'content', isReading } : {}) });
    });
  },

  unfollow() {
    this.following?.stop();
    this.following = null;
  },

  async read() {
    try {
      const isNew = this.fileId !== '';
      const preview = await (isNew ? this.preview() : call('imports.show', { importId: this.importId }));
      await this.show(preview);
      if (!isNew) this.watch();
    } catch (error) {
      this.unfollow();
      this.setData({ busy: '', percent: 0, isReading: false });
      // A kept mapping that no longer does: the office corrects it.
      if (fieldOf(error) === 'mapping' && this.fileId !== '') {
        wx.redirectTo({ url: mappingUrl(this.fileId, this.fileName) });
        return;
      }
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
    this.follow();
    return call('imports.preview', {
      id: this.importId,
      fileId: this.fileId,
      fileName: this.fileName,
      ...(this.studentNo === '' ? {} : { studentNo: this.studentNo }),
    });
  },

  async show(preview: ImportView) {
    const { activeRole, personId, today } = await getMe();
    this.personId = personId;
    const { rejected } = preview;
    this.unfollow();
    this.shown = preview;
    this.fileId = '';
    this.importId = preview.importId;
    this.cursor = null;
    this.setData({
      state: 'content',
      asksStudentNo: false,
      view: toPreviewView(preview, { isOffice: activeRole === 'office', today }),
      isUndoing: false,
      undoError: '',
      moreRejected: [],
      hasMoreRejected: preview.counts.rejected > rejected.length,
      isBusy: false,
      busy: '',
      percent: 0,
      isReading: false,
      error: '',
    });
    wx.setNavigationBarTitle({ title: preview.state === 'previewed' ? '导入预览' : '导入记录' });
    // Whoever left while it was being written and comes back hears what became of it.
    const isBegun = readBegun(personId, 'import-apply', preview.importId) !== null;
    if (isBegun && preview.state === 'previewed') void this.apply();
    else forgetBegun(personId, 'import-apply', preview.importId);
  },

  /** Another phone may be applying it: then this one tells how far it is, and what became of it. */
  watch() {
    if (this.shown?.state !== 'previewed' || this.data.isBusy) return;
    let isElsewhere = false;
    this.unfollow();
    this.following = followImport(this.importId, (progress) => {
      if (this.data.isBusy && !isElsewhere) return;
      if (progress?.step === 'apply') {
        isElsewhere = true;
        this.setData({ isBusy: true, ...sayProgress(progress) });
      } else {
        this.unfollow();
        if (isElsewhere) this.setData({ isBusy: false, busy: '', percent: 0 });
      }
      if (isElsewhere) void this.look();
    });
  },

  async look() {
    const preview = await call('imports.show', { importId: this.importId }).catch(() => null);
    if (preview && preview.state !== 'previewed') await this.show(preview);
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

  onApply() {
    if (!this.data.isBusy) void this.apply();
  },

  async apply() {
    const { counts } = this.shown ?? { counts: { new: 0, changed: 0 } };
    const busy = `正在写入 ${counts.new + counts.changed} 行。离开也会继续，回来能看到结果`;
    this.setData({ isBusy: true, busy, percent: 0, error: '' });
    this.follow();
    keepBegun(this.personId, 'import-apply', this.importId, {});
    try {
      const applied = await call('imports.apply', { importId: this.importId });
      forgetBegun(this.personId, 'import-apply', this.importId);
      await this.show(applied);
      wx.pageScrollTo({ scrollTop: 0 });
    } catch (error) {
      // Without an answer it may be written all the same: asked again when one comes back.
      if (codeOf(error) !== 'OFFLINE') forgetBegun(this.personId, 'import-apply', this.importId);
      this.unfollow();
      this.setData({ isBusy: false, busy: '', percent: 0, error: sentenceOf(error) });
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

  async onDownloadRejected() {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, error: '' });
    try {
      await openPaper(await call('imports.rejected-file', { importId: this.importId }));
      this.setData({ isBusy: false });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  onCorrect() {
    if (!this.shown) return;
    const { fileId, fileName, importId } = this.shown;
    wx.redirectTo({ url: `${mappingUrl(fileId, fileName)}&replaces=${importId}` });
  },

  onForget() {
    const { signature } = this.data.view;
    wx.showModal({
      title: '忘掉这样的表头？',
      content: '下次遇到同样的表头会重新请您核对。这次的预览不受影响。',
      confirmText: '忘掉',
      success: ({ confirm }) => {
        if (confirm) void this.forget(signature);
      },
    });
  },

  async forget(signature: string) {
    try {
      await call('imports.forget', { signature });
      this.setData({ 'view.presetNote': '', 'view.signature': '' });
      wx.showToast({ title: '已忘掉', icon: 'none' });
    } catch (error) {
      this.setData({ error: sentenceOf(error) });
    }
  },

  onUndo() {
    this.setData({ isUndoing: true, undoError: '' });
    wx.pageScrollTo({ selector: '.undo' });
  },

  onKeep() {
    this.setData({ isUndoing: false, undoError: '' });
  },

  onReason({ detail }: WechatMiniprogram.Input) {
    this.reason = detail.value.trim();
  },

  onConfirmUndo() {
    if (this.data.isBusy) return;
    if (this.reason === '') {
      this.setData({ undoError: '请写明为什么撤销，导入记录里会保留。' });
      return;
    }
    const { fileName } = this.data.view;
    wx.showModal({
      title: '撤销这次导入？',
      content: `「${fileName}」写入的内容全部退回到导入之前。要再用它，须重新选择文件。`,
      confirmText: '撤销',
      confirmColor: '#b3261e',
      success: ({ confirm }) => {
        if (confirm) void this.undo();
      },
    });
  },

  async undo() {
    this.setData({ isBusy: true, undoError: '' });
    try {
      await this.show(await call('imports.rollback', { importId: this.importId, reason: this.reason }));
      wx.pageScrollTo({ scrollTop: 0 });
    } catch (error) {
      this.setData({ isBusy: false, undoError: sentenceOf(error) });
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

const mappingUrl = (fileId: string, fileName: string): string =>
  `/office/import-mapping/import-mapping?edit=1&fileId=${fileId}&fileName=${encodeURIComponent(fileName)}`;
