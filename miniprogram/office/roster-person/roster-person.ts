import type { Output, RosterPersonDetail, RosterScopes } from '#core/contract/index';
import type { Role } from '#core/domain/role';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { sentenceOf } from '../../views/failure';
import { ROLE_CHOICES } from '../../views/roster';
import {
  PERSON_FORMS,
  type PersonFormKind,
  type RosterPersonView,
  scopeNames,
  scopesOf,
  takeable,
  toRosterPersonView,
} from '../../views/roster-person';

const NO_VIEW: RosterPersonView = {
  name: '',
  detail: '',
  tenures: [],
  history: [],
  canEdit: false,
  canStandIn: false,
  canLeave: false,
};
const NO_FIELDS = {
  role: [] as string[],
  scopeNames: [] as readonly string[],
  scopeIndex: -1,
  firstDay: '',
  lastDay: '',
  takeable: [] as readonly { readonly value: string; readonly label: string }[],
  taken: [] as string[],
  error: '',
};

/** One person: roles with their days, what was changed, and the forms that change it. */
Page({
  ...reads,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    personId: '',
    today: '',
    openedId: '',
    form: PERSON_FORMS[''],
    roles: ROLE_CHOICES,
    /** As the form opens; typing does not write back. */
    name: '',
    workNo: '',
    isBusy: false,
    ...NO_FIELDS,
  },

  held: null as RosterPersonDetail | null,
  scopes: null as RosterScopes | null,
  /** Of this form, kept over its retries. */
  id: '',
  tenureId: '',
  helperId: '',
  name: '',
  workNo: '',
  reason: '',

  onLoad({ personId }: { personId?: string }) {
    if (personId === undefined) {
      this.open('add');
      this.setData({ state: 'content' });
      return;
    }
    this.setData({ personId });
    void this.read();
  },

  async onPullDownRefresh() {
    if (this.data.personId !== '') await this.read();
    wx.stopPullDownRefresh();
  },

  async load() {
    this.show(await call('roster.person', { personId: this.data.personId }));
  },

  show(detail: RosterPersonDetail) {
    this.held = detail;
    this.setData({
      state: 'content',
      personId: detail.person.personId,
      today: detail.today,
      view: toRosterPersonView(detail),
    });
  },

  onTenure({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    this.setData({ openedId: this.data.openedId === id ? '' : id, form: PERSON_FORMS[''] });
  },

  onForm({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { kind } = currentTarget.dataset as { kind: PersonFormKind };
    this.open(kind);
  },

  onClose() {
    this.open('');
  },

  open(kind: PersonFormKind) {
    this.id = newId();
    this.tenureId = this.data.openedId;
    this.helperId = '';
    this.reason = '';
    const { held } = this;
    const tenure = held?.tenures.find(({ tenureId }) => tenureId === this.tenureId);
    const choices = held && kind === 'stand-in' ? takeable(held) : [];
    this.name = held?.person.name ?? '';
    this.workNo = held?.person.workNo ?? '';
    const isCorrecting = kind === 'correct' || kind === 'void';
    const isEnding = kind === 'end' || kind === 'leave' || kind === 'end-stand-in';
    this.setData({
      ...NO_FIELDS,
      form: PERSON_FORMS[kind],
      name: this.name,
      workNo: this.workNo,
      firstDay: (isCorrecting ? tenure?.firstDay : held?.today) ?? '',
      lastDay: (isCorrecting ? tenure?.lastDay : isEnding ? held?.today : '') ?? '',
      takeable: choices,
      taken: choices.map(({ value }) => value),
    });
    if (kind === 'assign') void this.readScopes();
  },

  async readScopes() {
    try {
      this.scopes ??= await call('roster.scopes', {});
    } catch (error) {
      this.setData({ error: sentenceOf(error) });
    }
  },

  onName({ detail }: WechatMiniprogram.Input) {
    this.name = detail.value.trim();
  },

  onWorkNo({ detail }: WechatMiniprogram.Input) {
    this.workNo = detail.value.trim();
  },

  onReason({ detail }: WechatMiniprogram.Input) {
    this.reason = detail.value.trim();
  },

  onRole({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[]; value: Role }>) {
    const names = this.scopes === null ? [] : scopeNames(detail.value, this.scopes);
    this.setData({ role: detail.chosen, scopeNames: names, scopeIndex: -1, error: '' });
  },

  onScope({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ scopeIndex: Number(detail.value) });
  },

  onFirst({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ firstDay: String(detail.value) });
  },

  onLast({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ lastDay: String(detail.value) });
  },

  onNoLast() {
    this.setData({ lastDay: '' });
  },

  onTake({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ taken: detail.chosen });
  },

  onHelper({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    this.helperId = detail.id;
  },

  async onSave() {
    if (this.data.isBusy) return;
    const missing = this.missing();
    if (missing !== '') {
      this.setData({ error: missing });
      return;
    }
    this.setData({ isBusy: true, error: '' });
    try {
      this.show(await this.send());
      this.setData({ isBusy: false, openedId: '' });
      this.open('');
      wx.showToast({ title: '已保存', icon: 'success' });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  /** The first thing that the form still lacks. */
  missing(): string {
    const { firstDay, form, lastDay, role, scopeIndex, scopeNames: names, taken } = this.data;
    if (form.asksName && (this.name === '' || this.workNo === '')) return '请填写姓名和工号。';
    if (form.asksRole && role.length === 0) return '请选身份。';
    if (form.asksRole && names.length > 0 && scopeIndex < 0) return '请选班级或责任区。';
    if (form.asksPerson && taken.length === 0) return '请选要代办的班级或责任区。';
    if (form.asksPerson && this.helperId === '') return '请选代办的人。';
    if (form.asksFirst && firstDay === '') return '请选第一天。';
    if (form.asksLast && !form.isLastOptional && lastDay === '') return '请选最后一天。';
    return form.asksReason && this.reason === '' ? '请写明原因，会留在变更记录里。' : '';
  },

  send(): Promise<Output<'roster.person'>> {
    const { id, name, reason, tenureId, workNo } = this;
    const { firstDay, form, lastDay: last, personId, role, scopeIndex, taken } = this.data;
    const lastDay = last === '' ? null : last;
    switch (form.kind) {
      case 'add':
        return call('roster.add-person', { id, name, workNo });
      case 'rename':
        return call('roster.rename-person', { personId, name, workNo, reason });
      case 'assign': {
        const [wanted] = role as Role[];
        const scope = this.scopes && scopesOf(wanted ?? '', this.scopes)[scopeIndex]?.id;
        return call('roster.assign', {
          id,
          personId,
          role: wanted ?? 'teacher',
          classId: wanted === 'adviser' ? (scope ?? null) : null,
          areaId: wanted === 'counselor' ? (scope ?? null) : null,
          firstDay,
          lastDay,
          reason,
        });
      }
      case 'end':
        return call('roster.end', { id, tenureId, lastDay: last, reason });
      case 'correct':
      case 'void':
        return call('roster.correct', {
          id,
          tenureId,
          firstDay,
          lastDay,
          isVoid: form.kind === 'void',
          reason,
        });
      case 'leave':
        return call('roster.leave', { id, personId, lastDay: last, reason });
      case 'stand-in':
        return call('roster.stand-in', {
          id,
          tenureIds: taken,
          personId: this.helperId,
          firstDay,
          lastDay: last,
          reason,
        });
      case 'end-stand-in':
        return call('roster.end-stand-in', { id, tenureId, lastDay: last, reason });
      case '':
        return call('roster.person', { personId });
    }
  },
});
