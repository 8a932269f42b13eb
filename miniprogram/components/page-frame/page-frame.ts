import { ROLE_LABELS } from '#core/domain/labels';
import { keptTypeSize, typeClass } from '../../behaviors/type-size';
import { getMe, knownMe } from '../../services/session';
import { watermarkStyle } from '../../views/watermark';

/** The frame of every page: loading, empty (with what to do), error (with a way on) or content. */
Component({
  options: { multipleSlots: true },
  properties: {
    state: { type: String, value: 'loading' },
    emptyTitle: { type: String, value: '' },
    emptyHint: { type: String, value: '' },
    emptyAction: { type: String, value: '' },
    failureTitle: { type: String, value: '' },
    failureMessage: { type: String, value: '' },
    /** retry; back where asking again would give the same answer; activate for a WeChat of nobody. */
    failureAction: { type: String, value: 'retry' },
    /** What is shown was read before the network went: since when. */
    known: { type: String, value: '' },
    /** Leaves room below for the bar in the slot `bar`. */
    hasBar: { type: Boolean, value: false },
    /** Sensitive fields are on the page: the reader's name lies over it. */
    isSensitive: { type: Boolean, value: false },
    /** The page says itself in which role one acts. */
    showsRole: { type: Boolean, value: false },
  },
  data: { typeClass: '', watermark: '', role: '' },
  lifetimes: {
    attached() {
      this.readTypeSize();
    },
  },
  pageLifetimes: {
    show() {
      this.readTypeSize();
      this.readRole();
    },
  },
  observers: {
    state() {
      this.readRole();
    },
    isSensitive(isSensitive: boolean) {
      if (!isSensitive) return;
      getMe().then(
        (me) => this.setData({ watermark: watermarkStyle(me) }),
        // Who cannot be known is shown nothing that is sensitive either.
        () => undefined,
      );
    },
  },
  methods: {
    /** In which of several roles one reads or writes; whoever has one need not be told. */
    readRole() {
      const me = knownMe();
      const held =
        me && me.roles.length > 1 ? me.roles.find(({ role }) => role === me.activeRole) : undefined;
      const role = held && !this.data.showsRole ? `${ROLE_LABELS[held.role]} ${held.scope}`.trim() : '';
      if (role !== this.data.role) this.setData({ role });
    },
    readTypeSize() {
      const next = typeClass(keptTypeSize());
      if (next !== this.data.typeClass) this.setData({ typeClass: next });
    },
    onFailureAction() {
      const { failureAction } = this.data;
      if (failureAction === 'activate') wx.reLaunch({ url: '/pages/sign-in/sign-in?new=1' });
      else if (failureAction !== 'back') this.triggerEvent('retry');
      else if (getCurrentPages().length > 1) wx.navigateBack();
      else wx.switchTab({ url: '/pages/today/today' });
    },
    onEmptyAction() {
      this.triggerEvent('act');
    },
  },
});
