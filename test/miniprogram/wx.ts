import { vi } from 'vitest';

/** The part of `wx` that services use, in memory: storage, files, requests, signing in. */
export interface FakeWx {
  readonly storage: Map<string, unknown>;
  /** What WeChat keeps encrypted, and gives to `encrypt: true` only. */
  readonly vault: Map<string, unknown>;
  /** Nothing more fits in; what is there can be replaced by what is no longer. */
  isFull: boolean;
  /** Bytes by path: temporary files, and those under USER_DATA_PATH. */
  readonly files: Map<string, Uint8Array>;
  /** What the network answers to a download, by address. */
  readonly served: Map<string, { readonly statusCode: number; readonly bytes: Uint8Array }>;
  /** Documents shown, in order. */
  readonly opened: { readonly filePath: string; readonly fileType: string; readonly bytes: Uint8Array }[];
  /** Files handed to a chat, in order. */
  readonly shared: { readonly fileName: string; readonly bytes: Uint8Array }[];
  readonly requests: { readonly url: string; readonly method: string; readonly data: unknown }[];
  envVersion: 'develop' | 'trial' | 'release';
  isOnline: boolean;
  /** Null: WeChat gives none. */
  loginCode: string | null;
  /** Status of the answer to any request. */
  statusCode: number;
  /** What the person takes from the chat or as a photo; null: changed their mind; undefined: the phone failed. */
  choice: { readonly name: string; readonly size: number; readonly path: string } | null | undefined;
}

export const USER_DATA_PATH = 'http://usr';

interface Callbacks<R> {
  success?(result: R): void;
  fail?(error: { errMsg: string }): void;
  complete?(): void;
}

/** Answers later, as WeChat does; with callbacks only. */
function answer<R>(name: string, { success, fail, complete }: Callbacks<R>, run: () => R): void {
  queueMicrotask(() => {
    let settle: () => void;
    try {
      const result = run();
      settle = () => success?.(result);
    } catch (error) {
      const errMsg = `${name}:fail ${error instanceof Error ? error.message : ''}`;
      settle = () => fail?.({ errMsg });
    }
    settle();
    complete?.();
  });
}

/** Puts a phone in place of `wx` until `vi.unstubAllGlobals`. */
export function installWx(): FakeWx {
  const state: FakeWx = {
    storage: new Map(),
    vault: new Map(),
    isFull: false,
    files: new Map(),
    served: new Map(),
    opened: [],
    shared: [],
    requests: [],
    envVersion: 'release',
    isOnline: true,
    loginCode: 'code',
    statusCode: 200,
    choice: null,
  };
  const offline = () => {
    if (!state.isOnline) throw new Error('network is down');
  };
  const bytesAt = (path: string): Uint8Array => {
    const bytes = state.files.get(path);
    if (!bytes) throw new Error(`no such file or directory '${path}'`);
    return bytes;
  };
  vi.stubGlobal('wx', {
    env: { USER_DATA_PATH },
    // Storage keeps copies, and an absent key is an empty text.
    getStorageSync: (key: string) => structuredClone(state.storage.get(key)) ?? '',
    setStorageSync: (key: string, value: unknown) => {
      const length = (kept: unknown) => JSON.stringify(kept ?? '').length;
      if (state.isFull && length(value) > length(state.storage.get(key))) {
        throw new Error('setStorageSync:fail storage size limit reached');
      }
      state.storage.set(key, structuredClone(value));
    },
    removeStorageSync: (key: string) => {
      state.storage.delete(key);
      state.vault.delete(key);
    },
    setStorage: (options: Callbacks<object> & { key: string; data: unknown; encrypt?: boolean }) =>
      answer('setStorage', options, () => {
        if (!options.encrypt) throw new Error('not used without encrypt');
        state.vault.set(options.key, structuredClone(options.data));
        return {};
      }),
    getStorage: (options: Callbacks<{ data: unknown }> & { key: string; encrypt?: boolean }) =>
      answer('getStorage', options, () => {
        if (!options.encrypt || !state.vault.has(options.key)) throw new Error('data not found');
        return { data: structuredClone(state.vault.get(options.key)) };
      }),
    getStorageInfoSync: () => ({ keys: [...state.storage.keys()] }),
    getAccountInfoSync: () => ({ miniProgram: { envVersion: state.envVersion } }),
    getRandomValues: (options: Callbacks<{ randomValues: ArrayBuffer }> & { length: number }) =>
      answer('getRandomValues', options, () => ({
        randomValues: crypto.getRandomValues(new Uint8Array(options.length)).buffer,
      })),
    login: (options: Callbacks<{ code: string }>) =>
      answer('login', options, () => {
        if (state.loginCode === null) throw new Error('network is down');
        return { code: state.loginCode };
      }),
    getFileSystemManager: () => ({
      unlink: (options: Callbacks<object> & { filePath: string }) =>
        answer('unlink', options, () => {
          bytesAt(options.filePath);
          state.files.delete(options.filePath);
          return {};
        }),
      writeFile: (options: Callbacks<object> & { filePath: string; data: ArrayBuffer }) =>
        answer('writeFile', options, () => {
          if (state.isFull) throw new Error('the maximum size of the file storage limit is exceeded');
          state.files.set(options.filePath, new Uint8Array(options.data.slice(0)));
          return {};
        }),
      readFile: (options: Callbacks<{ data: ArrayBuffer }> & { filePath: string }) =>
        answer('readFile', options, () => ({ data: bytesAt(options.filePath).slice().buffer })),
    }),
    downloadFile: (
      options: Callbacks<{ statusCode: number; filePath: string }> & { url: string; filePath: string },
    ) =>
      answer('downloadFile', options, () => {
        offline();
        const { url, filePath } = options;
        const { statusCode, bytes } = state.served.get(url) ?? { statusCode: 404, bytes: new Uint8Array() };
        // WeChat writes what came, whatever the status.
        state.files.set(filePath, bytes);
        return { statusCode, filePath };
      }),
    openDocument: (options: Callbacks<object> & { filePath: string; fileType: string }) =>
      answer('openDocument', options, () => {
        const { filePath, fileType } = options;
        const bytes = bytesAt(filePath);
        if (bytes.length === 0) throw new Error('the document is empty');
        state.opened.push({ filePath, fileType, bytes });
        return {};
      }),
    shareFileMessage: (options: Callbacks<object> & { filePath: string; fileName: string }) =>
      answer('shareFileMessage', options, () => {
        const { filePath, fileName } = options;
        state.shared.push({ fileName, bytes: bytesAt(filePath) });
        return {};
      }),
    request: (options: Callbacks<{ statusCode: number }> & { url: string; method: string; data: unknown }) =>
      answer('request', options, () => {
        offline();
        const { url, method, data } = options;
        state.requests.push({ url, method, data });
        return { statusCode: state.statusCode };
      }),
    chooseMedia: (options: Callbacks<{ tempFiles: object[] }> & { count: number }) =>
      answer('chooseMedia', options, () => {
        if (state.choice === undefined) throw new Error('system error');
        if (state.choice === null) throw new Error('cancel');
        const { path: tempFilePath, size } = state.choice;
        return { tempFiles: [{ tempFilePath, size, fileType: 'image' }].slice(0, options.count) };
      }),
    chooseMessageFile: (options: Callbacks<{ tempFiles: object[] }>) =>
      answer('chooseMessageFile', options, () => {
        if (state.choice === undefined) throw new Error('system error');
        if (state.choice === null) throw new Error('cancel');
        return { tempFiles: [state.choice] };
      }),
  });
  return state;
}
