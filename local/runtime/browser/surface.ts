import { definition } from './definition';
import { make } from './dom';
import { resolveImage } from './files';
import { themed } from './theme';

/** What WeChat draws around a page: the bar above with title and way back, and the tab bar below. */

interface Bar {
  readonly title: string;
  readonly background: string;
  readonly text: string;
  readonly isHidden: boolean;
  /** 'back': to the page before; 'home': a first page that is no tab, as after a shared link. */
  readonly leave: 'back' | 'home' | null;
}

export interface SurfaceActions {
  leave(): void;
  openTab(pagePath: string): void;
  openMenu(): void;
}

interface TabItem {
  readonly pagePath: string;
  readonly text: string;
  readonly iconPath?: string;
  readonly selectedIconPath?: string;
}

interface TabBar {
  readonly color?: string;
  readonly selectedColor?: string;
  readonly backgroundColor?: string;
  readonly borderStyle?: string;
  readonly list: readonly TabItem[];
}

const leave = make('button', { type: 'button', class: 'bar-leave' });
const title = make('h1', { class: 'bar-title' });
const menu = make('button', { type: 'button', class: 'bar-menu', 'aria-label': '更多' }, '•••');
const bar = make('header', { id: 'bar' }, leave, title, menu);
const pages = make('main', { id: 'pages' });
const tabs = make('nav', { id: 'tabs', 'aria-label': '标签栏', hidden: '' });
const badges = new Map<number, string>();
let selected: string | null = null;

export const tabItems = (): readonly TabItem[] => (definition().app.tabBar as TabBar | undefined)?.list ?? [];
export const isTab = (path: string): boolean => tabItems().some(({ pagePath }) => pagePath === path);

/** Puts the empty surface into the window. */
export function openSurface(actions: SurfaceActions): void {
  document.body.append(make('div', { id: 'frame' }, bar, pages, tabs));
  leave.addEventListener('click', () => actions.leave());
  menu.addEventListener('click', () => actions.openMenu());
  tabs.addEventListener('click', ({ target }) => {
    const pagePath = target instanceof Element ? target.closest('button')?.dataset.page : undefined;
    if (pagePath) actions.openTab(pagePath);
  });
  const measure = () => pages.style.setProperty('--page-vh', `${pages.clientHeight / 100}px`);
  new ResizeObserver(measure).observe(pages);
}

/** @returns the element that a page stands and scrolls in */
export function addPageHost(path: string): HTMLElement {
  const host = make('section', { class: 'page-host', 'data-page': path, hidden: '' });
  pages.append(host);
  return host;
}

export function showBar(next: Bar): void {
  bar.hidden = next.isHidden;
  bar.style.backgroundColor = next.background;
  bar.style.color = next.text;
  title.textContent = next.title;
  document.title = next.title || '小程序';
  leave.hidden = next.leave === null;
  leave.dataset.kind = next.leave ?? '';
  leave.setAttribute('aria-label', next.leave === 'home' ? '返回首页' : '返回');
}

/** @param current path of the page on top; the tab bar is there only on a tab's own page */
export function showTabs(current: string): void {
  selected = isTab(current) ? current : null;
  tabs.hidden = selected === null;
  if (selected !== null) drawTabs();
}

/** @returns whether there is such a tab and the tab bar is on the screen */
export function setBadge(index: number, text: string | null): boolean {
  if (selected === null || !tabItems()[index]) return false;
  if (text === null) badges.delete(index);
  else badges.set(index, text);
  drawTabs();
  return true;
}

/** Colours and pictures anew, e.g. after a change of theme. */
export function drawTabs(): void {
  const { color, selectedColor, backgroundColor, borderStyle } = (definition().app.tabBar ??
    {}) as Partial<TabBar>;
  tabs.style.backgroundColor = themed(backgroundColor);
  tabs.dataset.border = themed(borderStyle);
  const focused = tabs.contains(document.activeElement) ? selected : null;
  tabs.replaceChildren(
    ...tabItems().map(({ pagePath, text, iconPath, selectedIconPath }, index) => {
      const isOn = pagePath === selected;
      const button = make('button', { type: 'button', 'data-page': pagePath });
      if (isOn) button.setAttribute('aria-current', 'page');
      button.style.color = themed(isOn ? selectedColor : color);
      const icon = themed((isOn ? selectedIconPath : undefined) ?? iconPath);
      if (icon) button.append(make('img', { alt: '', src: resolveImage(icon, 'app') }));
      button.append(make('span', {}, text));
      const badge = badges.get(index);
      if (badge !== undefined) button.append(make('b', badge === '' ? { class: 'dot' } : {}, badge));
      return button;
    }),
  );
  if (focused !== null) tabs.querySelector<HTMLElement>('[aria-current]')?.focus();
}
