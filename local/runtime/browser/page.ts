import type { AssociatedBackend, CodeSpace } from 'glass-easel-miniprogram-adapter';
import type { Backend } from './backend';
import { answerNodes } from './canvas-nodes';
import { reportFault, unsupported } from './faults';
import { pageConfig } from './page-config';
import { watchPull } from './pull-down';
import { tellReady } from './ready';
import type { Caller } from './space';
import { addPageHost } from './surface';

/** One page of the stack, with the life that WeChat gives it. */
export interface OpenPage {
  readonly path: string;
  /** The query, as given: WeChat does not decode it. */
  readonly query: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly host: HTMLElement;
  show(): void;
  hide(): void;
  close(): void;
  refresh(): void;
  stopRefresh(): void;
}

export interface PageSpace {
  readonly backend: Backend;
  readonly associated: AssociatedBackend;
  readonly code: CodeSpace;
  readonly load: (path: string) => void;
}

/** What WeChat calls on a page and this runtime does not: a page that has it would wait in vain. */
const NEVER_CALLED = [
  'onResize',
  'onTabItemTap',
  'onShareTimeline',
  'onAddToFavorites',
  'onSaveExitState',
] as const;

/** The page's code has been loaded before. */
export function openPage(
  { backend, associated, code }: PageSpace,
  path: string,
  query: Readonly<Record<string, string>>,
): OpenPage {
  const config = pageConfig(path);
  const host = addPageHost(path);
  host.style.backgroundColor = config.background;
  host.toggleAttribute('data-still', !config.canScroll);
  const placeholder = document.createElement('span');
  host.append(placeholder);
  let root: ReturnType<AssociatedBackend['createRoot']> | undefined;
  const sheets = backend.collectSheets(() => {
    root = associated.createRoot('page', code, `/${path}`);
  });
  if (!root) throw new Error(`${path}: no root`);
  const opened = root;
  const caller = opened.get() as unknown as Caller;
  Object.assign(caller, { route: path, options: query });
  answerNodes(caller.createSelectorQuery());
  let isReady = false;
  let isShown = false;
  for (const name of NEVER_CALLED) {
    if (typeof caller[name] === 'function') unsupported(`页面的 ${name}`, path);
  }

  /** A page's own method of this name, where it has one; what it throws is a fault. */
  const run = (name: string, ...args: unknown[]): void => {
    const method = caller[name];
    if (typeof method !== 'function') return;
    try {
      const result: unknown = method.apply(caller, args);
      if (result instanceof Promise) result.catch((error) => reportFault(error, `${path} ${name}`));
    } catch (error) {
      reportFault(error, `${path} ${name}`);
    }
  };

  const pull = watchPull(host, config.canRefresh, () => run('onPullDownRefresh'));
  let isNearEnd = false;
  let knownHeight = 0;
  host.addEventListener('scroll', () => {
    const { scrollTop, scrollHeight, clientHeight } = host;
    run('onPageScroll', { scrollTop });
    // What has grown meanwhile ends elsewhere: its end can be reached anew.
    if (scrollHeight !== knownHeight) isNearEnd = false;
    knownHeight = scrollHeight;
    const near = scrollHeight - scrollTop - clientHeight <= config.reachBottomDistance;
    if (near && !isNearEnd) run('onReachBottom');
    isNearEnd = near;
  });

  // What the page needs of styles must be there before something in it measures itself.
  backend.useSheets(sheets);
  host.hidden = false;
  opened.attach(host as never, placeholder as never);
  run('onLoad', query);

  return {
    path,
    query,
    caller,
    host,
    show() {
      host.hidden = false;
      backend.useSheets(sheets);
      isShown = true;
      run('onShow');
      opened.getComponent().triggerPageLifetime('show', []);
      if (isReady) return;
      isReady = true;
      tellReady();
      run('onReady');
    },
    hide() {
      if (!isShown) return;
      isShown = false;
      host.hidden = true;
      run('onHide');
      opened.getComponent().triggerPageLifetime('hide', []);
    },
    close() {
      run('onUnload');
      opened.release();
      pull.end();
      host.remove();
    },
    refresh: pull.start,
    stopRefresh: pull.stop,
  };
}
