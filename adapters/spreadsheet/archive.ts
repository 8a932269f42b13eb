import * as yauzl from 'yauzl';
import { DomainError } from '#core/domain/errors';
import {
  MAX_ARCHIVE_ENTRIES,
  MAX_COMPRESSION_RATIO,
  MAX_UNPACKED_BYTES,
  MAX_WHOLE_PART_BYTES,
  RATIO_FREE_BYTES,
} from './limits';

/** An .xlsx container whose directory keeps to the limits. */
export interface Archive {
  has(part: string): boolean;
  /** A part held as a whole. */
  text(part: string): Promise<string>;
  /** A part of any size, block by block as it is unpacked; never more than the directory says. */
  stream(part: string, onBlock: (block: Buffer) => void): Promise<void>;
}

/**
 * Opens an .xlsx container after a look at what its directory claims (parts, sizes, ratio). Nothing is
 * unpacked yet, and no part is unpacked that is not asked for.
 *
 * @throws DomainError FILE_BOMB, FILE_KIND, FILE_MACRO
 * @throws Error where it is damaged
 */
export async function openArchive(bytes: Uint8Array, fileName: string): Promise<Archive> {
  const bomb = (why: string) =>
    new DomainError(
      'FILE_BOMB',
      `不能读取「${fileName}」：${why}，解开后可能占满内存。请从教务系统重新导出。`,
      'fileName',
    );
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { zip, list } = await listEntries(buffer, (count) => {
    if (count > MAX_ARCHIVE_ENTRIES) throw bomb(`工作簿里有 ${count} 个以上的部件`);
  });
  let unpacked = 0;
  for (const { uncompressedSize, compressedSize } of list) {
    unpacked += uncompressedSize;
    const ratio = uncompressedSize / Math.max(1, compressedSize);
    if (uncompressedSize > RATIO_FREE_BYTES && ratio > MAX_COMPRESSION_RATIO) {
      throw bomb(`部件压缩比高达 ${Math.round(ratio)} 倍`);
    }
  }
  if (unpacked > MAX_UNPACKED_BYTES) throw bomb(`解开后有 ${Math.round(unpacked / 1024 / 1024)} MB`);
  const parts = new Map(list.map((entry) => [keyOf(entry.fileName), entry]));
  if (!parts.has(keyOf('[Content_Types].xml'))) {
    throw new DomainError('FILE_KIND', `「${fileName}」是压缩包，不是 .xlsx 工作簿。`, 'fileName');
  }
  if (list.some(({ fileName: part }) => /vbaProject|\/macrosheets\//i.test(part))) {
    throw new DomainError(
      'FILE_MACRO',
      `不能读取「${fileName}」：文件带有宏，可能有害。请在 Excel 或 WPS 中另存为不带宏的 .xlsx。`,
      'fileName',
    );
  }
  const entryOf = (part: string): yauzl.Entry => {
    const entry = parts.get(keyOf(part));
    if (!entry) throw new Error('a part is missing');
    return entry;
  };
  return {
    has: (part) => parts.has(keyOf(part)),
    async text(part) {
      const entry = entryOf(part);
      if (entry.uncompressedSize > MAX_WHOLE_PART_BYTES) {
        throw bomb(`部件 ${entry.fileName.slice(0, 60)} 过大`);
      }
      const blocks: Buffer[] = [];
      await drain(zip, entry, (block) => blocks.push(block));
      return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(blocks));
    },
    stream: (part, onBlock) => drain(zip, entryOf(part), onBlock),
  };
}

/** Writers do not agree on small and capital letters. */
const keyOf = (part: string): string => part.replace(/^\//, '').toLowerCase();

function listEntries(
  buffer: Buffer,
  onCount: (count: number) => void,
): Promise<{ zip: yauzl.ZipFile; list: yauzl.Entry[] }> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error || !zip) return reject(error ?? new Error('no archive'));
      const list: yauzl.Entry[] = [];
      zip.on('error', reject);
      zip.on('end', () => resolve({ zip, list }));
      zip.on('entry', (entry: yauzl.Entry) => {
        list.push(entry);
        try {
          onCount(list.length);
          zip.readEntry();
        } catch (refusal) {
          reject(refusal);
        }
      });
      zip.readEntry();
    });
  });
}

/** yauzl fails the stream as soon as a part is longer than its directory entry says. */
function drain(zip: yauzl.ZipFile, entry: yauzl.Entry, onBlock: (block: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) return reject(error ?? new Error('no stream'));
      stream.on('error', reject);
      stream.on('end', resolve);
      stream.on('data', (block: Buffer) => {
        try {
          onBlock(block);
        } catch (refusal) {
          stream.destroy();
          reject(refusal);
        }
      });
    });
  });
}
