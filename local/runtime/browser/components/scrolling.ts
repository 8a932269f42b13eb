import { make } from '../dom';
import { unsupported, warnOnce } from '../faults';
import { type BuiltIn, type Control, type Data, textOf } from './define';

/** Areas that scroll: scroll-view and swiper. */

export const scrollView: BuiltIn = {
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    scrollTop: null,
    scrollLeft: null,
    scrollIntoView: String,
    scrollWithAnimation: Boolean,
    upperThreshold: { type: Number, value: 50 },
    lowerThreshold: { type: Number, value: 50 },
    enableFlex: Boolean,
    enhanced: Boolean,
    bounces: Boolean,
    showScrollbar: { type: Boolean, value: true },
    pagingEnabled: Boolean,
    enableBackToTop: Boolean,
    enablePassive: null,
    scrollAnchoring: Boolean,
    fastDeceleration: Boolean,
    type: String,
    usingSticky: Boolean,
    refresherEnabled: Boolean,
    refresherThreshold: Number,
    refresherDefaultStyle: String,
    refresherBackground: String,
    refresherTriggered: Boolean,
  },
  slot: 'host',
  mount(control) {
    const { host } = control;
    const before = {
      top: undefined as unknown,
      left: undefined as unknown,
      into: '',
      offset: 0,
      refused: false,
      isNearUpper: true,
      isNearLower: false,
    };
    host.addEventListener('scroll', () => {
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = host;
      const { scrollX, upperThreshold, lowerThreshold } = control.data;
      const along = scrollX === true ? scrollLeft : scrollTop;
      const rest =
        scrollX === true ? scrollWidth - scrollLeft - clientWidth : scrollHeight - scrollTop - clientHeight;
      const delta = along - before.offset;
      before.offset = along;
      control.emit('scroll', {
        scrollLeft,
        scrollTop,
        scrollHeight,
        scrollWidth,
        deltaX: scrollX === true ? -delta : 0,
        deltaY: scrollX === true ? 0 : -delta,
      });
      // Once for each arrival.
      const isNearLower = rest <= Number(lowerThreshold);
      const isNearUpper = along <= Number(upperThreshold);
      const [upper, lower] = scrollX === true ? ['left', 'right'] : ['top', 'bottom'];
      if (isNearLower && !before.isNearLower) control.emit('scrolltolower', { direction: lower });
      if (isNearUpper && !before.isNearUpper) control.emit('scrolltoupper', { direction: upper });
      Object.assign(before, { isNearLower, isNearUpper });
    });
    return (data) => {
      host.style.overflowX = data.scrollX === true ? 'auto' : 'hidden';
      host.style.overflowY = data.scrollY === true ? 'auto' : 'hidden';
      host.toggleAttribute('data-flex', data.enableFlex === true);
      host.toggleAttribute('data-bare', data.showScrollbar === false);
      const behavior = data.scrollWithAnimation === true ? 'smooth' : 'auto';
      if (isNumber(data.scrollTop) && data.scrollTop !== before.top) {
        host.scrollTo({ top: Number.parseFloat(String(data.scrollTop)), behavior });
      }
      if (isNumber(data.scrollLeft) && data.scrollLeft !== before.left) {
        host.scrollTo({ left: Number.parseFloat(String(data.scrollLeft)), behavior });
      }
      before.top = data.scrollTop;
      before.left = data.scrollLeft;
      const into = textOf(data.scrollIntoView);
      if (into !== before.into) {
        before.into = into;
        if (into) setTimeout(() => scrollTo(control, into, behavior), 0);
      }
      if (data.refresherEnabled === true && !before.refused) {
        before.refused = true;
        unsupported('scroll-view refresher-enabled');
      }
    };
  },
};

const isNumber = (value: unknown): boolean =>
  (typeof value === 'number' || typeof value === 'string') &&
  Number.isFinite(Number.parseFloat(String(value)));

function scrollTo({ host, caller, data }: Control, id: string, behavior: ScrollBehavior): void {
  const node = caller._$.ownerShadowRoot?.getElementById(id);
  const target = node?.getBackendElement() as unknown as HTMLElement | null | undefined;
  if (!target) return;
  const area = Element.prototype.getBoundingClientRect.call(host);
  const rect = Element.prototype.getBoundingClientRect.call(target);
  if (data.scrollX === true) host.scrollTo({ left: host.scrollLeft + rect.left - area.left, behavior });
  else host.scrollTo({ top: host.scrollTop + rect.top - area.top, behavior });
}

export const swiper: BuiltIn = {
  properties: {
    current: Number,
    currentItemId: String,
    autoplay: Boolean,
    circular: Boolean,
    vertical: Boolean,
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    indicatorDots: Boolean,
    indicatorColor: String,
    indicatorActiveColor: String,
    previousMargin: String,
    nextMargin: String,
    displayMultipleItems: { type: Number, value: 1 },
    snapToEdge: Boolean,
    easingFunction: String,
  },
  slot: 'inner',
  mount(control) {
    const { host } = control;
    const dots = make('div', { class: 'swiper-dots', 'aria-hidden': 'true' });
    let timer = 0;
    let settled = 0;
    let shown = 0;
    const track = () => control.inner;
    const items = () => [...track().querySelectorAll<HTMLElement>(':scope > wx-swiper-item')];
    const go = (index: number, behavior: ScrollBehavior) => {
      const item = items()[index];
      if (item) track().scrollTo({ left: item.offsetLeft, top: item.offsetTop, behavior });
    };
    const drawDots = (data: Readonly<Data>) => {
      dots.hidden = data.indicatorDots !== true;
      dots.replaceChildren(...items().map((_, index) => make('i', index === shown ? { class: 'on' } : {})));
    };
    const settle = () => {
      const { scrollLeft, scrollTop, clientWidth, clientHeight } = track();
      const vertical = control.data.vertical === true;
      const index = Math.round(vertical ? scrollTop / clientHeight : scrollLeft / clientWidth);
      if (index === shown || Number.isNaN(index)) return;
      shown = index;
      drawDots(control.data);
      control.set({ current: index });
      control.emit('change', { current: index, currentItemId: '', source });
      control.emit('animationfinish', { current: index, currentItemId: '', source });
      source = 'touch';
    };
    let source: 'touch' | 'autoplay' | '' = 'touch';
    return (data) => {
      if (!dots.isConnected && host.isConnected) {
        host.append(dots);
        track().classList.add('swiper-track');
        track().tabIndex = 0;
        track().addEventListener('scroll', () => {
          clearTimeout(settled);
          settled = window.setTimeout(settle, 80);
        });
      }
      host.toggleAttribute('vertical', data.vertical === true);
      if (Number(data.current) !== shown && host.isConnected) {
        source = '';
        setTimeout(() => go(Number(data.current), 'auto'), 0);
      }
      for (const name of ['circular', 'previousMargin', 'nextMargin'] as const) {
        if (data[name]) warnOnce(`swiper 的 ${name} 在本地运行环境中不起作用`);
      }
      if (Number(data.displayMultipleItems) !== 1)
        warnOnce('swiper 的 displayMultipleItems 在本地运行环境中不起作用');
      clearInterval(timer);
      if (data.autoplay === true) {
        timer = window.setInterval(() => {
          if (!host.isConnected) {
            clearInterval(timer);
            return;
          }
          source = 'autoplay';
          go((shown + 1) % Math.max(1, items().length), 'smooth');
        }, Number(data.interval));
      }
      setTimeout(() => drawDots(data), 0);
    };
  },
};

export const swiperItem: BuiltIn = {
  properties: { itemId: String, skipHiddenItemLayout: Boolean },
  slot: 'host',
  mount: () => undefined,
};
