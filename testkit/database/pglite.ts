import type { PGlite } from '@electric-sql/pglite';
import { Buffer } from 'node:buffer';
import { createServer, type Socket } from 'node:net';
import { listen } from '../../local/stack/settings/ports.ts';
import { migrate } from '../../local/database/migrate.ts';
import { addClaimsKey } from '../../local/database/claims-keys.ts';
import { connected, SIGNING_KEY, type TestDatabase } from './cluster.ts';
import { emptyEngine, findLeft, leave } from './left-engines.ts';

/**
 * A migrated database with pgvector, which the cluster of the other tests does not have: Postgres 17
 * in WebAssembly, behind a socket, so that the door and the migrations reach it as they reach any
 * other. Everybody who connects is the superuser `postgres`; the door still changes role.
 */
export async function createVectorDatabase(): Promise<TestDatabase> {
  const left = await findLeft('migrated');
  const engine = left ?? await emptyEngine();
  const { url, drop } = await onSocket(engine);
  try {
    if (!left) {
      await migrate(url);
      await connected(url, (owner) => addClaimsKey(owner, SIGNING_KEY));
      await leave('migrated', engine);
    }
    // Its one session logged nobody in, so there would be no login for a rollback to go back to.
    await engine.exec('set session authorization postgres');
    return { adminUrl: url, url, edgeUrl: url, systemUrl: url, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

async function onSocket(engine: PGlite) {
  const sockets = new Set<Socket>();
  const turn = mutex();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(engine, socket, turn).catch(() => socket.destroy());
  });
  const port = await listen(server, 0);
  const drop = async () => {
    const closed = new Promise((done) => server.close(done));
    for (const socket of sockets) socket.destroy();
    await closed;
    await engine.close();
  };
  return { url: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`, drop };
}

const SSL_REQUEST = 80_877_103;
const COMMANDS_BEGIN = Buffer.from([
  ...[0x52, 0, 0, 0, 8, 0, 0, 0, 0], // AuthenticationOk
  ...[0x5a, 0, 0, 0, 5, 0x49], // ReadyForQuery, idle
]);

/**
 * Speaks for one client. The engine has a single session, so a client has it to itself from its first
 * message until it is outside a transaction again, as behind a transaction pooler.
 */
async function serve(engine: PGlite, socket: Socket, turn: Mutex): Promise<void> {
  let started = false;
  let release: (() => void) | undefined;
  let rest = Buffer.alloc(0);
  try {
    for await (const bytes of socket) {
      rest = Buffer.concat([rest, bytes as Buffer]);
      for (;;) {
        const length = started ? rest.length > 4 && rest.readInt32BE(1) + 1 : firstLength(rest);
        if (!length || rest.length < length) break;
        const message = rest.subarray(0, length);
        rest = rest.subarray(length);
        if (!started) {
          const wantsTls = message.readInt32BE(4) === SSL_REQUEST;
          started = !wantsTls;
          socket.write(wantsTls ? 'N' : COMMANDS_BEGIN);
          continue;
        }
        if (message[0] === 0x58) return void socket.end(); // Terminate
        release ??= await turn();
        const answer = Buffer.from(await engine.execProtocolRaw(message));
        socket.write(answer);
        if (isIdle(answer)) {
          release();
          release = undefined;
        }
      }
    }
  } finally {
    if (release && !engine.closed) await engine.exec('rollback');
    release?.();
  }
}

const firstLength = (bytes: Buffer) => bytes.length > 7 && bytes.readInt32BE(0);

/** Ends in ReadyForQuery, outside a transaction. */
const isIdle = (answer: Buffer) =>
  answer.subarray(-6).equals(Buffer.from([0x5a, 0, 0, 0, 5, 0x49]));

/** Resolves when it is one's turn, to what ends the turn. */
type Mutex = () => Promise<() => void>;

function mutex(): Mutex {
  let last = Promise.resolve();
  return async () => {
    const before = last;
    let release = () => {};
    last = new Promise((done) => release = done);
    await before;
    return release;
  };
}
