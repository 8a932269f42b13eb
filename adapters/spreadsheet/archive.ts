import * as yauzl from 'yauzl';
import { DomainError } from '#core/domain/errors';
import {
  MAX_ARCHIVE_ENTRIES,
  MAX_COMPRESSION_RATIO,
  MAX_UNPACKED_BYTES,
  MAX_WHOLE_PART_BYTES,
  RATIO_FREE_BYTES,
} from './limits';
import { type PartCheck, partCheck } from './part-check';

/**
 * Checks an .xlsx container before anything unpacks it as a whole: first what its directory claims
 * (parts, sizes, ratio), then that each part really unpacks to the size claimed. Memory use is one
 * block, whatever the file holds.
 *
 * @throws DomainError FILE_BOMB, FILE_DAMAGED, FILE_FORMULA, FILE_KIND, FILE_MACRO
 */
export async function checkArchive(bytes: Uint8Array, fileName: string): Promise<void> {
  const bomb = (why: string) =>
    new DomainError(
      'FILE_BOMB',
      `不能读取「${fileName}」：${why}，解开后可能占满内存。请从教务系统重新导出。`,
      'fileName',
    );
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const entries = await listEntries(buffer, (count) => {
      if (count > MAX_ARCHIVE_ENTRIES) throw bomb(`工作簿里有 ${count} 个以上的部件`);
    });
    let unpacked = 0;
    for (const entry of entries.list) {
      unpacked += entry.uncompressedSize;
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      if (entry.uncompressedSize > RATIO_FREE_BYTES && ratio > MAX_COMPRESSION_RATIO) {
        throw bomb(`部件压缩比高达 ${Math.round(ratio)} 倍`);
      }
      if (isReadWhole(entry.fileName) && entry.uncompressedSize > MAX_WHOLE_PART_BYTES) {
        throw bomb(`部件 ${entry.fileName.slice(0, 60)} 过大`);
      }
    }
    if (unpacked > MAX_UNPACKED_BYTES) throw bomb(`解开后有 ${Math.round(unpacked / 1024 / 1024)} MB`);
    if (!entries.list.some(({ fileName: part }) => part === '[Content_Types].xml')) {
      throw new DomainError('FILE_KIND', `「${fileName}」是压缩包，不是 .xlsx 工作簿。`, 'fileName');
    }
    if (entries.list.some(({ fileName: part }) => /vbaProject|\/macrosheets\//i.test(part))) {
      throw new DomainError(
        'FILE_MACRO',
        `不能读取「${fileName}」：文件带有宏，可能有害。请在 Excel 或 WPS 中另存为不带宏的 .xlsx。`,
        'fileName',
      );
    }
    for (const entry of entries.list) await drain(entries.zip, entry, partCheck(entry.fileName, fileName));
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError('FILE_DAMAGED', `「${fileName}」已损坏，无法解开。请重新导出。`, 'fileName');
  }
}

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

/** Sheets are read as they come, pictures not at all; every other part is held as a whole. */
const isReadWhole = (part: string): boolean =>
  /\.(xml|rels)$/i.test(part) && !/^\/?xl\/worksheets\/[^/]+\.xml$/i.test(part);

/** yauzl fails the stream as soon as a part is longer than its directory entry says. */
function drain(zip: yauzl.ZipFile, entry: yauzl.Entry, check: PartCheck): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) return reject(error ?? new Error('no stream'));
      stream.on('error', reject);
      stream.on('end', resolve);
      stream.on('data', (chunk: Buffer) => {
        try {
          check(chunk);
        } catch (refusal) {
          stream.destroy();
          reject(refusal);
        }
      });
    });
  });
}
