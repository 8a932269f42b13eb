/** How far long work is: what is done in words, and a bar; one that passes by as long as nobody knows. */
Component({
  properties: {
    text: { type: String, value: '' },
    /** 0 … 100; 0: not known. */
    percent: { type: Number, value: 0 },
  },
});
