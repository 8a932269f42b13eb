import { reportFault } from './faults';

/** What `App({…})` was given, and what of it WeChat calls. */
export type AppInstance = Record<string, unknown>;

type Listener = (options: object) => void;

let instance: AppInstance | undefined;
const shown = new Set<Listener>();
const hidden = new Set<Listener>();

export const launch = { path: '', query: {}, scene: 1001, referrerInfo: {} };

export function App(options: AppInstance = {}): void {
  if (instance) throw new Error('App() 只能调用一次');
  instance = options;
}

export const getApp = (): AppInstance | undefined => instance;

export function callApp(name: string, ...args: unknown[]): void {
  const method = instance?.[name];
  if (typeof method !== 'function') return;
  try {
    method.apply(instance, args);
  } catch (error) {
    reportFault(error, `app.js ${name}`);
  }
}

/** The app goes to the background and comes back with the browser's window. */
export function listenForVisibility(): void {
  document.addEventListener('visibilitychange', () => {
    const isShown = document.visibilityState === 'visible';
    callApp(isShown ? 'onShow' : 'onHide', launch);
    for (const listener of isShown ? shown : hidden) listener(launch);
  });
}

export const appEvents = {
  onAppShow: (listener: Listener) => void shown.add(listener),
  offAppShow: (listener?: Listener) => (listener ? void shown.delete(listener) : shown.clear()),
  onAppHide: (listener: Listener) => void hidden.add(listener),
  offAppHide: (listener?: Listener) => (listener ? void hidden.delete(listener) : hidden.clear()),
};
