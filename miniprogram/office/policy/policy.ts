import { checkedPolicy } from '#core/domain/checked-policy';
import { mergePolicies } from '#core/domain/merge-policies';
import type { Policy } from '#core/domain/policy';
import { policyDifferences } from '#core/domain/policy-differences';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import {
  dropPolicyDraft,
  heldOn,
  keepEdit,
  openPolicyEdit,
  type PolicyEdit,
} from '../../services/policy-draft';
import { compareAll } from '../../services/what-if';
import { screenableTerms } from '../../views/agenda';
import { codeOf, fieldOf, sentenceOf } from '../../views/failure';
import {
  type DifferenceRow,
  type PolicyPageView,
  saySaved,
  toDifferenceRows,
  toPolicyPage,
} from '../../views/policy';
import { type ImpactView, sayVersion, toImpact } from '../../views/what-if';
import { sayFullDate } from '../../views/when';

const NO_VIEW: PolicyPageView = {
  title: '',
  standing: '',
  criteria: [],
  tiers: [],
  duties: [],
  tables: [],
  tablesNote: '',
  rules: [],
  rulesNote: '',
};
const NO_IMPACT: ImpactView = { title: '', tone: 'done', lines: [] };
const UNWEIGHED = { impact: NO_IMPACT, progress: '', percent: 0 };
/** Differences on the page; the others are counted. */
const SHOWN = 30;

/** 帮扶办法: what holds, and an edit of it: what differs, whom it moves, from when, and why. */
Page({
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    versions: [] as readonly { version: string; label: string }[],
    versionAt: 0,
    isDraft: false,
    /** Another version is shown, and may be taken up again. */
    canTakeUp: false,
    differences: [] as readonly DifferenceRow[],
    differencesMore: '',
    against: '',
    effectiveFrom: '',
    effectiveLabel: '',
    today: '',
    reason: '',
    errors: { effectiveFrom: '', reason: '', policy: '' },
    isConflict: false,
    ...UNWEIGHED,
    isWeighing: false,
    isSaving: false,
    saved: '',
  },

  version: '',
  edit: null as PolicyEdit | null,
  /** What holds on the draft's day without it. */
  base: null as Policy | null,
  term: '',
  /** As it is being written. */
  reason: '',
  question: 0,

  onLoad({ version = '' }: { version?: string }) {
    this.version = decodeURIComponent(version);
  },

  onShow() {
    void this.read();
  },

  onUnload() {
    this.question += 1;
  },

  async load() {
    await this.show(await openPolicyEdit(this.version));
  },

  async show(edit: PolicyEdit) {
    const { draft, shown, policy, today } = edit;
    const base = draft && (await this.readBase(edit, draft.base));
    const differences = draft && base ? policyDifferences(base, policy) : [];
    // Everything was taken back again.
    if (draft && differences.length === 0 && draft.reason === '' && isEmpty(draft.typed)) {
      dropPolicyDraft(edit.personId);
      await this.show({ ...edit, draft: null, policy: shown.policy });
      return;
    }
    this.question += 1;
    this.edit = edit;
    this.base = base;
    this.reason = draft?.reason ?? '';
    const versions = shown.versions.map((one) => ({
      version: one.version,
      label: sayVersion(one, shown.inForce),
    }));
    const left = differences.length - SHOWN;
    this.setData({
      state: 'content',
      view: toPolicyPage(policy, shown, draft !== null),
      versions,
      versionAt: Math.max(
        0,
        versions.findIndex(({ version }) => version === shown.policy.version),
      ),
      isDraft: draft !== null,
      canTakeUp:
        draft === null && shown.can.editRules && heldOn(shown, today).version !== shown.policy.version,
      differences: toDifferenceRows(differences.slice(0, SHOWN)),
      differencesMore: left > 0 ? `另有 ${left} 处。` : '',
      against: base?.version ?? '',
      effectiveFrom: draft?.effectiveFrom ?? '',
      effectiveLabel: draft ? sayFullDate(draft.effectiveFrom) : '',
      today,
      reason: this.reason,
      errors: { effectiveFrom: '', reason: '', policy: draft ? wrongIn(policy) : '' },
      isConflict: draft !== null && draft.seen !== shown.newest,
      ...UNWEIGHED,
      isWeighing: false,
      isSaving: false,
    });
  },

  async readBase({ shown }: PolicyEdit, version: string): Promise<Policy> {
    if (version === shown.policy.version) return shown.policy;
    return (await call('policies.show', { version })).policy;
  },

  onVersion({ detail }: WechatMiniprogram.PickerChange) {
    this.version = this.data.versions[Number(detail.value)]?.version ?? '';
    this.setData({ saved: '' });
    void this.read();
  },

  /** 改用这一版: an edit whose whole text is that version. */
  onTakeUp() {
    if (!this.edit) return;
    void this.show(keepEdit(this.edit, { policy: this.edit.policy }));
    wx.pageScrollTo({ selector: '.draft' });
  },

  onLink({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    this.setData({ saved: '' });
    wx.navigateTo({ url });
  },

  onHistory() {
    wx.navigateTo({ url: '/office/policy-history/policy-history' });
  },

  onCompare() {
    wx.navigateTo({
      url: `/office/what-if/what-if?version=${encodeURIComponent(this.edit?.policy.version ?? '')}`,
    });
  },

  onDrop() {
    wx.showModal({
      title: '不要这些修改了？',
      content: '还没有保存的修改会从这台设备上删掉，现行的办法不变。',
      confirmText: '不要了',
      success: ({ confirm }) => {
        if (!confirm || !this.edit) return;
        dropPolicyDraft(this.edit.personId);
        void this.read();
      },
    });
  },

  /** Another day may have another version beneath it: the edit is carried over to that one. */
  async onDate({ detail }: WechatMiniprogram.PickerChange) {
    const { edit, base } = this;
    if (!edit?.draft || !base) return;
    const effectiveFrom = String(detail.value);
    try {
      const next = await this.readBase(edit, heldOn(edit.shown, effectiveFrom).version);
      const policy = { ...mergePolicies(base, edit.policy, next), effectiveFrom };
      await this.show(keepEdit(edit, { effectiveFrom, policy, base: next.version, reason: this.reason }));
    } catch (error) {
      this.setData({ 'errors.effectiveFrom': sentenceOf(error) });
    }
  },

  onReason({ detail }: WechatMiniprogram.Input) {
    this.reason = detail.value;
    if (this.edit) this.edit = keepEdit(this.edit, { reason: this.reason });
  },

  /** 先看影响: the edit on everyone, before anything is saved. */
  async onWeigh() {
    const draft = this.edit?.draft;
    if (!draft || this.data.isWeighing) return;
    this.question += 1;
    const { question } = this;
    const isWanted = () => question === this.question;
    this.setData({ ...UNWEIGHED, isWeighing: true, progress: '正在计算', 'errors.policy': '' });
    try {
      if (this.term === '') this.term = await lastTerm(draft.effectiveFrom);
      const answer = await compareAll(
        { term: this.term, before: draft.base, draft: draft.policy },
        (compared, total) => {
          if (!isWanted()) return;
          const percent = total === 0 ? 0 : Math.min(99, Math.floor((compared * 100) / total));
          this.setData({ progress: `已计算 ${compared} 名学生，共 ${total} 名`, percent });
        },
        isWanted,
      );
      if (answer) this.setData({ impact: toImpact(answer), progress: '', isWeighing: false });
    } catch (error) {
      if (!isWanted()) return;
      this.setData({ progress: '', isWeighing: false, 'errors.policy': sentenceOf(error) });
    }
  },

  onRows() {
    const before = encodeURIComponent(this.edit?.draft?.base ?? '');
    wx.navigateTo({ url: `/office/what-if/what-if?version=draft&term=${this.term}&before=${before}` });
  },

  async onSave() {
    const draft = this.edit?.draft;
    if (!this.edit || !draft || this.data.isSaving) return;
    if (this.reason.trim() === '') {
      this.setData({ 'errors.reason': '请写明为什么修改' });
      return;
    }
    const action = this.edit.shown.can.editRules ? 'policies.save-rules' : 'policies.save';
    const { saveId: id, seen, effectiveFrom, policy: body } = draft;
    this.setData({ isSaving: true, errors: { effectiveFrom: '', reason: '', policy: '' } });
    try {
      const saved = await call(action, { id, seen, effectiveFrom, reason: this.reason, body });
      dropPolicyDraft(this.edit.personId);
      this.version = saved.version;
      this.setData({ saved: saySaved(saved, this.data.today), isSaving: false });
      await this.read();
      wx.pageScrollTo({ scrollTop: 0 });
    } catch (error) {
      const field = fieldOf(error);
      const at = field === 'effectiveFrom' || field === 'reason' ? field : 'policy';
      this.setData({
        isSaving: false,
        isConflict: codeOf(error) === 'POLICY_MOVED',
        [`errors.${at}`]: sentenceOf(error),
      });
    }
  },

  /** Someone saved meanwhile: what one changed is put onto the new version, to be looked at and saved again. */
  async onMerge() {
    const { edit, base } = this;
    if (!edit?.draft || !base) return;
    try {
      const shown = await call('policies.show', {});
      const theirs = await this.readBase({ ...edit, shown }, heldOn(shown, edit.draft.effectiveFrom).version);
      const policy = mergePolicies(base, edit.policy, theirs);
      // The one who saved was this phone, and the answer was lost.
      if (policyDifferences(theirs, policy).length === 0) {
        dropPolicyDraft(edit.personId);
        this.setData({ saved: '新版本里已经有您的全部修改，不用再保存。' });
        await this.read();
        return;
      }
      await this.show(keepEdit({ ...edit, shown }, { policy, base: theirs.version, seen: shown.newest }));
      wx.showToast({ title: '已并入新版本，请再看一遍', icon: 'none' });
    } catch (error) {
      this.setData({ 'errors.policy': sentenceOf(error) });
    }
  },
});

const isEmpty = (typed: object): boolean => Object.keys(typed).length === 0;

function wrongIn(policy: Policy): string {
  try {
    checkedPolicy(policy);
    return '';
  } catch (error) {
    return sentenceOf(error);
  }
}

/** The semester that was screened last, else the one that has just ended. */
async function lastTerm(today: string): Promise<string> {
  const { items } = await call('screenings.list', {});
  return items[0]?.term ?? screenableTerms(today)[1]?.value ?? '';
}
