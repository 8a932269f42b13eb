import { definition } from './definition';
import { allFaults, markReported, reportFault } from './faults';
import { previewHooks } from './hooks';
import { type OpenPage, openPage, type PageSpace } from './page';
import { pageConfig } from './page-config';
import type { Caller } from './space';
import { isTab, showBar, showTabs } from './surface';
import { Refusal } from './wx/call';

/** The stack of pages, and the five ways through it. */
export interface Navigation {
  navigateTo(url: string): void;
  redirectTo(url: string): void;
  reLaunch(url: string): void;
  switchTab(url: string): void;
  navigateBack(delta?: number): void;
  /** What the way out of the page on top is, in the bar above. */
  leave(): void;
  top(): OpenPage | undefined;
  callers(): readonly Caller[];
  /** @param host of the page, where it is not the one on top */
  setTitle(title: string, host?: Element | null): void;
  /** Bar and tabs anew, e.g. after a change of theme. */
  draw(): void;
}

/** As WeChat: "webview count limit exceed". */
const DEEPEST = 10;

export function createNavigation(space: PageSpace): Navigation {
  const stack: OpenPage[] = [];
  /** Pages of tabs stay when another tab is opened. */
  const tabPages = new Map<string, OpenPage>();
  /** Titles that pages have set, also before they are open, by their hosts. */
  const titles = new WeakMap<Element, string>();
  const top = () => stack.at(-1);
  const home = () => `/${definition().pages[0]}`;

  /** Before anything is hidden or closed: a page whose code throws changes nothing. */
  const load = (path: string): void => {
    try {
      space.load(path);
    } catch (error) {
      reportFault(error, path);
      const refused = new Refusal(`page "${path}" has thrown`);
      markReported(refused);
      throw refused;
    }
  };
  const open = (path: string, query: Readonly<Record<string, string>>): OpenPage => {
    const page = openPage(space, path, query);
    if (isTab(path)) tabPages.set(path, page);
    stack.push(page);
    return page;
  };
  const drop = (page: OpenPage) => {
    tabPages.delete(page.path);
    page.close();
  };
  const draw = () => {
    const page = top();
    if (!page) return;
    const config = pageConfig(page.path);
    const isFirst = stack.length < 2;
    showBar({
      title: titles.get(page.host) ?? config.title,
      background: config.barBackground,
      text: config.barText,
      isHidden: config.hasOwnBar,
      leave: !isFirst ? 'back' : isTab(page.path) || `/${page.path}` === home() ? null : 'home',
    });
    page.host.style.backgroundColor = config.background;
    showTabs(page.path);
  };
  const show = () => {
    const page = top();
    if (!page) return;
    draw();
    page.show();
    const url = urlOf(page);
    history.replaceState(null, '', `#${url}`);
    previewHooks().onNavigate?.(url);
  };

  const reLaunch = (url: string) => {
    const { path, query } = parse(url);
    load(path);
    for (const page of new Set([...stack, ...tabPages.values()])) drop(page);
    stack.length = 0;
    open(path, query);
    show();
  };

  return {
    top,
    draw,
    reLaunch,
    callers: () => stack.map(({ caller }) => caller),
    navigateTo(url) {
      const { path, query } = parse(url, top()?.path);
      if (isTab(path)) throw new Refusal('can not navigateTo a tabbar page');
      if (stack.length >= DEEPEST) throw new Refusal(`webview count limit exceed: ${DEEPEST}`);
      load(path);
      top()?.hide();
      open(path, query);
      show();
    },
    redirectTo(url) {
      const { path, query } = parse(url, top()?.path);
      if (isTab(path)) throw new Refusal('can not redirectTo a tabbar page');
      load(path);
      const last = stack.pop();
      if (last) drop(last);
      open(path, query);
      show();
    },
    switchTab(url) {
      const { path, query } = parse(url, top()?.path);
      if (!isTab(path)) throw new Refusal('can not switch to no-tabBar page');
      if (Object.keys(query).length > 0) throw new Refusal('url query is not allowed');
      if (top()?.path === path) return;
      load(path);
      while (stack.length > 1) drop(stack.pop() as OpenPage);
      const last = stack.pop();
      if (last && isTab(last.path)) {
        if (last.path === path) {
          stack.push(last);
          show();
          return;
        }
        last.hide();
      } else if (last) drop(last);
      const kept = tabPages.get(path);
      if (kept) stack.push(kept);
      else open(path, {});
      show();
    },
    navigateBack(delta = 1) {
      if (stack.length < 2) throw new Refusal('cannot navigate back at first page');
      const steps = Math.min(Math.max(1, delta), stack.length - 1);
      for (let step = 0; step < steps; step += 1) drop(stack.pop() as OpenPage);
      show();
    },
    leave() {
      if (stack.length > 1) this.navigateBack();
      else reLaunch(home());
    },
    setTitle(title, host = top()?.host) {
      if (host) titles.set(host, title);
      draw();
    },
  };
}

/** Opens the page of the address after `#`, or the first one. */
export function openFirst(navigation: Navigation): void {
  const { pages } = definition();
  const asked = decodeURI(location.hash.slice(1));
  const path = asked.split('?')[0]?.replace(/^\//, '') ?? '';
  if (asked !== '' && !pages.includes(path)) reportFault(new Error(`没有这一页：${asked}`), 'app.json');
  const before = allFaults().length;
  try {
    navigation.reLaunch(pages.includes(path) ? asked : `/${pages[0]}`);
  } catch (error) {
    if (allFaults().length === before) reportFault(error, path);
  }
}

/** '/pages/a/a?x=1', also relative to a page. @throws Refusal where there is no such page */
function parse(url: string, from = ''): { path: string; query: Record<string, string> } {
  const [address = '', search = ''] = url.split('?');
  const base = new URL(`http://app/${from}`);
  const path = new URL(address, base).pathname.slice(1);
  if (!definition().pages.includes(path)) throw new Refusal(`page "${path}" is not found`);
  const pairs = search.split('&').filter((pair) => pair !== '');
  const query = Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  return { path, query };
}

function urlOf({ path, query }: OpenPage): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return `/${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}
