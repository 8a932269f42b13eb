const SYSTEM = {
  SDKVersion: '3.7.0',
  platform: 'ios',
  system: 'iOS 18.0',
  windowWidth: 390,
  windowHeight: 760,
  screenWidth: 390,
  screenHeight: 844,
  statusBarHeight: 47,
  pixelRatio: 3,
  fontSizeSetting: 17,
  theme: 'light',
};

/** Nothing is on a screen here: a query is asked and never answered. */
const query: Record<string, unknown> = new Proxy(
  {},
  { get: (_target, name) => (name === 'then' ? undefined : () => query) },
);

/**
 * A wx for counting: storage and system facts answer, everything else is taken and does nothing.
 *
 * @param storage what the phone keeps, by key
 */
export function standInWx(storage: Readonly<Record<string, unknown>>): unknown {
  const answers: Record<string, unknown> = {
    getStorageSync: (key: string) => storage[key] ?? '',
    getStorageInfoSync: () => ({ keys: Object.keys(storage), currentSize: 1, limitSize: 10_240 }),
    getStorage: ({ fail }: { fail?: (error: object) => void }) =>
      fail?.({ errMsg: 'getStorage:fail data not found' }),
    getRandomValues: ({ length, success }: { length: number; success?: (given: object) => void }) =>
      success?.({ randomValues: new ArrayBuffer(length) }),
    getSystemInfoSync: () => SYSTEM,
    getAppBaseInfo: () => SYSTEM,
    getDeviceInfo: () => SYSTEM,
    getWindowInfo: () => SYSTEM,
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'release' } }),
    canIUse: () => true,
    nextTick: () => undefined,
    createSelectorQuery: () => query,
    createIntersectionObserver: () => query,
  };
  return new Proxy(answers, { get: (target, name: string) => target[name] ?? (() => undefined) });
}

/** What a component or a page may ask about the screen; answers never come. */
export const NO_SCREEN = {
  createSelectorQuery: () => query,
  createIntersectionObserver: () => query,
  selectComponent: () => null,
  triggerEvent: () => undefined,
};
