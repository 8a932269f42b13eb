import { keptTypeSize, typeClass } from '../../behaviors/type-size';

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
    /** Leaves room below for the bar in the slot `bar`. */
    hasBar: { type: Boolean, value: false },
  },
  data: { typeClass: '' },
  lifetimes: {
    attached() {
      this.readTypeSize();
    },
  },
  pageLifetimes: {
    show() {
      this.readTypeSize();
    },
  },
  methods: {
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
