/** 帮扶类型: the word always, the colour as well. */
Component({
  properties: {
    word: { type: String, value: '' },
    /** watch, 1, 2, 3 or none. */
    tone: { type: String, value: 'none' },
  },
});
