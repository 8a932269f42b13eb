import { definition } from './definition';
import { themed } from './theme';

/** A page's JSON over the `window` of app.json, theme names looked up. */
export interface PageConfig {
  readonly title: string;
  readonly barBackground: string;
  readonly barText: string;
  readonly background: string;
  readonly hasOwnBar: boolean;
  readonly canRefresh: boolean;
  readonly canScroll: boolean;
  /** px from the bottom. */
  readonly reachBottomDistance: number;
}

const DEFAULT_REACH_PX = 50;

export function pageConfig(path: string): PageConfig {
  const { app, components } = definition();
  const own = { ...(app.window as object | undefined), ...components[path] } as Record<string, unknown>;
  const distance = own.onReachBottomDistance;
  return {
    title: themed(own.navigationBarTitleText),
    barBackground: themed(own.navigationBarBackgroundColor) || '#ffffff',
    barText: themed(own.navigationBarTextStyle) === 'white' ? '#ffffff' : '#000000',
    background: themed(own.backgroundColor) || '#ffffff',
    hasOwnBar: own.navigationStyle === 'custom',
    canRefresh: own.enablePullDownRefresh === true,
    canScroll: own.disableScroll !== true,
    reachBottomDistance: typeof distance === 'number' ? distance : DEFAULT_REACH_PX,
  };
}
