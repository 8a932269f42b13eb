import type { LocalDate } from '../../domain/local-date';
import type { Instant } from './world';

export interface FileRecord {
  readonly id: string;
  readonly path: string;
  readonly fileName: string;
  readonly purpose: 'import' | 'paper' | 'photo';
  readonly createdBy: string;
  readonly createdAt: Instant;
}

/** As it is kept. */
export interface StoredFile extends FileRecord {
  /** The file is gone from storage since this day, its time being over; null: it is there. */
  readonly removedOn: LocalDate | null;
}

export interface FileRepository {
  add(record: FileRecord): Promise<void>;
  get(fileId: string): Promise<StoredFile | null>;
}

export interface Storage {
  /** A short-lived place to PUT one file of at most `size` bytes. */
  createUpload(
    path: string,
    size: number,
  ): Promise<{
    readonly url: string;
    readonly method: 'PUT' | 'POST';
    readonly headers: Readonly<Record<string, string>>;
  }>;
  read(path: string): Promise<Uint8Array>;
  write(path: string, bytes: Uint8Array, contentType: string): Promise<void>;
  createDownload(
    path: string,
    fileName: string,
  ): Promise<{ readonly url: string; readonly expiresAt: Instant }>;
}
