type Choice = { readonly value: string; readonly label: string };

/** Choose one (a second tap takes it back where that is allowed) or several, by words one can see. */
Component({
  properties: {
    label: { type: String, value: '' },
    choices: { type: Array, value: [] as Choice[] },
    /** The chosen values; one at most unless `isMultiple`. */
    chosen: { type: Array, value: [] as string[] },
    isMultiple: { type: Boolean, value: false },
    isOptional: { type: Boolean, value: false },
    isDisabled: { type: Boolean, value: false },
  },
  data: { items: [] as { value: string; label: string; isOn: boolean }[] },
  observers: {
    'choices, chosen'(choices: readonly Choice[], chosen: readonly string[]) {
      this.setData({
        items: choices.map(({ value, label }) => ({ value, label, isOn: chosen.includes(value) })),
      });
    },
  },
  methods: {
    onChoose({ currentTarget }: WechatMiniprogram.TouchEvent) {
      if (this.data.isDisabled) return;
      const { value } = currentTarget.dataset as { value: string };
      const chosen = this.data.chosen as string[];
      const isOn = chosen.includes(value);
      if (isOn && !this.data.isMultiple && !this.data.isOptional) return;
      const kept = this.data.isMultiple ? chosen.filter((one) => one !== value) : [];
      const next = isOn ? kept : [...kept, value];
      this.setData({ chosen: next });
      this.triggerEvent('choose', { chosen: next, value: next[0] ?? null });
    },
  },
});
