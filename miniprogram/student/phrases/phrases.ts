import type { QuickPhrases } from '#core/contract/index';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { pickPhrase } from '../../services/picked-phrase';
import { newId } from '../../services/platform';
import { sentenceOf } from '../../views/failure';

/** 常用语 of one's own: a tap puts one into the field that asked; add, change, remove. */
Page({
  ...reads,

  data: {
    ...UNREAD,
    items: [] as QuickPhrases['items'],
    /** Of the one that is being written; empty: none is. */
    editId: '',
    opened: '',
    isNew: false,
    error: '',
    isSaving: false,
  },

  field: '',
  text: '',

  onLoad({ field = '' }: { field?: string }) {
    this.field = field;
    void this.read();
  },

  async load() {
    const { items } = await call('phrases.list', {});
    this.setData({ state: 'content', items });
  },

  itemOf({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    return this.data.items.find((item) => item.id === id);
  },

  onPick(event: WechatMiniprogram.TouchEvent) {
    const item = this.itemOf(event);
    if (!item || this.field === '') return;
    pickPhrase(this.field, item.text);
    wx.navigateBack();
  },

  onNew() {
    this.text = '';
    this.setData({ editId: newId(), isNew: true, opened: '', error: '' });
  },

  onEdit(event: WechatMiniprogram.TouchEvent) {
    const item = this.itemOf(event);
    if (!item) return;
    this.text = item.text;
    this.setData({ editId: item.id, isNew: false, opened: item.text, error: '' });
  },

  onCancel() {
    this.setData({ editId: '' });
  },

  onInput({ detail }: WechatMiniprogram.Input) {
    this.text = detail.value;
  },

  async onSave() {
    if (this.data.isSaving) return;
    this.setData({ isSaving: true, error: '' });
    try {
      const { items } = await call('phrases.save', { id: this.data.editId, text: this.text });
      this.setData({ items, editId: '', isSaving: false });
    } catch (error) {
      this.setData({ error: sentenceOf(error), isSaving: false });
    }
  },

  onRemove(event: WechatMiniprogram.TouchEvent) {
    const item = this.itemOf(event);
    if (!item) return;
    wx.showModal({
      title: '删去这一句？',
      content: '已经写进记录的不受影响。',
      confirmText: '删去',
      success: ({ confirm }) => {
        if (confirm) void this.remove(item.id);
      },
    });
  },

  async remove(id: string) {
    try {
      const { items } = await call('phrases.remove', { id });
      this.setData({ items, editId: '' });
    } catch (error) {
      wx.showToast({ title: sentenceOf(error), icon: 'none' });
    }
  },
});
