import { call } from '../../services/api';
import { listNamedDrafts, readDraft, writeDraft } from '../../services/drafts';
import { newId } from '../../services/platform';
import { countNewer, listEntries, type QueueEntry } from '../../services/queue/entries';
import { lastPerson } from '../../services/queue/key';
import { discard, flush, onQueueChange, openEntry, sendAgain } from '../../services/queue/queue';
import { sentenceOf } from '../../views/failure';
import { type DraftView, draftUrl, toDrafts } from '../../views/me';
import { type FieldLine, linesOf, type QueueRow, toQueueRow } from '../../views/queue';

/** More than anybody files without a signal; the rest is shown once these have gone. */
const MOST_ROWS = 30;

/** 待发送: what was written on this phone and where each of it stands. Works without a network. */
Page({
  data: {
    state: 'content',
    justKept: '',
    isSending: false,
    attention: [] as readonly QueueRow[],
    waiting: [] as readonly QueueRow[],
    sent: [] as readonly QueueRow[],
    drafts: [] as readonly DraftView[],
    newer: 0,
    isEmpty: false,
    openId: '',
    /** The record that the server has under the same id. */
    stored: [] as readonly FieldLine[],
    storedNote: '',
  },

  end: () => undefined as unknown,

  onLoad({ just = '' }: { just?: string }) {
    const kept: Readonly<Record<string, string>> = {
      waiting: '已加密存在这台手机上。连上网络后自动提交，不用再点。',
      attention: '同一份记录先前已经提交过，内容与这一份不同。两份都在，请对照后处理。',
    };
    this.end = onQueueChange(() => this.show());
    this.setData({ justKept: kept[just] ?? '' });
  },

  onShow() {
    this.show();
    void flush();
  },

  onUnload() {
    this.end();
  },

  async onPullDownRefresh() {
    await flush();
    wx.stopPullDownRefresh();
  },

  show() {
    const personId = lastPerson();
    const now = Date.now();
    const entries = personId === '' ? [] : listEntries(personId);
    const rowsOf = (state: QueueEntry['state']) =>
      entries
        .filter((entry) => entry.state === state)
        .slice(0, MOST_ROWS)
        .map((entry) => toQueueRow(entry, openEntry(personId, entry), now));
    const drafts = personId === '' ? [] : toDrafts(listNamedDrafts(personId), now);
    this.setData({
      attention: rowsOf('attention'),
      waiting: rowsOf('waiting'),
      sent: rowsOf('sent').reverse(),
      drafts,
      newer: personId === '' ? 0 : countNewer(personId),
      isEmpty: entries.length === 0 && drafts.length === 0,
    });
  },

  async onSend() {
    if (this.data.isSending) return;
    this.setData({ isSending: true });
    await flush();
    this.setData({ isSending: false });
    if (this.data.waiting.length > 0) {
      wx.showToast({ title: '还没有连上网络', icon: 'none' });
    }
  },

  entryOf(event: WechatMiniprogram.TouchEvent): { personId: string; entry: QueueEntry } | null {
    const { id } = event.currentTarget.dataset as { id: string };
    const personId = lastPerson();
    const entry = listEntries(personId).find((one) => one.id === id);
    return entry ? { personId, entry } : null;
  },

  /** Mine unfolded; of a talk that clashes, the record on the server beside it. */
  async onOpen(event: WechatMiniprogram.TouchEvent) {
    const found = this.entryOf(event);
    if (!found) return;
    const { entry, personId } = found;
    if (this.data.openId === entry.id) {
      this.setData({ openId: '' });
      return;
    }
    this.setData({ openId: entry.id, stored: [], storedNote: '' });
    if (openEntry(personId, entry)?.problem?.code !== 'CONFLICT') return;
    try {
      const stored = await readStored(entry);
      if (this.data.openId !== entry.id) return;
      if (stored) this.setData({ stored: linesOf(entry.kind, stored) });
      else this.setData({ storedNote: '已提交的那一份现在看不到。' });
    } catch (error) {
      if (this.data.openId === entry.id) this.setData({ storedNote: sentenceOf(error) });
    }
  },

  async onAgain(event: WechatMiniprogram.TouchEvent) {
    const found = this.entryOf(event);
    if (!found) return;
    const code = openEntry(found.personId, found.entry)?.problem?.code;
    await sendAgain(found.personId, found.entry, code === 'DUPLICATE_TALK' ? { isAnother: true } : {});
  },

  /** Mine stands beside the other as a record of its own. */
  async onBeside(event: WechatMiniprogram.TouchEvent) {
    const found = this.entryOf(event);
    if (found) await sendAgain(found.personId, found.entry, { id: newId() });
  },

  /** Back into the form: a draft with an id of its own. */
  onEdit(event: WechatMiniprogram.TouchEvent) {
    const found = this.entryOf(event);
    const kept = found && openEntry(found.personId, found.entry);
    if (!found || !kept) return;
    const { personId, entry } = found;
    if (readDraft(personId, entry.kind, entry.subjectId)) {
      wx.showModal({
        title: '那一页已有草稿',
        content: '请先提交或清空那份草稿，再来修改这一份。这一份仍在这里。',
        showCancel: false,
        confirmText: '知道了',
      });
      return;
    }
    writeDraft(personId, entry.kind, entry.subjectId, kept.filing.fields);
    discard(personId, entry.id, { isKept: true });
    wx.redirectTo({ url: draftUrl(entry.kind, entry.subjectId) });
  },

  onDiscard(event: WechatMiniprogram.TouchEvent) {
    const found = this.entryOf(event);
    if (!found) return;
    wx.showModal({
      title: '放弃这一份？',
      content: '这台手机上的这一份会删除，不能找回。已经提交的记录不受影响。',
      confirmText: '放弃',
      success: ({ confirm }) => {
        if (confirm) discard(found.personId, found.entry.id);
      },
    });
  },

  onDraft({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: (currentTarget.dataset as { url: string }).url });
  },
});

/** The record that the server has under the entry's id; null: it is not shown there. @throws ApiError */
async function readStored({ id, kind, subjectId }: QueueEntry): Promise<object | null> {
  switch (kind) {
    case 'talk':
      return call('talks.view', { talkId: id });
    case 'supplement':
      return (
        (await call('talks.view', { talkId: subjectId })).supplements.find((stored) => stored.id === id) ??
        null
      );
    case 'call': {
      const { calls } = await call('contacts.form', { caseId: subjectId });
      const stored = calls.find(({ callId }) => callId === id);
      // The number is shown by its end only.
      return stored ? { ...stored, phone: stored.phoneHint } : null;
    }
    case 'plan-review':
      return (
        (await call('plans.show', { caseId: subjectId })).reviews.find(({ reviewId }) => reviewId === id) ??
        null
      );
    case 'course-advice':
      return (
        (await call('plans.show', { caseId: subjectId })).advices.find(({ adviceId }) => adviceId === id) ??
        null
      );
    case 'help':
      return (await call('help.mine', {})).items.find(({ sessionId }) => sessionId === id) ?? null;
  }
}
