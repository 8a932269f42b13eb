/** A due date as people say it, its state in a word, and 为什么: the sentence of the rule behind it. */
Component({
  properties: {
    word: { type: String, value: '' },
    /** late, due, calm or done. */
    tone: { type: String, value: 'calm' },
    text: { type: String, value: '' },
    because: { type: String, value: '' },
  },
  data: { isAsked: false },
  methods: {
    onWhy() {
      this.setData({ isAsked: !this.data.isAsked });
    },
  },
});
