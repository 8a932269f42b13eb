import type { TimelineItem } from '#core/contract/index';
import { READING_PURPOSE_LABELS } from '#core/domain/labels';
import { READING_PURPOSES, type ReadingPurpose } from '#core/domain/reading-purpose';
import type { TimelineGroup } from '#core/domain/timeline-group';
import { asksAgain, asksAgainOnPull, UNREAD } from '../../behaviors/asks-again';
import { NO_ROWS } from '../../behaviors/long-list';
import { createPagedList, type PagedList } from '../../behaviors/paged-list';
import { call } from '../../services/api';
import { exportArchive } from '../../services/archive-export';
import { dropRecent, keepRecent } from '../../services/recent-students';
import { getMe } from '../../services/session';
import { type ArchiveView, toArchiveView, toSensitive } from '../../views/archive';
import { sentenceOf, toFailure } from '../../views/failure';
import { type TimelineRow, toTimelineRow, toViewerRows, type ViewerRow } from '../../views/timeline';

/** What a page of the timeline answers, by its own action or with the archive. */
interface TimelinePart {
  readonly items: readonly TimelineItem[];
  readonly nextCursor: string | null;
}

const NO_VIEW: ArchiveView = {
  name: '',
  tierWord: '',
  tierTone: 'none',
  detail: '',
  people: '',
  hasCase: false,
  caseId: '',
  caseTerm: '',
  figures: [],
  decided: '',
  causes: '',
  evidence: [],
  criteria: [],
  duties: [],
  hasMeeting: false,
  cases: [],
  timelineChoices: [],
  referrals: [],
  canFileTalk: false,
  canWaive: false,
  canSeeSensitive: false,
  canExport: false,
  canExportSensitive: false,
};

/** 学生档案: why the student is helped, what is due, what happened. */
Page({
  ...asksAgain,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    canSeeAudit: false,
    sensitive: [] as { label: string; text: string }[],
    place: '',
    ...NO_ROWS,
    hasMore: false,
    chosenGroup: [] as string[],
    caseId: '',
    viewers: [] as readonly ViewerRow[],
  },

  studentId: '',
  today: '',
  timeline: null as PagedList<TimelinePart, TimelineRow> | null,
  /** Came with the archive; asked for by itself once it is narrowed or read on. */
  newest: null as TimelinePart | null,

  onLoad({ studentId = '', place = '' }: { studentId?: string; place?: string }) {
    this.studentId = studentId;
    this.setData({ place });
    this.timeline = createPagedList<TimelinePart, TimelineRow>(this, {
      ask: (cursor) => this.askTimeline(cursor),
      rowsOf: ({ items }) => items.map((item) => toTimelineRow(item, this.today)),
    });
  },

  askTimeline(cursor?: string): Promise<TimelinePart> {
    const [group] = this.data.chosenGroup as readonly TimelineGroup[];
    const { caseId } = this.data;
    if (cursor === undefined && group === undefined && caseId === '' && this.newest) {
      return Promise.resolve(this.newest);
    }
    return call('students.timeline', {
      studentId: this.studentId,
      ...(group === undefined ? {} : { group }),
      ...(caseId === '' ? {} : { caseId }),
      ...(cursor === undefined ? {} : { cursor }),
    });
  },

  async readTimeline(isSame = false) {
    try {
      const read = await this.timeline?.read(isSame);
      if (read) this.setData(read.shown);
    } catch (error) {
      wx.showToast({ title: toFailure(error).failureTitle, icon: 'none' });
    }
  },

  onGroup({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ chosenGroup: detail.chosen });
    void this.readTimeline();
  },

  /** One semester's case, and tapped again all of them. */
  onCase({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    this.setData({ caseId: this.data.caseId === id ? '' : id });
    void this.readTimeline();
  },

  onReachBottom() {
    return this.timeline?.more();
  },

  onPageScroll({ scrollTop }: WechatMiniprogram.Page.IPageScrollOption) {
    this.timeline?.scrolled(scrollTop);
  },

  async onViewers() {
    if (this.data.viewers.length > 0) {
      this.setData({ viewers: [] });
      return;
    }
    try {
      this.setData({ viewers: toViewerRows(await call('students.viewers', { studentId: this.studentId })) });
    } catch (error) {
      wx.showToast({ title: toFailure(error).failureTitle, icon: 'none' });
    }
  },

  onShow() {
    void this.read();
  },

  async read() {
    const me = getMe();
    try {
      const { today, activeRole, personId } = await me;
      const archive = await call('students.archive', { studentId: this.studentId });
      keepRecent(personId, archive.student);
      this.today = today;
      this.newest = { items: archive.timeline, nextCursor: archive.timelineNext };
      this.setData({
        state: 'content',
        view: toArchiveView(archive, today),
        canSeeAudit: activeRole === 'leader',
      });
      await this.readTimeline(true);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'NOT_FOUND') {
        dropRecent((await me).personId, this.studentId);
      }
      this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  onSensitive() {
    wx.showActionSheet({
      alertText: '查看会被记录。为了什么查看？',
      itemList: READING_PURPOSES.map((purpose) => READING_PURPOSE_LABELS[purpose]),
      success: ({ tapIndex }) => {
        const purpose = READING_PURPOSES[tapIndex];
        if (purpose) void this.readSensitive(purpose);
      },
    });
  },

  async readSensitive(purpose: ReadingPurpose) {
    try {
      const answer = await call('students.sensitive', { studentId: this.studentId, purpose });
      this.setData({ sensitive: toSensitive(answer) });
    } catch (error) {
      wx.showModal({
        title: '没有打开',
        content: sentenceOf(error),
        showCancel: false,
        confirmText: '知道了',
      });
    }
  },

  onEvent({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    if (url !== '') wx.navigateTo({ url });
  },

  onWaive() {
    wx.navigateTo({ url: `/student/waiver/waiver?caseId=${this.data.view.caseId}` });
  },

  onExport() {
    void exportArchive(this.studentId, this.data.view.canExportSensitive);
  },

  onGuardians() {
    wx.navigateTo({ url: `/student/guardians/guardians?studentId=${this.studentId}` });
  },

  onMeeting() {
    wx.navigateTo({ url: `/student/joint-meeting/joint-meeting?caseId=${this.data.view.caseId}` });
  },

  onPlan() {
    wx.navigateTo({ url: `/student/plan-edit/plan-edit?caseId=${this.data.view.caseId}` });
  },

  onReferral({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.navigateTo({ url: `/meeting/referral/referral?referralId=${id}` });
  },

  onAudit() {
    wx.navigateTo({ url: `/meeting/audit/audit?studentId=${this.studentId}` });
  },

  onRefer() {
    wx.navigateTo({ url: `/student/referral/referral?studentId=${this.studentId}` });
  },

  onFileTalk() {
    wx.navigateTo({ url: `/student/talk-edit/talk-edit?caseId=${this.data.view.caseId}` });
  },
});
