import type { Database, Transaction } from '#adapters/postgres/database';

/** A process that ends at one of its steps: nothing that it does afterwards reaches anything. */
export class Killed extends Error {}

export interface Doom {
  /** Counts a step; at the chosen one, and ever after, it ends. */
  step(): void;
  /** How many steps there were. */
  readonly steps: number;
  readonly isDead: boolean;
}

/** @param at the step that ends it, from 1; 0: none does */
export function createDoom(at: number): Doom {
  let steps = 0;
  let isDead = false;
  return {
    get steps() {
      return steps;
    },
    get isDead() {
      return isDead;
    },
    step() {
      steps += 1;
      if (steps === at) isDead = true;
      if (isDead) throw new Killed(`killed at step ${steps}`);
    },
  };
}

/**
 * A database whose user may be killed before and after every statement, before the commit, and after the
 * commit before anything is known of it.
 */
export function doomedDatabase(database: Database, doom: Doom): Database {
  const transaction: Database['transaction'] = async (work) => {
    doom.step();
    const result = await database.transaction(async (tx) => {
      const statement = async <T>(run: () => Promise<T>): Promise<T> => {
        doom.step();
        const answer = await run();
        doom.step();
        return answer;
      };
      const doomed: Transaction = {
        db: tx.db.withPlugin({
          transformQuery: ({ node }) => {
            doom.step();
            return node;
          },
          transformResult: async ({ result: rows }) => {
            doom.step();
            return rows;
          },
        }),
        query: (text, parameters) => statement(() => tx.query(text, parameters)),
        exec: (script) => statement(() => tx.exec(script)),
      };
      const answer = await work(doomed);
      doom.step();
      return answer;
    });
    doom.step();
    return result;
  };
  return {
    transaction,
    query: (text, parameters) => transaction((tx) => tx.query(text, parameters)),
    close: () => database.close(),
    hasSpare: false,
  };
}

/**
 * A database whose user takes no row locks, and who after a statement of choice waits for what others do.
 *
 * @param after the statement, from 1; 0: none
 */
export function unlockedDatabase(database: Database, after = 0, wait: () => Promise<void> = async () => {}) {
  let statements = 0;
  const done = async () => {
    statements += 1;
    if (statements === after) await wait();
  };
  const unlocked: Database = {
    transaction: (work) =>
      database.transaction((tx) =>
        work({
          db: tx.db.withPlugin({
            transformQuery: ({ node }) =>
              node.kind === 'SelectQueryNode' ? { ...node, endModifiers: undefined } : node,
            transformResult: async ({ result }) => {
              await done();
              return result;
            },
          }),
          query: async (text, parameters) => {
            if (/for (no key )?update|for share/i.test(text))
              throw new Error('a lock that is not taken away');
            const rows = await tx.query(text, parameters);
            await done();
            return rows as never;
          },
          exec: (script) => tx.exec(script),
        }),
      ),
    query: (text, parameters) => database.query(text, parameters),
    close: () => database.close(),
    hasSpare: false,
  };
  return { unlocked, statements: () => statements };
}
