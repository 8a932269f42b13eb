import type { RosterClassDetail, RosterScopes } from '#core/contract/index';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { sentenceOf } from '../../views/failure';
import { type RosterClassView, toRosterClassView } from '../../views/roster-class';

const NO_VIEW: RosterClassView = {
  name: '',
  detail: '',
  people: '',
  area: '',
  problems: [],
  tenures: [],
  moves: [],
  history: [],
  canEdit: false,
};
type Form = '' | 'hand-over' | 'move';
const NO_AREA = '不属于任何责任区';

/** One class: who answers for it, handing it over, its area, and what was changed. */
Page({
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    today: '',
    form: '' as Form,
    areaNames: [] as readonly string[],
    areaIndex: 0,
    firstDay: '',
    isBusy: false,
    error: '',
  },

  classId: '',
  held: null as RosterClassDetail | null,
  scopes: null as RosterScopes | null,
  /** Of this form, kept over its retries. */
  id: '',
  adviserId: '',
  reason: '',

  onLoad({ classId = '' }: { classId?: string }) {
    this.classId = classId;
    void this.read();
  },

  async load() {
    this.show(await call('roster.class', { classId: this.classId }));
  },

  show(held: RosterClassDetail) {
    this.held = held;
    this.setData({ state: 'content', today: held.today, view: toRosterClassView(held) });
  },

  onHandOver() {
    this.open('hand-over');
  },

  async onMove() {
    this.open('move');
    try {
      this.scopes ??= await call('roster.scopes', {});
      const { areas } = this.scopes;
      const at = areas.findIndex(({ id }) => id === this.held?.area?.id);
      this.setData({ areaNames: [NO_AREA, ...areas.map(({ name }) => name)], areaIndex: at + 1 });
    } catch (error) {
      this.setData({ error: sentenceOf(error) });
    }
  },

  onClose() {
    this.open('');
  },

  open(form: Form) {
    this.id = newId();
    this.adviserId = '';
    this.reason = '';
    this.setData({ form, firstDay: this.held?.today ?? '', error: '' });
  },

  onAdviser({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    this.adviserId = detail.id;
  },

  onFirst({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ firstDay: String(detail.value) });
  },

  onArea({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ areaIndex: Number(detail.value) });
  },

  onReason({ detail }: WechatMiniprogram.Input) {
    this.reason = detail.value.trim();
  },

  async onSave() {
    const { areaIndex, firstDay, form, isBusy } = this.data;
    const { adviserId, classId, id, reason } = this;
    if (isBusy) return;
    const missing =
      form === 'hand-over' && adviserId === ''
        ? '请选接任的班主任。'
        : reason === ''
          ? '请写明原因，会留在变更记录里。'
          : '';
    if (missing !== '') {
      this.setData({ error: missing });
      return;
    }
    this.setData({ isBusy: true, error: '' });
    try {
      const areaId = this.scopes?.areas[areaIndex - 1]?.id ?? null;
      this.show(
        form === 'hand-over'
          ? await call('roster.hand-over', { id, classId, personId: adviserId, firstDay, reason })
          : await call('roster.move-class', { classId, areaId, reason }),
      );
      this.setData({ isBusy: false });
      this.open('');
      wx.showToast({ title: '已保存', icon: 'success' });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  onSheet() {
    wx.navigateTo({ url: `/office/handover/handover?classId=${this.classId}` });
  },
});
