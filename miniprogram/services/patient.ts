/** On a bad signal an answer may take half a minute: what is known is shown after so long. */
const PATIENCE_MS = 4000;

/**
 * The answer; what is known where there is no network, or where the answer takes long. The question goes on.
 *
 * @param known null: nothing, the answer is waited for
 * @throws what `answer` rejects with
 */
export function orKnown<T>(answer: Promise<T>, known: () => Promise<T | null>): Promise<T> {
  return new Promise((resolve, reject) => {
    const showKnown = async (): Promise<boolean> => {
      const kept = await known().catch(() => null);
      if (kept !== null) resolve(kept);
      return kept !== null;
    };
    const timer = setTimeout(showKnown, PATIENCE_MS);
    answer.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      async (error: unknown) => {
        clearTimeout(timer);
        if (!isAway(error) || !(await showKnown())) reject(error);
      },
    );
  });
}

const isAway = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'OFFLINE';
