import { unsupported } from '../faults';
import type { Navigation } from '../navigation';
import { setBadge } from '../surface';
import { type Options, offer, Refusal, stringOf } from './call';

/** Pages, their title, scrolling and refreshing, and the tab bar. */

export function navigationApi(navigation: Navigation) {
  const to = (name: 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab') =>
    offer(name, ({ url, events }) => {
      if (events !== undefined) throw unsupported(`${name} 的 events`);
      navigation[name](stringOf(url));
    });
  const topPage = () => {
    const page = navigation.top();
    if (!page) throw new Refusal('no page');
    return page;
  };
  const scrollTo = ({ scrollTop, selector, offsetTop = 0, duration = 300 }: Options): void => {
    const { host, caller } = topPage();
    const behavior = Number(duration) > 0 ? 'smooth' : 'auto';
    if (typeof selector !== 'string') {
      host.scrollTo({ top: Number(scrollTop) || 0, behavior });
      return;
    }
    const node = caller._$.getShadowRoot()?.querySelector(selector);
    const target = node?.getBackendElement() as unknown as Element | undefined;
    if (!target) throw new Refusal(`no element ${selector}`);
    const above = Element.prototype.getBoundingClientRect.call(host).top;
    const { top } = Element.prototype.getBoundingClientRect.call(target);
    host.scrollTo({ top: host.scrollTop + top - above + Number(offsetTop), behavior });
  };
  const badge = (index: unknown, text: string | null): void => {
    if (!setBadge(Number(index), text)) throw new Refusal('not TabBar page');
  };
  return {
    navigateTo: to('navigateTo'),
    redirectTo: to('redirectTo'),
    reLaunch: to('reLaunch'),
    switchTab: to('switchTab'),
    navigateBack: offer('navigateBack', ({ delta }) => navigation.navigateBack(Number(delta) || 1)),
    setNavigationBarTitle: offer('setNavigationBarTitle', ({ title }) =>
      navigation.setTitle(stringOf(title)),
    ),
    pageScrollTo: offer('pageScrollTo', scrollTo),
    startPullDownRefresh: offer('startPullDownRefresh', () => topPage().refresh()),
    stopPullDownRefresh: offer('stopPullDownRefresh', () => topPage().stopRefresh()),
    setTabBarBadge: offer('setTabBarBadge', ({ index, text }) => badge(index, stringOf(text))),
    removeTabBarBadge: offer('removeTabBarBadge', ({ index }) => badge(index, null)),
    showTabBarRedDot: offer('showTabBarRedDot', ({ index }) => badge(index, '')),
    hideTabBarRedDot: offer('hideTabBarRedDot', ({ index }) => badge(index, null)),
  };
}
