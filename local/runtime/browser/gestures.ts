import { type Backend, type HostElement, pageArea } from './backend';
import { hover } from './hover';

/** Touches, taps and long presses as WeChat gives them, from fingers, a mouse or a keyboard. */

interface Point {
  readonly identifier: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly pageX: number;
  readonly pageY: number;
}

const LONG_PRESS_MS = 350;
const MOVED = 10;
const AFTER_TOUCH_MS = 700;
const MOUSE = 0;

interface Press {
  readonly target: Element;
  readonly start: Point;
  moved: boolean;
  longPressed: boolean;
  timer: number;
  readonly releaseHover: () => void;
}

export function listenForGestures(backend: Backend): void {
  let press: Press | null = null;
  let mouseDown: Element | null = null;
  let lastTouch = -AFTER_TOUCH_MS;
  let swallowClick = false;

  const send = (
    type: string,
    target: Element,
    touches: readonly Point[],
    changed: readonly Point[],
    event: Event,
  ) =>
    backend.dispatch(
      target,
      type,
      {},
      {
        bubbles: true,
        composed: true,
        originalEvent: event,
        extraFields: { touches, changedTouches: changed },
      },
    );

  const begin = (target: Element, touches: readonly Point[], event: Event) => {
    const [start] = touches;
    if (!start) return;
    end();
    const current: Press = {
      target,
      start,
      moved: false,
      longPressed: false,
      timer: window.setTimeout(() => {
        if (current.moved) return;
        current.longPressed = true;
        const detail = { x: start.pageX, y: start.pageY };
        const options = { bubbles: true, composed: true, extraFields: { touches, changedTouches: touches } };
        // A long press instead of a tap only where somebody listens for it.
        swallowClick = hasListener(target, 'longpress');
        backend.dispatch(target, 'longpress', detail, options);
        backend.dispatch(target, 'longtap', detail, options);
      }, LONG_PRESS_MS),
      releaseHover: hover(target),
    };
    press = current;
    swallowClick = false;
    send('touchstart', target, touches, touches, event);
  };

  const move = (touches: readonly Point[], event: Event) => {
    const [now] = touches;
    if (!press || !now) return;
    const far = Math.hypot(now.clientX - press.start.clientX, now.clientY - press.start.clientY) > MOVED;
    if (far && !press.moved) {
      press.moved = true;
      press.releaseHover();
    }
    const prevented = send('touchmove', press.target, touches, touches, event);
    if (prevented && event.cancelable) event.preventDefault();
  };

  const finish = (type: 'touchend' | 'touchcancel', changed: readonly Point[], event: Event) => {
    if (!press) return;
    const { target, moved } = press;
    end();
    if (moved) swallowClick = true;
    send(type, target, [], changed, event);
  };

  const end = () => {
    if (!press) return;
    window.clearTimeout(press.timer);
    press.releaseHover();
    press = null;
  };

  const capture = { capture: true, passive: false } as const;
  document.addEventListener(
    'touchstart',
    (event) => {
      lastTouch = event.timeStamp;
      if (event.target instanceof Element) begin(event.target, pointsOf(event.touches), event);
    },
    capture,
  );
  document.addEventListener('touchmove', (event) => move(pointsOf(event.touches), event), capture);
  document.addEventListener(
    'touchend',
    (event) => {
      lastTouch = event.timeStamp;
      finish('touchend', pointsOf(event.changedTouches), event);
    },
    capture,
  );
  document.addEventListener(
    'touchcancel',
    (event) => {
      finish('touchcancel', pointsOf(event.changedTouches), event);
    },
    capture,
  );

  document.addEventListener(
    'mousedown',
    (event) => {
      if (event.button !== 0 || event.timeStamp - lastTouch < AFTER_TOUCH_MS) return;
      if (!(event.target instanceof Element)) return;
      mouseDown = event.target;
      begin(event.target, [pointOf(MOUSE, event)], event);
    },
    capture,
  );
  document.addEventListener(
    'mousemove',
    (event) => {
      if (mouseDown) move([pointOf(MOUSE, event)], event);
    },
    capture,
  );
  document.addEventListener(
    'mouseup',
    (event) => {
      if (!mouseDown) return;
      mouseDown = null;
      finish('touchend', [pointOf(MOUSE, event)], event);
    },
    capture,
  );

  // A tap is a click: from a finger, a mouse, Enter on a focused element, or a screen reader.
  document.addEventListener(
    'click',
    (event) => {
      if (swallowClick && event.detail > 0) {
        swallowClick = false;
        event.stopPropagation();
        return;
      }
      if (event.target instanceof Element && event.target.closest('wx-button[disabled]')) return;
      const point = pointOf(MOUSE, event);
      backend.dispatch(
        event.target,
        'tap',
        { x: point.pageX, y: point.pageY },
        {
          bubbles: true,
          composed: true,
          originalEvent: event,
          extraFields: { touches: [point], changedTouches: [point] },
        },
      );
    },
    { capture: true },
  );

  document.addEventListener('keydown', (event) => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || (event.key !== 'Enter' && event.key !== ' ')) return;
    if (target.tabIndex < 0 || !target.hasAttribute('role') || !('__wxElement' in target)) return;
    event.preventDefault();
    if (target.getAttribute('aria-disabled') !== 'true') target.click();
  });

  for (const type of ['transitionend', 'animationstart', 'animationiteration', 'animationend'] as const) {
    document.addEventListener(
      type,
      (event) => {
        backend.dispatch(event.target, type, {}, { bubbles: false, composed: false, originalEvent: event });
      },
      true,
    );
  }
}

function pointsOf(list: TouchList): Point[] {
  return [...list].map((touch) => pointOf(touch.identifier, touch));
}

function pointOf(identifier: number, at: { readonly clientX: number; readonly clientY: number }): Point {
  const area = pageArea();
  const clientX = at.clientX - area.x;
  const clientY = at.clientY - area.y;
  const scrolled = document.querySelector('.page-host:not([hidden])')?.scrollTop ?? 0;
  return { identifier, clientX, clientY, pageX: clientX, pageY: clientY + scrolled };
}

function hasListener(target: Element, type: string): boolean {
  for (let element: HostElement | null = target as HostElement; element; element = element.parentElement) {
    const node = element.__wxElement as
      | { _$eventTarget?: { listeners: Record<string, unknown> } }
      | undefined;
    if (node?._$eventTarget && type in node._$eventTarget.listeners) return true;
  }
  return false;
}
