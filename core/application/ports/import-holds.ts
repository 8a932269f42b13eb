/**
 * Who may work beside whom on a department's imports. Each hold waits for what it excludes and lasts until
 * the transaction ends; take it before reading what it guards, since an answer from before the wait is old.
 */
export interface ImportHolds {
  /** Reads what is in force as one picture: no import is applied or taken back meanwhile. */
  toRead(): Promise<void>;
  /** Applies an import: nobody applies, takes back or reads as one picture meanwhile. */
  toApply(): Promise<void>;
  /** As `toApply`, and nobody decides meanwhile. */
  toTakeBack(): Promise<void>;
  /** Decides on a screening: no import is taken back meanwhile; others decide and apply. */
  toDecide(): Promise<void>;
}
