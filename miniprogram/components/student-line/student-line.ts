/** Who it is: name, class, number, tier word; the same everywhere. */
Component({
  properties: {
    name: { type: String, value: '' },
    detail: { type: String, value: '' },
    tierWord: { type: String, value: '' },
    tierTone: { type: String, value: 'none' },
    isLarge: { type: Boolean, value: false },
  },
});
