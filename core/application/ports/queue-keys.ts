/** Keys that phones encrypt with what waits to be sent: one for each person, the actor's own only. */
export interface QueueKeyRepository {
  /** 32 bytes as base64; null: none was made yet. */
  own(): Promise<string | null>;
  /** Keeps a first one; where there is one already, that one stays. */
  add(id: string, key: string): Promise<void>;
}
