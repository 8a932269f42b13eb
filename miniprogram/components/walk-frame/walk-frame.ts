import { stepsAround, strokeOf } from '../../services/walk';

/** Around a student's page: a line with the place in the list, and a stroke to the next student. */
Component({
  properties: {
    /** As the page was opened with; empty: from no list, nothing is shown. */
    place: { type: String, value: '' },
  },
  data: { note: '', previous: '', next: '', nextWho: '' },
  observers: {
    place(place: string) {
      this.setData({ ...stepsAround(place) });
    },
  },
  methods: {
    onStart({ changedTouches }: WechatMiniprogram.TouchEvent) {
      const [touch] = changedTouches;
      begun = touch ? { pageX: touch.pageX, pageY: touch.pageY } : null;
    },
    onEnd({ changedTouches }: WechatMiniprogram.TouchEvent) {
      const [touch] = changedTouches;
      const stroke = begun && touch ? strokeOf(begun, touch) : null;
      begun = null;
      if (stroke !== null) this.go(stroke);
    },
    onPrevious() {
      this.go('previous');
    },
    onNext() {
      this.go('next');
    },
    /** The page left behind keeps what was typed as a draft. */
    go(step: 'previous' | 'next') {
      const url = this.data[step];
      if (url !== '') wx.redirectTo({ url });
    },
  },
});

/** One finger is on the screen at a time. */
let begun: { readonly pageX: number; readonly pageY: number } | null = null;
