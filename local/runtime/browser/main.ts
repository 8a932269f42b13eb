import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { animateElement } from './animation';
import { App, callApp, getApp, launch, listenForVisibility } from './app-instance';
import { adaptNativeNodes, Backend } from './backend';
import { setAnimator } from './components/define';
import { onShareButton } from './components/form';
import { setPageActions } from './components/page-parts';
import { definition, type MiniprogramDefinition, setDefinition } from './definition';
import { errorOf, make } from './dom';
import { allFaults, listenForFaults, onFault, reportFault, unsupported } from './faults';
import { listenForGestures } from './gestures';
import { createModules } from './modules';
import { createNavigation, type Navigation, openFirst } from './navigation';
import { listenForAttached } from './ready';
import css from './runtime.css';
import { setDataStats } from './set-data';
import { openMenu, sharePage } from './share';
import { createSpace, listenToFramework } from './space';
import { openSurface } from './surface';
import { listenForTheme } from './theme';
import { createWx } from './wx/index';
import { listenForNetwork } from './wx/network';
import { tellTheme } from './wx/system';

/** The entry: a compiled mini-program calls `__runtime.start`, and its first page opens. */

let navigation: Navigation | undefined;

function start(given: MiniprogramDefinition, templates: Readonly<Record<string, unknown>>): void {
  setDefinition(given);
  document.head.prepend(make('style', {}, css));
  listenForFaults();
  listenToFramework();
  try {
    run(given, templates);
  } catch (error) {
    reportFault(error, 'app.js');
  }
}

function run(given: MiniprogramDefinition, templates: Readonly<Record<string, unknown>>): void {
  const backend = new Backend();
  backend.onEvent((target, type, detail, options) => {
    const event = new glassEasel.Event(type, detail, options);
    event.dispatch(target);
    return event.getEventBubbleStatus();
  });
  listenForAttached();
  adaptNativeNodes(animateElement);
  setAnimator(animateElement);

  const provided: Record<string, unknown> = {};
  // Modules take what is provided when they are made, so everything has to be there before the first.
  let load: (name: string) => unknown = () => undefined;
  const space = createSpace(given, templates, (name) => load(name));
  const associated = space.env.associateBackend(backend);
  for (const [path, sheet] of Object.entries(given.sheets)) associated.registerStyleSheetContent(path, sheet);
  const pages = createNavigation({ backend, associated, code: space.code, load: space.load });
  navigation = pages;
  Object.assign(provided, space.constructors, {
    App,
    getApp,
    getCurrentPages: () => pages.callers(),
    wx: createWx(pages),
  });
  load = createModules(given.modules, provided);

  setPageActions({
    navigate: (method, { url = '', delta }) => {
      try {
        if (method === 'navigateBack') pages.navigateBack(delta);
        else pages[method as 'navigateTo'](url);
      } catch (error) {
        reportFault(errorOf(error), `navigator ${method}`);
      }
    },
    setTitle: pages.setTitle,
  });
  onShareButton((target) => sharePage(pages, target));
  openSurface({
    leave: () => pages.leave(),
    openTab: (pagePath) => pages.switchTab(`/${pagePath}`),
    openMenu: () => openMenu(pages),
  });
  listenForGestures(backend);
  listenForNetwork();
  listenForVisibility();
  listenForTheme((theme) => {
    pages.draw();
    tellTheme(theme);
    callApp('onThemeChange', { theme });
  });

  load('app.js');
  onFault((message) => callApp('onError', message));
  launch.path = definition().pages[0] ?? '';
  callApp('onLaunch', launch);
  callApp('onShow', launch);
  openFirst(pages);
}

const runtime = {
  start,
  /** A page without it is of more use than none. */
  wxsPropertyListener: () => {
    unsupported('WXS 的属性监听（change:）');
    return () => {};
  },
  /** Every listener of a template comes by here; one with a path is a function of WXS. */
  wxsEvent: (caller: unknown, event: unknown, listener: (event: unknown) => unknown, path: unknown) => {
    if (path) throw unsupported('WXS 的事件响应');
    return listener.call(caller, event);
  },
  /** For tests and for the console. */
  faults: allFaults,
  reLaunch: (url: string) => navigation?.reLaunch(url),
  pages: () => navigation?.callers() ?? [],
  setDataStats,
};

export type Runtime = typeof runtime;
Object.assign(globalThis, { __runtime: runtime });
