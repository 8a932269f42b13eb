export interface Listeners {
  /** @returns ends it */
  listen(listener: () => void): () => void;
  tell(): void;
}

/** Whoever is told when something here has changed. */
export function createListeners(): Listeners {
  const listeners = new Set<() => void>();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell() {
      for (const listener of listeners) listener();
    },
  };
}
