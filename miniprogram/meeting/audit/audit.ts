import type { AuditCheck, Output } from '#core/contract/index';
import type { AuditGroup } from '#core/domain/audit-group';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList, readsOn } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import {
  AUDIT_GROUP_CHOICES,
  type AuditQuestion,
  type AuditRow,
  type CheckView,
  NO_QUESTION,
  toAuditInput,
  toAuditRow,
  toCheckView,
} from '../../views/audit';
import { toFailure } from '../../views/failure';

const SEARCH_PAUSE_MS = 400;
const NO_CHECK: CheckView = { tone: 'due', word: '', sentence: '' };

/** 谁做过什么: the leader's account of who saw and changed what, and whether it is whole. */
Page({
  ...reads,
  ...asksAgainOnPull,
  ...readsOn,

  data: {
    ...UNREAD,
    groupChoices: AUDIT_GROUP_CHOICES,
    chosen: [] as string[],
    from: '',
    to: '',
    today: '',
    /** Asked from a student's archive: that student only. */
    isOfStudent: false,
    isEmpty: false,
    ...NO_ROWS,
    hasMore: false,
    check: NO_CHECK,
    isChecking: false,
  },

  asked: NO_QUESTION as AuditQuestion,
  list: null as PagedList<Output<'audit.list'>, AuditRow> | null,
  timer: 0,

  onLoad(query: { studentId?: string }) {
    this.asked = { ...NO_QUESTION, studentId: query.studentId ?? '' };
    this.setData({ isOfStudent: this.asked.studentId !== '' });
    this.list = createPagedList<Output<'audit.list'>, AuditRow>(this, {
      ask: (cursor) =>
        call('audit.list', { ...toAuditInput(this.asked), ...(cursor === undefined ? {} : { cursor }) }),
      rowsOf: ({ items }) => items.map((item) => toAuditRow(item, this.data.today)),
    });
    void this.read();
  },

  onUnload() {
    clearTimeout(this.timer);
  },

  async load() {
    const me = await getMe();
    if (me.today !== this.data.today) this.setData({ today: me.today });
    const read = await this.list?.read();
    if (!read) return;
    this.setData({ state: 'content', ...read.shown, isEmpty: read.answer.items.length === 0 });
  },

  /** Another question: asked when the typing pauses. */
  ask(change: Partial<AuditQuestion>) {
    const key = JSON.stringify(this.asked);
    this.asked = { ...this.asked, ...change };
    if (JSON.stringify(this.asked) === key) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), SEARCH_PAUSE_MS);
  },

  onPerson({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.ask({ person: detail.value });
  },

  onStudent({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.ask({ student: detail.value });
  },

  onGroup({ detail }: WechatMiniprogram.CustomEvent<{ value: AuditGroup | null }>) {
    this.setData({ chosen: detail.value === null ? [] : [detail.value] });
    this.ask({ group: detail.value ?? '' });
  },

  onDate({ detail, currentTarget }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { field } = currentTarget.dataset as { field: 'from' | 'to' };
    this.setData({ [field]: detail.value });
    this.ask({ [field]: detail.value });
  },

  onNoDates() {
    this.setData({ from: '', to: '' });
    this.ask({ from: '', to: '' });
  },

  /** Reckons the whole chain, a part at a time. */
  async onCheck() {
    if (this.data.isChecking) return;
    this.setData({ isChecking: true });
    try {
      let after: number | null = 0;
      while (after !== null) {
        const part: AuditCheck = await call('audit.check', { after });
        this.setData({ check: toCheckView(part) });
        after = part.hasMore && part.broken === null ? part.last : null;
      }
      this.setData({ isChecking: false });
    } catch (error) {
      const { failureTitle } = toFailure(error);
      this.setData({
        isChecking: false,
        check: { tone: 'due', word: '没有核对完', sentence: `${failureTitle}。请再核对一次。` },
      });
    }
  },
});
