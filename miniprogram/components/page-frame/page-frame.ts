import { keptTypeSize, typeClass } from '../../behaviors/type-size';

/** The frame of every page: loading, empty (with what to do), error (with retry) or content. */
Component({
  options: { multipleSlots: true },
  properties: {
    state: { type: String, value: 'loading' },
    emptyTitle: { type: String, value: '' },
    emptyHint: { type: String, value: '' },
    emptyAction: { type: String, value: '' },
    failureTitle: { type: String, value: '' },
    failureMessage: { type: String, value: '' },
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
    onRetry() {
      this.triggerEvent('retry');
    },
    onEmptyAction() {
      this.triggerEvent('act');
    },
  },
});
