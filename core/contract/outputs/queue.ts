/** What waits on a phone to be sent is encrypted with it: AES-256-GCM. */
export interface QueueKey {
  /** 32 bytes as base64. Held in memory only. */
  readonly key: string;
}
