import { PAD_HEIGHT, PAD_WIDTH } from '#core/domain/signature';

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
/** One line in coordinates of the window; where the pad lay when it was begun. */
interface Line {
  readonly points: { readonly x: number; readonly y: number }[];
  rect: Rect | null;
}
/** What is used of a canvas's context. */
interface Pen {
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  strokeStyle: string;
  readonly canvas: { readonly width: number; readonly height: number };
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  stroke(): void;
  clearRect(x: number, y: number, width: number, height: number): void;
}
/** Not in `data`: the page shows none of it. */
interface Own {
  lines: Line[];
  context: Pen | null;
  ratio: number;
}
interface Answer extends Rect {
  readonly node: WechatMiniprogram.Canvas | null;
}

/**
 * A box to sign in with a finger. `draw` brings the lines after each of them: x, y, x, y … as whole
 * numbers in the pad's own units, so that any screen gives the same drawing.
 */
Component({
  properties: { label: { type: String, value: '请在框里签名' } },
  data: { isBlank: true },
  lifetimes: {
    created() {
      Object.assign(this, { lines: [], context: null });
    },
  },
  methods: {
    own(): Own {
      return this as unknown as Own;
    },

    onStart({ touches }: WechatMiniprogram.TouchEvent) {
      const [touch] = touches;
      if (!touch) return;
      const line: Line = { points: [{ x: touch.clientX, y: touch.clientY }], rect: null };
      this.own().lines.push(line);
      if (this.data.isBlank) this.setData({ isBlank: false });
      wx.createSelectorQuery()
        .in(this)
        .select('#drawing')
        .fields({ node: true, size: true, rect: true }, (found) => {
          const answer = found as unknown as Answer | null;
          if (!answer?.node) return;
          line.rect = answer;
          this.prepare(answer.node, answer);
          this.paint(line, 0);
        })
        .exec();
    },

    /** Sharp on every screen; once, since a change of size empties a canvas. */
    prepare(node: WechatMiniprogram.Canvas, { width, height }: Rect) {
      const own = this.own();
      if (own.context) return;
      own.ratio = wx.getWindowInfo().pixelRatio;
      node.width = width * own.ratio;
      node.height = height * own.ratio;
      own.context = node.getContext('2d') as unknown as Pen;
    },

    onMove({ touches }: WechatMiniprogram.TouchEvent) {
      const line = this.own().lines.at(-1);
      const [touch] = touches;
      if (!line || !touch) return;
      line.points.push({ x: touch.clientX, y: touch.clientY });
      this.paint(line, line.points.length - 2);
    },

    /** @param from the first point that is not on the canvas yet */
    paint({ points, rect }: Line, from: number) {
      const { context, ratio } = this.own();
      const [start] = points.slice(from);
      if (!context || !rect || !start) return;
      context.lineWidth = 3 * ratio;
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.strokeStyle = '#111';
      context.beginPath();
      context.moveTo((start.x - rect.left) * ratio, (start.y - rect.top) * ratio);
      for (const { x, y } of points.slice(from + 1))
        context.lineTo((x - rect.left) * ratio, (y - rect.top) * ratio);
      context.stroke();
    },

    onEnd() {
      this.triggerEvent('draw', { strokes: strokesOf(this.own().lines) });
    },

    onClear() {
      const own = this.own();
      own.lines = [];
      own.context?.clearRect(0, 0, own.context.canvas.width, own.context.canvas.height);
      this.setData({ isBlank: true });
      this.triggerEvent('draw', { strokes: [] });
    },
  },
});

const within = (part: number, whole: number, units: number): number =>
  Math.min(units, Math.max(0, Math.round((part / whole) * units)));

function strokesOf(lines: readonly Line[]): number[][] {
  return lines.flatMap(({ points, rect }) => {
    if (!rect) return [];
    const drawn = points.map(({ x, y }) => [
      within(x - rect.left, rect.width, PAD_WIDTH),
      within(y - rect.top, rect.height, PAD_HEIGHT),
    ]);
    // Fingers that rest send the same point over and over.
    return [drawn.filter(([x, y], at) => x !== drawn[at - 1]?.[0] || y !== drawn[at - 1]?.[1]).flat()];
  });
}
