import { createServer, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';

export interface WireServer {
  readonly port: number;
  /** Resolves once no connection is left; open transactions are rolled back. */
  close(): Promise<void>;
}

const SSL_REQUEST = 80877103;
const CANCEL_REQUEST = 80877102;
/** Query, Sync, Flush, and the two ends of a COPY: behind them a client waits for an answer. */
const ENDS_BATCH = new Set([...'QSHcf'].map((letter) => letter.charCodeAt(0)));
const FLUSH = 'H'.charCodeAt(0);
const TERMINATE = 'X'.charCodeAt(0);
const SYNC = Uint8Array.from([0x53, 0, 0, 0, 4]);

/**
 * Offers an embedded PGlite over PostgreSQL's wire protocol on a loopback port.
 *
 * PGlite is a single backend. `@electric-sql/pglite-socket` takes turns message by message, so that
 * between one client's Parse and its Bind another's may slip in, and both share the unnamed
 * statement. Here a connection keeps its turn until its exchange is over and no transaction is open;
 * transactions of several pools therefore run one after the other.
 */
export async function serveWire(pglite: PGlite, host = '127.0.0.1'): Promise<WireServer> {
  const turns = createTurns();
  const sockets = new Map<Socket, Promise<void>>();
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    const done = serveConnection(socket, pglite, turns).finally(() => sockets.delete(socket));
    sockets.set(socket, done);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const open = [...sockets];
      for (const [socket] of open) socket.destroy();
      await Promise.all(open.map(([, done]) => done));
      await closed;
    },
  };
}

interface Turns {
  take(): Promise<void>;
  pass(): void;
}

/** First come, first served. */
function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let taken = false;
  return {
    async take() {
      if (taken) await new Promise<void>((resolve) => waiting.push(resolve));
      taken = true;
    },
    pass() {
      const next = waiting.shift();
      if (next) next();
      else taken = false;
    },
  };
}

async function serveConnection(socket: Socket, pglite: PGlite, turns: Turns): Promise<void> {
  let hasTurn = false;
  const run = (batch: Uint8Array) => pglite.runExclusive(() => pglite.execProtocolRaw(batch));
  socket.on('error', () => socket.destroy());
  try {
    for await (const batch of readBatches(socket)) {
      if (!hasTurn) await turns.take();
      hasTurn = true;
      const answer = await run(batch.bytes);
      const isOver = !batch.isOpen && !pglite.isInTransaction();
      if (isOver) {
        hasTurn = false;
        turns.pass();
      }
      if (!socket.destroyed) socket.write(answer);
    }
  } catch {
    // The client is gone, or PGlite failed outright: either way this connection is over.
  } finally {
    if (hasTurn) {
      // What the client left half done must not reach the next one.
      await run(SYNC).catch(() => undefined);
      if (pglite.isInTransaction()) await pglite.exec('ROLLBACK').catch(() => undefined);
      turns.pass();
    }
    socket.destroy();
  }
}

interface Batch {
  readonly bytes: Uint8Array;
  /** Ended by Flush: the client goes on in the same exchange. */
  readonly isOpen: boolean;
}

/** Whole messages up to the next point at which the client waits; encryption is declined. */
async function* readBatches(socket: Socket): AsyncGenerator<Batch> {
  let buffer: Buffer = Buffer.alloc(0);
  let started = false;
  let end = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
    for (;;) {
      // The first message has no type byte.
      const typeBytes = started ? 1 : 0;
      if (buffer.length < end + typeBytes + 4) break;
      const length = buffer.readInt32BE(end + typeBytes) + typeBytes;
      if (length < 4 + typeBytes) return;
      if (buffer.length < end + length) break;
      const type = started ? buffer[end] : undefined;
      if (type === TERMINATE) return;
      if (!started) {
        const code = length >= 8 ? buffer.readInt32BE(4) : 0;
        if (code === CANCEL_REQUEST) return;
        if (code === SSL_REQUEST) {
          socket.write('N');
          buffer = buffer.subarray(length);
          continue;
        }
      }
      end += length;
      if (!started || (type !== undefined && ENDS_BATCH.has(type))) {
        started = true;
        yield { bytes: Uint8Array.from(buffer.subarray(0, end)), isOpen: type === FLUSH };
        buffer = buffer.subarray(end);
        end = 0;
      }
    }
  }
}
