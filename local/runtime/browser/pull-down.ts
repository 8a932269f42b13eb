import { make } from './dom';

/** 下拉刷新: by finger, by mouse, and by `wx.startPullDownRefresh`. */

interface Pull {
  start(): void;
  stop(): void;
  /** The page is gone. */
  end(): void;
}

const HELD_PX = 56;
const RESISTANCE = 2.5;

export function watchPull(host: HTMLElement, isEnabled: boolean, refresh: () => void): Pull {
  const dots = make('div', { class: 'pull-dots', 'aria-hidden': 'true' }, make('i'), make('i'), make('i'));
  let from: number | null = null;
  let distance = 0;
  let isRefreshing = false;
  const draw = (pixels: number, isMoving: boolean) => {
    const page = host.querySelector<HTMLElement>(':scope > page');
    if (!page) return;
    page.style.transition = isMoving ? 'none' : 'transform .2s';
    page.style.transform = pixels === 0 ? '' : `translateY(${pixels}px)`;
    if (pixels === 0) dots.remove();
    else if (!dots.isConnected) host.prepend(dots);
    dots.style.opacity = String(Math.min(1, pixels / HELD_PX));
  };
  const start = () => {
    if (isRefreshing) return;
    isRefreshing = true;
    dots.classList.add('on');
    draw(HELD_PX, false);
    refresh();
  };
  const stop = () => {
    isRefreshing = false;
    dots.classList.remove('on');
    draw(0, false);
  };
  const begin = (y: number) => {
    from = isEnabled && !isRefreshing && host.scrollTop <= 0 ? y : null;
    distance = 0;
  };
  const move = (y: number, event: Event) => {
    if (from === null) return;
    distance = Math.max(0, (y - from) / RESISTANCE);
    if (distance === 0) return;
    if (event.cancelable) event.preventDefault();
    draw(distance, true);
  };
  const release = () => {
    if (from === null) return;
    from = null;
    if (distance >= HELD_PX) start();
    else if (distance > 0) draw(0, false);
  };
  const over = new AbortController();
  const { signal } = over;
  host.addEventListener('touchstart', ({ touches }) => begin(touches[0]?.clientY ?? 0), {
    signal,
    passive: true,
  });
  host.addEventListener('touchmove', (event) => move(event.touches[0]?.clientY ?? 0, event), {
    signal,
    passive: false,
  });
  for (const type of ['touchend', 'touchcancel'] as const) host.addEventListener(type, release, { signal });
  host.addEventListener(
    'mousedown',
    (event) => {
      const isField = event.target instanceof Element && event.target.closest('input, textarea, select');
      if (event.button === 0 && !isField) begin(event.clientY);
    },
    { signal },
  );
  document.addEventListener('mousemove', (event) => move(event.clientY, event), { signal });
  document.addEventListener('mouseup', release, { signal });
  return {
    start,
    stop,
    end: () => over.abort(),
  };
}
