import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { MessageReader } from '../../supabase/functions/_shared/db/connection/wire.ts';

export interface WireCounts {
  /** Bursts of client bytes with a server answer between them: round trips. */
  flights: number;
  /** `Sync` messages, and simple queries, which imply one. */
  syncs: number;
  readyForQuery: number;
}

export interface Proxy {
  port: number;
  /** Since the start, or the last `measure`. */
  counts: WireCounts;
  /** The same connection string, through the proxy. */
  through(url: string): string;
  /** What `work` costs on the wire. */
  measure(work: () => Promise<unknown>): Promise<WireCounts>;
  /** Cuts every connection, as a failing network does. */
  cut(): void;
  stop(): Promise<void>;
}

export interface ProxyOptions {
  /** Connection string of what lies behind. */
  target: string;
  /** Added to every byte's journey, each way. */
  delayMs?: number;
}

/** A TCP proxy for unencrypted Postgres connections that counts, and delays if asked to. */
export async function startProxy({ target, delayMs = 0 }: ProxyOptions): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const counts: WireCounts = { flights: 0, syncs: 0, readyForQuery: 0 };
  const reset = () => Object.assign(counts, { flights: 0, syncs: 0, readyForQuery: 0 });
  const open = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const observer = observe(counts);
    relay(client, upstream, delayMs, observer.client);
    relay(upstream, client, delayMs, observer.server);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('close', () => open.delete(socket));
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const own = server.address() as AddressInfo;
  const cut = () => open.forEach((socket) => socket.destroy());

  return {
    port: own.port,
    counts,
    through(url) {
      const changed = new URL(url);
      changed.hostname = own.address;
      changed.port = String(own.port);
      return changed.href;
    },
    async measure(work) {
      reset();
      await work();
      return { ...counts };
    },
    cut,
    stop() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      cut();
      return closed;
    },
  };
}

/** Timers of one duration fire in the order they were set, so delayed bytes stay in order. */
function relay(from: Socket, to: Socket, delayMs: number, see: (chunk: Buffer) => void): void {
  const after = (step: () => void) => delayMs > 0 ? setTimeout(step, delayMs) : step();
  from.on('data', (chunk: Buffer) => {
    see(chunk);
    after(() => to.writable && to.write(chunk));
  });
  from.on('end', () => after(() => to.end()));
  from.on('error', () => to.destroy());
}

/** Counts one connection, its login excepted, which only happens once in its life. */
function observe(counts: WireCounts) {
  const fromClient = new MessageReader();
  const fromServer = new MessageReader();
  let loggedIn = false;
  let answered = true;
  return {
    client(chunk: Buffer) {
      if (!loggedIn) return;
      if (answered) counts.flights += 1;
      answered = false;
      for (const { type } of fromClient.read(chunk)) {
        if (type === 'S' || type === 'Q') counts.syncs += 1;
      }
    },
    server(chunk: Buffer) {
      answered = true;
      for (const { type } of fromServer.read(chunk)) {
        if (type !== 'Z') continue;
        if (loggedIn) counts.readyForQuery += 1;
        loggedIn = true;
      }
    },
  };
}
