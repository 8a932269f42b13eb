import { appEvents, launch } from '../app-instance';
import { pageArea } from '../backend';
import { errorOf } from '../dom';
import { previewHooks } from '../hooks';
import { currentTheme, type Theme } from '../theme';
import { offer, Refusal, stringOf } from './call';

/** The phone, the window, the app itself, and who holds it. */

const SDK_VERSION = '3.9.0';
/** WeChat's own standard size of type. */
const FONT_SIZE = 17;

const windowInfo = () => {
  const { width, height } = pageArea();
  const safeArea = {
    left: 0,
    top: 0,
    right: innerWidth,
    bottom: innerHeight,
    width: innerWidth,
    height: innerHeight,
  };
  return {
    pixelRatio: devicePixelRatio,
    screenWidth: innerWidth,
    screenHeight: innerHeight,
    windowWidth: width || innerWidth,
    windowHeight: height || innerHeight,
    statusBarHeight: 0,
    screenTop: 0,
    safeArea,
  };
};
const deviceInfo = () => ({
  platform: 'devtools',
  brand: 'devtools',
  model: 'browser',
  system: navigator.userAgent.includes('Android') ? 'Android' : 'iOS 17.0',
  benchmarkLevel: -1,
});
const baseInfo = () => ({
  SDKVersion: SDK_VERSION,
  version: '8.0.50',
  language: 'zh_CN',
  theme: currentTheme(),
  fontSizeSetting: FONT_SIZE,
  enableDebug: false,
  host: { appId: '' },
});
const systemInfo = () => ({ ...deviceInfo(), ...windowInfo(), ...baseInfo() });

type ThemeListener = (change: { theme: Theme }) => void;
const themeListeners = new Set<ThemeListener>();

export function tellTheme(theme: Theme): void {
  for (const listener of themeListeners) listener({ theme });
}

async function login(): Promise<object> {
  const { login: codeOf } = previewHooks();
  if (!codeOf) throw new Refusal('nobody is signed in to WeChat here');
  return { code: await permitted(codeOf) };
}

/** What the browser, or the page around, may not let happen. */
async function permitted<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw new Refusal(errorOf(error).message);
  }
}

type KeyListener = (press: { key: string; code: string; timeStamp: number }) => void;
const keyListeners = new Set<KeyListener>();
document.addEventListener('keydown', ({ key, code, timeStamp, isComposing }) => {
  if (isComposing) return;
  for (const listener of [...keyListeners]) listener({ key, code, timeStamp });
});

export const system = {
  ...appEvents,
  getWindowInfo: windowInfo,
  getDeviceInfo: deviceInfo,
  getAppBaseInfo: baseInfo,
  getSystemInfoSync: systemInfo,
  getSystemInfo: offer('getSystemInfo', systemInfo),
  getAccountInfoSync: () => ({ miniProgram: { appId: 'local', envVersion: 'develop', version: '' } }),
  getLaunchOptionsSync: () => launch,
  getEnterOptionsSync: () => launch,
  onKeyDown: (listener: KeyListener) => void keyListeners.add(listener),
  offKeyDown: (listener?: KeyListener) =>
    listener ? void keyListeners.delete(listener) : keyListeners.clear(),
  onThemeChange: (listener: ThemeListener) => void themeListeners.add(listener),
  offThemeChange: (listener?: ThemeListener) =>
    listener ? void themeListeners.delete(listener) : themeListeners.clear(),
  // This phone's owner has agreed before WeChat: it never asks.
  onNeedPrivacyAuthorization: () => undefined,
  login: offer('login', login),
  getRandomValues: offer('getRandomValues', ({ length }) => ({
    randomValues: crypto.getRandomValues(new Uint8Array(Number(length))).buffer,
  })),
  vibrateShort: offer('vibrateShort', () => void navigator.vibrate?.(15)),
  hideKeyboard: offer('hideKeyboard', () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }),
  setClipboardData: offer('setClipboardData', ({ data }) =>
    permitted(() => navigator.clipboard.writeText(stringOf(data))),
  ),
  getClipboardData: offer('getClipboardData', async () => ({
    data: await permitted(() => navigator.clipboard.readText()),
  })),
  nextTick: (run: () => void) => void Promise.resolve().then(run),
};
