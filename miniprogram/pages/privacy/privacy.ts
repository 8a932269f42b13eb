import type { PrivacyStanding } from '#core/contract/outputs';
import type { ConsentAnswer, ConsentKind } from '#core/domain/privacy-guide';
import { WITHOUT_CONSENT } from '#core/domain/privacy-guide';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { answerWechat } from '../../services/privacy';
import { sentenceOf } from '../../views/failure';
import { type PrivacyView, toPrivacyView } from '../../views/privacy';

const NO_VIEW: PrivacyView = {
  version: '',
  sections: [],
  isAgreed: false,
  standing: '',
  without: [],
  hasRefused: false,
  contact: null,
};

/**
 * 隐私说明: read before first use and at any time after; agreed to, refused or taken back here.
 * `next`: where the person was going. `asked`: WeChat itself asks, in the middle of something.
 */
Page({
  ...reads,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    isAsked: false,
    /** Which answer is on its way. */
    busy: '' as '' | ConsentAnswer | 'contact',
    error: '',
  },

  next: '',
  /** One id for one tap, however often it is sent. */
  ids: {} as Record<string, string>,

  onLoad({ next, asked }: { next?: string; asked?: string }) {
    this.next = next ? decodeURIComponent(next) : '';
    this.setData({ isAsked: asked === '1' });
    void this.read();
  },

  onUnload() {
    answerWechat('disagree');
  },

  async load() {
    this.show(await call('privacy.show', {}));
  },

  show(standing: PrivacyStanding) {
    this.setData({ state: 'content', busy: '', error: '', view: toPrivacyView(standing) });
  },

  onWechatAgreed() {
    answerWechat('agree');
  },

  async onAgree() {
    if (!(await this.answer('guide', 'given'))) return;
    if (this.data.isAsked) wx.navigateBack();
    else if (this.next !== '') wx.reLaunch({ url: this.next });
  },

  async onRefuse() {
    answerWechat('disagree');
    if (this.data.isAsked && this.data.view.isAgreed) {
      // Agreed to ours, not to what WeChat asks about now: only that does not happen.
      wx.navigateBack();
      return;
    }
    await this.confirmed('不同意？', 'refused', '不同意');
  },

  onWithdraw() {
    return this.confirmed('撤回同意？', 'withdrawn', '撤回');
  },

  async confirmed(title: string, answer: ConsentAnswer, confirmText: string) {
    const { confirm } = await wx.showModal({ title, content: WITHOUT_CONSENT.join('\n'), confirmText });
    if (confirm) await this.answer('guide', answer);
  },

  onContact() {
    return this.answer('contact', this.data.view.contact?.isGiven ? 'withdrawn' : 'given');
  },

  /** @returns whether it was kept */
  async answer(kind: ConsentKind, answer: ConsentAnswer): Promise<boolean> {
    if (this.data.busy !== '') return false;
    const { version } = this.data.view;
    this.setData({ busy: kind === 'contact' ? kind : answer, error: '' });
    const key = `${kind}.${answer}`;
    const id = this.ids[key] ?? newId();
    this.ids[key] = id;
    try {
      this.show(await call('privacy.answer', { id, kind, version, answer }));
      delete this.ids[key];
      wx.pageScrollTo({ scrollTop: 0 });
      return true;
    } catch (error) {
      this.setData({ busy: '', error: sentenceOf(error) });
      return false;
    }
  },
});
