/** Files of the phone: in memory, gone with the window. */

const TEMPORARY = 'http://tmp/';
export const USER_DATA_PATH = 'http://usr';

export interface StoredFile {
  readonly name: string;
  readonly blob: Blob;
}

const stored = new Map<string, StoredFile>();
const urls = new Map<string, string>();
let count = 0;

/**
 * A file that came from another window, as the page around the phone hands it over, gives buffers of
 * that window; one of this window's own gives those that the mini-program knows.
 *
 * @returns the path by which the mini-program names it
 */
export function keepTemporary(blob: Blob, name = ''): string {
  count += 1;
  const extension = /\.[A-Za-z0-9]+$/.exec(name)?.[0] ?? '';
  const path = `${TEMPORARY}${Date.now().toString(36)}${count}${extension}`;
  stored.set(path, {
    name: name || path.slice(TEMPORARY.length),
    blob: new Blob([blob], { type: blob.type }),
  });
  return path;
}

export function writeStored(path: string, blob: Blob): void {
  removeStored(path);
  stored.set(path, { name: path.split('/').at(-1) ?? path, blob });
}

export function removeStored(path: string): boolean {
  const url = urls.get(path);
  if (url) URL.revokeObjectURL(url);
  urls.delete(path);
  return stored.delete(path);
}

export const storedFile = (path: string): StoredFile | undefined => stored.get(path);

/** An address that the browser can load. */
export function urlOf(path: string): string | null {
  const file = stored.get(path);
  if (!file) return null;
  const known = urls.get(path);
  if (known) return known;
  const url = URL.createObjectURL(file.blob);
  urls.set(path, url);
  return url;
}

/** @param from path of the page or component that names the image */
export function resolveImage(source: string, from: string): string {
  if (source.startsWith(TEMPORARY) || source.startsWith(USER_DATA_PATH)) return urlOf(source) ?? '';
  if (/^(?:https?:|data:|blob:)/.test(source)) return source;
  return `files/${source.startsWith('/') ? source.slice(1) : joinPath(from, source)}`;
}

/** 'pages/today/today' and '../me/me' → 'pages/me/me' */
export function joinPath(from: string, relative: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
