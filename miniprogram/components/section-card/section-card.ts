/** A sheet of paper on the page: heading, a note beside it, content; may be folded. */
Component({
  options: { multipleSlots: true },
  properties: {
    heading: { type: String, value: '' },
    note: { type: String, value: '' },
    isFoldable: { type: Boolean, value: false },
    isOpen: { type: Boolean, value: true },
  },
  methods: {
    onToggle() {
      if (this.data.isFoldable) this.setData({ isOpen: !this.data.isOpen });
    },
  },
});
