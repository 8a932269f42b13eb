import type { LocalDate } from '../../domain/local-date';

export type { LocalDate };

/** ISO 8601 in UTC, milliseconds. */
export type Instant = string;

export interface Clock {
  today(): LocalDate;
  now(): Instant;
}

/** UUIDv7. */
export interface Ids {
  next(): string;
}

/** SHA-256 in lower-case hex; text as UTF-8. */
export interface Hasher {
  sha256(data: string | Uint8Array): string;
}

/** Cryptographically random. */
export type RandomBytes = (count: number) => Uint8Array;
