import { unsupported } from '../faults';
import { keepTemporary, storedFile, writeStored } from '../files';
import { type Options, offer, Refusal, stringOf, tell } from './call';

/** Requests by the browser's own fetch, and the state of the network. */

interface Task {
  abort(): void;
  onHeadersReceived(listener: (result: { header: Record<string, string> }) => void): void;
  offHeadersReceived(): void;
  onChunkReceived(listener: ChunkListener): void;
  offChunkReceived(): void;
  onProgressUpdate(listener: (result: object) => void): void;
  offProgressUpdate(): void;
}

type ChunkListener = (chunk: { data: ArrayBuffer }) => void;
type StatusListener = (status: { isConnected: boolean; networkType: string }) => void;

const nothing = (): void => {};
const NO_TASK: Task = {
  abort: nothing,
  onHeadersReceived: nothing,
  offHeadersReceived: nothing,
  onChunkReceived: nothing,
  offChunkReceived: nothing,
  onProgressUpdate: nothing,
  offProgressUpdate: nothing,
};

const DEFAULT_TIMEOUT_MS = 60_000;
const statusListeners = new Set<StatusListener>();

const networkType = () => (navigator.onLine ? 'wifi' : 'none');

export function listenForNetwork(): void {
  for (const type of ['online', 'offline'] as const) {
    window.addEventListener(type, () => {
      for (const listener of statusListeners) {
        listener({ isConnected: navigator.onLine, networkType: networkType() });
      }
    });
  }
}

/** Lower case as fetch gives them, and as servers usually write them: WeChat passes on what was sent. */
function headersOf(response: Response): Record<string, string> {
  const header: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    header[name] = value;
    const written = name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
    if (written !== name) Object.defineProperty(header, written, { value, enumerable: false });
  });
  return header;
}

function start(
  name: string,
  options: Options,
  init: RequestInit,
  url: string,
  result: (response: Response, onChunk: ChunkListener) => Promise<object>,
): Task {
  const abort = new AbortController();
  const headerListeners = new Set<(result: { header: Record<string, string> }) => void>();
  const chunkListeners = new Set<ChunkListener>();
  const onChunk: ChunkListener = (chunk) => {
    for (const listener of chunkListeners) listener(chunk);
  };
  const limit = typeof options.timeout === 'number' ? options.timeout : DEFAULT_TIMEOUT_MS;
  const timer = window.setTimeout(() => abort.abort(new Refusal('timeout')), limit);
  const run = async (): Promise<object> => {
    try {
      const response = await fetch(url, { ...init, signal: abort.signal });
      for (const listener of headerListeners) listener({ header: headersOf(response) });
      return await result(response, onChunk);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal(error instanceof Error ? error.message : String(error));
    } finally {
      window.clearTimeout(timer);
    }
  };
  tell(name, options, run());
  return {
    abort: () => abort.abort(new Refusal('abort')),
    onHeadersReceived: (listener) => void headerListeners.add(listener),
    offHeadersReceived: () => headerListeners.clear(),
    onChunkReceived: (listener) => void chunkListeners.add(listener),
    offChunkReceived: () => chunkListeners.clear(),
    onProgressUpdate: () => {
      throw unsupported(`${name} 的 onProgressUpdate`);
    },
    offProgressUpdate: nothing,
  };
}

function request(options: Options): Task {
  const method = (stringOf(options.method) || 'GET').toUpperCase();
  const headers = new Headers((options.header as Record<string, string> | undefined) ?? {});
  let url = stringOf(options.url);
  let body: BodyInit | null = null;
  const { data } = options;
  if (data !== undefined && data !== null) {
    if (method === 'GET' || method === 'HEAD') url = withQuery(url, data);
    else if (typeof data === 'string' || data instanceof ArrayBuffer) body = data;
    else if (ArrayBuffer.isView(data)) body = data as Uint8Array<ArrayBuffer>;
    else if (headers.get('content-type')?.includes('x-www-form-urlencoded')) body = queryOf(data);
    else body = JSON.stringify(data);
  }
  if (body !== null && !headers.has('content-type')) headers.set('content-type', 'application/json');
  return start('request', options, { method, headers, body }, url, async (response, onChunk) => ({
    statusCode: response.status,
    header: headersOf(response),
    cookies: [],
    data:
      options.enableChunked === true ? await inChunks(response, onChunk) : await bodyOf(response, options),
  }));
}

/** What comes in pieces has been handed over already when the request is done. */
async function inChunks(response: Response, onChunk: ChunkListener): Promise<string> {
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    onChunk({ data: part.value.slice().buffer });
  }
  return '';
}

async function bodyOf(response: Response, { responseType, dataType = 'json' }: Options): Promise<unknown> {
  if (responseType === 'arraybuffer') return response.arrayBuffer();
  const text = await response.text();
  if (dataType !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const queryOf = (data: object): string =>
  Object.entries(data)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
    .join('&');

const withQuery = (url: string, data: unknown): string => {
  const query = typeof data === 'string' ? data : queryOf(Object(data));
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`;
};

function downloadFile(options: Options): Task {
  const url = stringOf(options.url);
  const headers = new Headers((options.header as Record<string, string> | undefined) ?? {});
  return start('downloadFile', options, { headers }, url, async (response) => {
    const blob = await response.blob();
    const filePath = stringOf(options.filePath);
    if (filePath !== '') {
      writeStored(filePath, blob);
      return { statusCode: response.status, header: headersOf(response), filePath };
    }
    const name = decodeURIComponent(new URL(url, location.href).pathname.split('/').at(-1) ?? '');
    const path = keepTemporary(blob, name);
    return { statusCode: response.status, header: headersOf(response), tempFilePath: path, filePath: path };
  });
}

function uploadFile(options: Options): Task {
  const file = storedFile(stringOf(options.filePath));
  const form = new FormData();
  for (const [key, value] of Object.entries(options.formData ?? {})) form.set(key, String(value));
  if (file) form.set(stringOf(options.name) || 'file', file.blob, file.name);
  const headers = new Headers((options.header as Record<string, string> | undefined) ?? {});
  headers.delete('content-type');
  if (!file) {
    const missing = new Refusal(`file doesn't exist: ${stringOf(options.filePath)}`);
    tell('uploadFile', options, Promise.reject(missing));
    return NO_TASK;
  }
  const init = { method: 'POST', headers, body: form };
  return start('uploadFile', options, init, stringOf(options.url), async (response) => ({
    statusCode: response.status,
    data: await response.text(),
  }));
}

export const network = {
  request,
  downloadFile,
  uploadFile,
  getNetworkType: offer('getNetworkType', () => ({ networkType: networkType(), weakNet: false })),
  onNetworkStatusChange: (listener: StatusListener) => void statusListeners.add(listener),
  offNetworkStatusChange: (listener?: StatusListener) => {
    if (listener) statusListeners.delete(listener);
    else statusListeners.clear();
  },
};
