/** A few numbers side by side, each with its word. */
Component({
  properties: {
    /** {label, value, tone}[] */
    figures: { type: Array, value: [] },
  },
});
