import type { ImportProgress } from '#core/contract/index';
import { call } from './api';

const PAUSE_MS = 1500;

/**
 * Asks again and again how far the server is with an import, until `stop` is called. An answer that does not
 * come is left out: what becomes of the import is told by its own.
 *
 * @param tell null: nobody is at it
 */
export function followImport(
  importId: string,
  tell: (progress: ImportProgress | null) => void,
): { stop(): void } {
  let isOver = false;
  const ask = async () => {
    for (;;) {
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
      if (isOver) return;
      const told = await call('imports.progress', { importId }).catch(() => null);
      if (told && !isOver) tell(told.progress);
    }
  };
  void ask();
  return {
    stop() {
      isOver = true;
    },
  };
}
