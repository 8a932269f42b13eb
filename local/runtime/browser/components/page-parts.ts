import { translateUnits } from '../../units';
import { unsupported } from '../faults';
import { type BuiltIn, textOf } from './define';

/** Parts that reach beyond their place in the page: navigator, page-meta, root-portal. */

interface PageActions {
  navigate(method: string, options: { url?: string; delta?: number }): void;
  setTitle(title: string, page: Element | null): void;
}

let actions: PageActions | undefined;

export function setPageActions(given: PageActions): void {
  actions = given;
}

const METHODS: Readonly<Record<string, string>> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
};

export const navigator: BuiltIn = {
  properties: {
    url: String,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    target: { type: String, value: 'self' },
    appId: String,
    path: String,
    extraData: null,
    version: String,
    shortLink: String,
  },
  slot: 'host',
  mount(control) {
    const { host } = control;
    host.setAttribute('role', 'link');
    host.tabIndex = 0;
    host.addEventListener('click', () => {
      const { url, openType, delta, target } = control.data;
      const method = METHODS[textOf(openType)];
      if (!method || target !== 'self') {
        unsupported(`navigator open-type="${textOf(openType)}" target="${textOf(target)}"`);
        return;
      }
      actions?.navigate(method, method === 'navigateBack' ? { delta: Number(delta) } : { url: textOf(url) });
    });
    return undefined;
  },
};

export const pageMeta: BuiltIn = {
  properties: {
    pageStyle: String,
    bodyStyle: String,
    rootFontSize: String,
    rootBackgroundColor: String,
    backgroundColor: String,
    backgroundTextStyle: String,
    backgroundColorTop: String,
    backgroundColorBottom: String,
    pageFontSize: String,
    pageOrientation: String,
    scrollTop: String,
    scrollDuration: Number,
  },
  slot: 'host',
  mount({ host }) {
    return (data) => {
      const page = host.closest<HTMLElement>('page');
      if (!page) return;
      page.style.cssText = translateUnits(`${textOf(data.bodyStyle)};${textOf(data.pageStyle)}`);
      if (textOf(data.pageFontSize)) page.style.fontSize = translateUnits(textOf(data.pageFontSize));
      if (textOf(data.rootBackgroundColor)) page.style.backgroundColor = textOf(data.rootBackgroundColor);
      if (textOf(data.rootFontSize)) {
        const size = textOf(data.rootFontSize);
        if (size !== 'system') document.documentElement.style.fontSize = translateUnits(size);
      }
    };
  },
};

export const navigationBar: BuiltIn = {
  properties: {
    title: String,
    loading: Boolean,
    frontColor: String,
    backgroundColor: String,
    colorAnimationDuration: Number,
    colorAnimationTimingFunc: String,
  },
  mount({ host }) {
    return ({ title }) => {
      const page = host.closest('.page-host');
      if (page && textOf(title)) actions?.setTitle(textOf(title), page);
    };
  },
};

/** Its content lies above the whole page, not inside what scrolls or moves. */
export const rootPortal: BuiltIn = {
  properties: { enable: { type: Boolean, value: true } },
  slot: 'inner',
  mount(control) {
    let moved: HTMLElement | null = null;
    return ({ enable }) => {
      const { host } = control;
      if (!host.isConnected) return;
      if (enable !== false && !moved) {
        moved = host.firstElementChild as HTMLElement | null;
        if (moved) host.closest('.page-host')?.append(moved);
        portals.set(host, moved);
      } else if (enable === false && moved) {
        host.append(moved);
        moved = null;
        portals.delete(host);
      }
    };
  },
  detached({ host }) {
    portals.get(host)?.remove();
    portals.delete(host);
  },
};

const portals = new WeakMap<HTMLElement, HTMLElement | null>();
