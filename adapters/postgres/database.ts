import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { DB } from './generated/schema';

/** One PostgreSQL, embedded or a server; made by `openPglite` or `openPgDatabase`. */
export interface Database {
  /** Commits when `work` resolves, rolls back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** One statement in a transaction of its own. Never inside `transaction`: it would wait for itself. */
  query<R extends object>(text: string, parameters?: readonly unknown[]): Promise<readonly R[]>;
  close(): Promise<void>;
  /** Whether a transaction may begin while another one is open. */
  readonly hasSpare: boolean;
}

/**
 * Work beside a transaction, on a connection of its own. Nothing waits for it and its failure fails nothing;
 * while one is under way, or where there is no spare connection, further ones are left out.
 */
export type Aside = (work: (tx: Transaction) => Promise<unknown>) => void;

export function asideOf(database: Database): Aside {
  let isBusy = false;
  return (work) => {
    if (isBusy || !database.hasSpare) return;
    isBusy = true;
    const isOver = () => {
      isBusy = false;
    };
    database.transaction(work).then(isOver, isOver);
  };
}

/** Everything within one transaction; refuses to work once that has ended. */
export interface Transaction {
  /** Typed queries by the generated schema. */
  readonly db: Kysely<DB>;
  query<R extends object>(text: string, parameters?: readonly unknown[]): Promise<readonly R[]>;
  /** Several statements without parameters. */
  exec(script: string): Promise<void>;
}

/** What a driver brings: one connection with a transaction open on it. */
export interface Connection {
  query(text: string, parameters: readonly unknown[]): Promise<{ rows: unknown[]; affected: number }>;
  exec(script: string): Promise<void>;
}

/**
 * Runs `work` on a connection whose transaction the driver has begun and will end.
 *
 * Statements go one after the other. A failed statement fails the transaction even where its error was
 * caught: PostgreSQL would answer COMMIT with a silent rollback.
 */
export async function runTransaction<T>(
  connection: Connection,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  let failure: { readonly error: unknown } | null = null;
  let isOver = false;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <R>(statement: () => Promise<R>): Promise<R> => {
    if (isOver) return Promise.reject(new Error('the transaction has ended'));
    const turn = last.then(statement);
    last = turn.catch((error: unknown) => {
      failure ??= { error };
    });
    return turn;
  };
  const guarded: Connection = {
    query: (text, parameters) => inTurn(() => connection.query(text, parameters)),
    exec: (script) => inTurn(() => connection.exec(script)),
  };
  try {
    const result = await work({
      db: new Kysely<DB>({ dialect: dialectOver(guarded) }),
      query: async <R extends object>(text: string, parameters: readonly unknown[] = []) =>
        (await guarded.query(text, parameters)).rows as readonly R[],
      exec: (script) => guarded.exec(script),
    });
    await last;
    const swallowed = failure as { readonly error: unknown } | null;
    if (swallowed) throw swallowed.error;
    return result;
  } finally {
    isOver = true;
    await last;
  }
}

/** `Database.query` in terms of `transaction`. */
export const queryAlone =
  (transaction: Database['transaction']): Database['query'] =>
  (text, parameters) =>
    transaction((tx) => tx.query(text, parameters));

/** Kysely on one connection; beginning and ending the transaction is the driver's business. */
function dialectOver(connection: Connection): Dialect {
  const pinned: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery) {
      const { rows, affected } = await connection.query(sql, parameters);
      return { rows: rows as R[], numAffectedRows: BigInt(affected) };
    },
    streamQuery() {
      throw new Error('read in pages instead');
    },
  };
  const refuse = async () => {
    throw new Error('a transaction is open already');
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => pinned,
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
  };
}
