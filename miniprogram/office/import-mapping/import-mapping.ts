import type { ImportReading } from '#core/contract/index';
import { asksAgain, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { followImport } from '../../services/import-progress';
import { newId } from '../../services/platform';
import { fieldOf, sentenceOf, toFailure } from '../../views/failure';
import {
  type MappingView,
  meaningPlace,
  missingOf,
  toMappingView,
  withMeaning,
} from '../../views/import-mapping';
import { sayProgress } from '../../views/import-preview';

const NO_VIEW: MappingView = {
  title: '',
  sentence: '',
  tone: 'brand',
  groups: [],
  note: '',
  missing: '',
  asksStudentNo: false,
  layoutNames: [],
  layoutAt: 0,
  meaningNames: [],
};

/**
 * What each column of the file means: guessed, shown with samples, corrected by a tap. What is confirmed
 * here is kept for the next file of the same headings.
 */
Page({
  ...asksAgain,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    isBusy: false,
    busy: '',
    percent: 0,
    error: '',
    studentNoError: '',
  },

  fileId: '',
  fileName: '',
  /** An open import that the new reading takes the place of. */
  replaces: '',
  /** Opened to correct: a kept mapping does not pass by unseen. */
  isEditing: false,
  studentNo: '',
  /** One id for one reading of the file, so that a retry never makes a second import. */
  importId: '',
  reading: null as ImportReading | null,
  following: null as { stop(): void } | null,
  fields: [] as readonly (string | null)[],

  onLoad({
    fileId = '',
    fileName = '',
    edit = '',
    replaces = '',
  }: {
    fileId?: string;
    fileName?: string;
    edit?: string;
    replaces?: string;
  }) {
    this.fileId = fileId;
    this.fileName = decodeURIComponent(fileName);
    this.isEditing = edit === '1';
    this.replaces = replaces;
    void this.read();
  },

  async read(layout?: string) {
    try {
      const reading = await call('imports.read', {
        fileId: this.fileId,
        fileName: this.fileName,
        ...(layout === undefined ? {} : { layout }),
      });
      if (reading.preset && !this.isEditing) {
        const query = `fileId=${this.fileId}&fileName=${encodeURIComponent(this.fileName)}`;
        wx.redirectTo({ url: `/office/import-preview/import-preview?${query}` });
        return;
      }
      this.reading = reading;
      this.show(reading.columns.map(({ field }) => field));
    } catch (error) {
      // Another layout was asked for: what is on the page stays.
      if (layout !== undefined) this.setData({ isBusy: false, busy: '', error: sentenceOf(error) });
      else this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  show(fields: readonly (string | null)[]) {
    if (!this.reading) return;
    this.fields = fields;
    this.importId = newId();
    const view = toMappingView(this.reading, fields, this.fileName);
    this.setData({ state: 'content', view, isBusy: false, busy: '', percent: 0, error: '' });
  },

  onLayout({ detail }: WechatMiniprogram.PickerChange) {
    const layout = this.reading?.layouts[Number(detail.value)]?.layout;
    if (layout === undefined || layout === this.reading?.layout || this.data.isBusy) return;
    this.setData({ isBusy: true, busy: '正在按这种表重新对应', error: '' });
    void this.read(layout);
  },

  onMeaning({ detail, currentTarget }: WechatMiniprogram.PickerChange) {
    if (!this.reading) return;
    const { at } = currentTarget.dataset as { at: number };
    const place = Number(detail.value);
    if (place === meaningPlace(this.reading, this.fields[at] ?? null)) return;
    this.show(withMeaning(this.reading, this.fields, at, place));
  },

  onStudentNo({ detail }: WechatMiniprogram.Input) {
    this.studentNo = detail.value.trim();
    this.importId = newId();
  },

  async onConfirm() {
    const { reading, fields } = this;
    if (!reading || this.data.isBusy) return;
    const missing = missingOf(reading, fields);
    if (missing.length > 0) {
      this.setData({ error: `还没有哪一列对应：${missing.join('、')}。请点那一列，选它的含义。` });
      return;
    }
    const { asksStudentNo } = this.data.view;
    if (asksStudentNo && this.studentNo === '') {
      this.setData({ studentNoError: '请填写学号。' });
      return;
    }
    this.setData({ isBusy: true, busy: '正在读取每一行，与已有数据比对', error: '', studentNoError: '' });
    this.following = followImport(this.importId, (progress) => {
      if (progress) this.setData(sayProgress(progress));
    });
    try {
      const { importId } = await call('imports.preview', {
        id: this.importId,
        fileId: this.fileId,
        fileName: this.fileName,
        kind: reading.kind,
        ...(asksStudentNo ? { studentNo: this.studentNo } : {}),
        mapping: { signature: reading.signature, layout: reading.layout, fields: [...fields] },
      });
      if (this.replaces !== '') {
        // What it takes the place of was never applied; left open, it would only stand in the list.
        await call('imports.discard', { importId: this.replaces }).catch(() => undefined);
      }
      wx.redirectTo({ url: `/office/import-preview/import-preview?importId=${importId}` });
    } catch (error) {
      const isStudentNo = fieldOf(error) === 'studentNo';
      this.setData({
        isBusy: false,
        busy: '',
        percent: 0,
        error: isStudentNo ? '' : sentenceOf(error),
        studentNoError: isStudentNo ? sentenceOf(error) : '',
      });
    } finally {
      this.unfollow();
    }
  },

  onUnload() {
    this.unfollow();
  },

  unfollow() {
    this.following?.stop();
    this.following = null;
  },

  onBack() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.redirectTo({ url: '/office/imports/imports' });
  },
});
