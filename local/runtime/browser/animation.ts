/** `wx.createAnimation`: steps are written down, and played when the export reaches an element. */

interface Animate {
  readonly type: string;
  readonly args: readonly (string | number)[];
}

interface StepOptions {
  readonly duration?: number;
  readonly timingFunction?: string;
  readonly delay?: number;
  readonly transformOrigin?: string;
}

interface Step {
  readonly animates: readonly Animate[];
  readonly option: Required<StepOptions>;
}

export interface ExportedAnimation {
  readonly actions: readonly Step[];
}

const LENGTHS = ['width', 'height', 'top', 'left', 'right', 'bottom'] as const;
const TRANSFORMS = [
  'rotate',
  'rotateX',
  'rotateY',
  'rotateZ',
  'rotate3d',
  'scale',
  'scaleX',
  'scaleY',
  'scaleZ',
  'scale3d',
  'translate',
  'translateX',
  'translateY',
  'translateZ',
  'translate3d',
  'skew',
  'skewX',
  'skewY',
  'matrix',
  'matrix3d',
] as const;

type Chained = Record<string, (...args: (string | number)[]) => Chained>;

export function createAnimation(defaults: StepOptions = {}): object {
  let pending: Animate[] = [];
  let steps: Step[] = [];
  const chain: Chained = {};
  const add =
    (type: string) =>
    (...args: (string | number)[]) => {
      pending.push({ type, args });
      return chain;
    };
  for (const name of [...LENGTHS, ...TRANSFORMS, 'opacity', 'backgroundColor']) chain[name] = add(name);
  return Object.assign(chain, {
    step(options: StepOptions = {}) {
      const option = {
        duration: 400,
        timingFunction: 'linear',
        delay: 0,
        transformOrigin: '50% 50% 0',
        ...defaults,
        ...options,
      };
      steps.push({ animates: pending, option });
      pending = [];
      return chain;
    },
    export(): ExportedAnimation {
      const actions = steps;
      steps = [];
      return { actions };
    },
  });
}

const running = new WeakMap<HTMLElement, { last: unknown; timer: number }>();
const applied = new WeakMap<HTMLElement, Map<string, string>>();

/** Plays what `export()` gave. The same export does not play twice. */
export function animateElement(element: HTMLElement, exported: unknown): void {
  if (!isExported(exported) || exported.actions.length === 0) return;
  const before = running.get(element);
  if (before?.last === exported) return;
  window.clearTimeout(before?.timer);
  const state = { last: exported, timer: 0 };
  running.set(element, state);
  const play = (index: number) => {
    const step = exported.actions[index];
    if (!step) return;
    const { duration, timingFunction, delay, transformOrigin } = step.option;
    const styles = stylesOf(step, transformOrigin);
    styles.set('transition', `all ${duration}ms ${timingFunction} ${delay}ms`);
    const kept = applied.get(element) ?? new Map<string, string>();
    for (const [name, value] of styles) kept.set(name, value);
    applied.set(element, kept);
    // A frame before, so that there is something to go from.
    void element.offsetWidth;
    keepAnimated(element);
    state.timer = window.setTimeout(() => play(index + 1), duration + delay);
  };
  state.timer = window.setTimeout(() => play(0), 0);
}

/** What an animation has set stays when the template sets the style anew. */
export function keepAnimated(element: HTMLElement): void {
  for (const [name, value] of applied.get(element) ?? []) element.style.setProperty(name, value);
}

function stylesOf({ animates }: Step, transformOrigin: string): Map<string, string> {
  const styles = new Map<string, string>();
  const transforms: string[] = [];
  for (const { type, args } of animates) {
    const [first = 0] = args;
    if ((LENGTHS as readonly string[]).includes(type)) styles.set(type, length(first));
    else if (type === 'opacity') styles.set('opacity', String(first));
    else if (type === 'backgroundColor') styles.set('background-color', String(first));
    else transforms.push(`${type}(${args.map((value) => argument(type, value)).join(',')})`);
  }
  if (transforms.length > 0) {
    styles.set('transform', transforms.join(' '));
    styles.set('transform-origin', transformOrigin);
  }
  return styles;
}

const length = (value: string | number): string => {
  if (typeof value === 'number') return `${value}px`;
  return value.endsWith('rpx') ? `${Number.parseFloat(value) / 7.5}vw` : value;
};

function argument(type: string, value: string | number): string {
  if (type.startsWith('translate')) return length(value);
  if ((type.startsWith('rotate') && type !== 'rotate3d') || type.startsWith('skew')) {
    return typeof value === 'number' ? `${value}deg` : value;
  }
  return String(value);
}

function isExported(value: unknown): value is ExportedAnimation {
  return typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, 'actions'));
}
