import { make } from '../dom';
import { keepTemporary, removeStored, resolveImage, storedFile, urlOf, writeStored } from '../files';
import { previewHooks } from '../hooks';
import { openLayer } from '../sheet';
import { type Options, offer, Refusal, stringOf, tell } from './call';

/** Choosing, reading and showing files. */

async function pick(count: number, extensions: readonly string[], accept: string): Promise<readonly File[]> {
  const offered =
    (await previewHooks().pickFiles?.({ count, extensions })) ?? (previewHooks().pickFiles ? null : 'device');
  const files = offered === 'device' ? await pickFromDevice(count, accept) : offered;
  if (!files || files.length === 0) throw new Refusal('cancel');
  return files.slice(0, count);
}

function pickFromDevice(count: number, accept: string): Promise<readonly File[] | null> {
  return new Promise((resolve) => {
    const input = make('input', { type: 'file', accept, id: 'device-file', hidden: '' });
    input.multiple = count > 1;
    const finish = (files: readonly File[] | null) => {
      input.remove();
      resolve(files);
    };
    input.addEventListener('change', () => finish(input.files ? [...input.files] : null));
    input.addEventListener('cancel', () => finish(null));
    document.body.append(input);
    input.click();
  });
}

async function chooseMessageFile({ count, extension, type = 'all' }: Options): Promise<object> {
  const extensions = (Array.isArray(extension) ? extension : []).map((name) =>
    String(name).replace(/^\./, ''),
  );
  const accept = type === 'image' ? 'image/*' : extensions.map((name) => `.${name}`).join(',');
  const files = await pick(Number(count) || 1, extensions, accept);
  const refused = files.find(
    ({ name }) => extensions.length > 0 && !extensions.includes(name.split('.').at(-1)?.toLowerCase() ?? ''),
  );
  if (refused) throw new Refusal(`file type not allowed: ${refused.name}`);
  return {
    tempFiles: files.map((file) => ({
      name: file.name,
      size: file.size,
      path: keepTemporary(file, file.name),
      type: file.type.startsWith('image/') ? 'image' : 'file',
      time: Math.floor(file.lastModified / 1000),
    })),
  };
}

async function chooseMedia({ count, mediaType }: Options): Promise<object> {
  if (Array.isArray(mediaType) && !mediaType.includes('image')) throw new Refusal('only images here');
  const files = await pick(Number(count) || 9, ['png', 'jpg', 'jpeg', 'webp', 'gif'], 'image/*');
  return {
    type: 'image',
    tempFiles: files.map((file) => ({
      tempFilePath: keepTemporary(file, file.name),
      size: file.size,
      fileType: 'image',
    })),
  };
}

function openDocument({ filePath, fileType }: Options): void {
  const path = stringOf(filePath);
  const file = storedFile(path);
  const url = urlOf(path);
  if (!file || !url) throw new Refusal(`file doesn't exist: ${path}`);
  const type = stringOf(fileType) || (file.name.split('.').at(-1) ?? '');
  const { openDocument: show } = previewHooks();
  if (show) show({ blob: file.blob, url, fileName: file.name, fileType: type });
  else if (!window.open(url, '_blank')) throw new Refusal('the browser did not open a window');
}

/** Over everything; a tap anywhere or Escape closes it, the arrow keys go on. */
function previewImage({ urls, current }: Options): void {
  const sources = (Array.isArray(urls) ? urls : []).map(String);
  if (sources.length === 0)
    throw new Refusal('parameter error: parameter.urls should have at least one item');
  let at = Math.max(0, sources.indexOf(stringOf(current)));
  const picture = make('img', { alt: '' });
  const count = make('span', {});
  const close = make('button', { type: 'button', 'aria-label': '关闭图片' }, '×');
  const viewer = make(
    'section',
    { role: 'dialog', 'aria-modal': 'true', 'aria-label': '图片', class: 'image-viewer' },
    picture,
    make('footer', {}, count, close),
  );
  const show = (index: number) => {
    at = (index + sources.length) % sources.length;
    picture.src = resolveImage(sources[at] ?? '', 'app');
    picture.alt = `第 ${at + 1} 张，共 ${sources.length} 张`;
    count.textContent = `${at + 1} / ${sources.length}`;
  };
  show(at);
  const layer = openLayer('layer-image', viewer, () => layer.close());
  viewer.addEventListener('click', () => layer.close());
  viewer.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowRight') show(at + 1);
    if (key === 'ArrowLeft') show(at - 1);
  });
}

/** Text encodings that differ from bytes. */
function decoded(bytes: ArrayBuffer, encoding: unknown): string | ArrayBuffer {
  if (encoding === undefined) return bytes;
  if (encoding === 'utf8' || encoding === 'utf-8') return new TextDecoder().decode(bytes);
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  if (encoding === 'base64') return btoa(binary);
  if (encoding === 'binary' || encoding === 'latin1' || encoding === 'ascii') return binary;
  if (encoding === 'hex') {
    return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  throw new Refusal(`invalid encoding "${String(encoding)}"`);
}

async function readFile({ filePath, encoding, position, length }: Options): Promise<object> {
  const path = stringOf(filePath);
  const file = storedFile(path);
  if (!file) throw new Refusal(`no such file or directory, open '${path}'`);
  const from = Number(position ?? 0);
  const part = file.blob.slice(from, length === undefined ? undefined : from + Number(length));
  return { data: decoded(await part.arrayBuffer(), encoding) };
}

function writeFile({ filePath, data, encoding }: Options): void {
  if (encoding === 'base64' && typeof data === 'string') {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    writeStored(stringOf(filePath), new Blob([bytes]));
  } else if (typeof data === 'string' || data instanceof ArrayBuffer) {
    writeStored(stringOf(filePath), new Blob([data]));
  } else throw new Refusal('invalid data type, expected String or ArrayBuffer');
}

function infoOf({ filePath, path }: Options): object {
  const file = storedFile(stringOf(filePath ?? path));
  if (!file) throw new Refusal(`no such file or directory '${stringOf(filePath ?? path)}'`);
  return { size: file.blob.size };
}

/** Its functions take callbacks only, as in WeChat. */
const manager = {
  readFile: (options: Options) =>
    tell(
      'readFile',
      options,
      settle(() => readFile(options)),
    ),
  writeFile: (options: Options) =>
    tell(
      'writeFile',
      options,
      settle(() => writeFile(options)),
    ),
  unlink: (options: Options) =>
    tell(
      'unlink',
      options,
      settle(() => {
        if (!removeStored(stringOf(options.filePath))) throw new Refusal('no such file or directory');
      }),
    ),
  access: (options: Options) =>
    tell(
      'access',
      options,
      settle(() => void infoOf(options)),
    ),
  getFileInfo: (options: Options) =>
    tell(
      'getFileInfo',
      options,
      settle(() => infoOf(options)),
    ),
};

const settle = async (run: () => unknown): Promise<object> => ((await run()) as object | undefined) ?? {};

export const files = {
  chooseMessageFile: offer('chooseMessageFile', chooseMessageFile),
  chooseMedia: offer('chooseMedia', chooseMedia),
  chooseImage: offer('chooseImage', async (options) => {
    const files = await pick(Number(options.count) || 9, ['png', 'jpg', 'jpeg', 'webp', 'gif'], 'image/*');
    const kept = files.map((file) => ({ path: keepTemporary(file, file.name), size: file.size }));
    return { tempFiles: kept, tempFilePaths: kept.map(({ path }) => path) };
  }),
  openDocument: offer('openDocument', openDocument),
  // To a chat inside WeChat; here it is shown.
  shareFileMessage: offer('shareFileMessage', openDocument),
  previewImage: offer('previewImage', previewImage),
  getFileSystemManager: () => manager,
};
