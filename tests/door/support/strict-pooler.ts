import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { frame, MessageReader } from '../../../supabase/functions/_shared/db/connection/wire.ts';

export interface StrictPooler {
  /** The given connection string, through the pooler. */
  url: string;
  stop(): Promise<void>;
}

interface Backend {
  socket: Socket;
  /** Whose statement it works on; answers go there, whoever asked. */
  client: Client | null;
}

interface Client {
  socket: Socket;
  backend: Backend | null;
  /** What it sent while no backend was free. */
  backlog: Buffer[];
}

/**
 * A transaction pooler that takes the protocol at its word, as Supabase's does: at the first
 * ReadyForQuery with status I the backend goes to the next client, even if this one has sent more
 * in the same breath. A client that pipelines then waits for ever or reads another's rows.
 */
export async function startStrictPooler(
  options: { target: string; backends: number },
): Promise<StrictPooler> {
  const { hostname, port } = new URL(options.target);
  const backends = new Set<Backend>();
  const waiting: Client[] = [];
  const open = new Set<Socket>();

  const assign = (client: Client, backend: Backend) => {
    backend.client = client;
    client.backend = backend;
    for (const chunk of client.backlog.splice(0)) backend.socket.write(chunk);
  };
  const release = (backend: Backend) => {
    if (backend.client) backend.client.backend = null;
    backend.client = null;
    const next = waiting.shift();
    if (next) assign(next, backend);
  };

  const serve = (client: Client) => {
    const reader = new MessageReader();
    client.socket.on('data', (chunk: Buffer) => {
      for (const { type, body } of reader.read(chunk)) {
        if (type === 'X') return client.socket.end();
        const message = frame(type, body);
        if (client.backend) {
          client.backend.socket.write(message);
          continue;
        }
        client.backlog.push(message);
        if (waiting.includes(client)) continue;
        const idle = [...backends].find((backend) => backend.client === null);
        if (idle) assign(client, idle);
        else waiting.push(client);
      }
    });
    client.socket.on('close', () => {
      if (client.backend) client.backend.socket.destroy();
    });
  };

  const enlist = (backend: Backend) => {
    if (backends.size >= options.backends) return void backend.socket.end(frame('X'));
    backends.add(backend);
    const reader = new MessageReader();
    backend.socket.on('data', (chunk: Buffer) => {
      for (const { type, body } of reader.read(chunk)) {
        backend.client?.socket.write(frame(type, body));
        if (type === 'Z' && body.toString() === 'I') release(backend);
      }
    });
    backend.socket.on('close', () => backends.delete(backend));
  };

  // Each login is passed through to a real one, whose backend then joins the pool.
  const server = createServer((socket) => {
    const upstream = connect(Number(port), hostname);
    const client: Client = { socket, backend: null, backlog: [] };
    for (const end of [socket, upstream]) {
      open.add(end);
      end.setNoDelay(true);
      end.on('error', () => end.destroy());
      end.on('close', () => open.delete(end));
    }
    const reader = new MessageReader();
    const toServer = (chunk: Buffer) => upstream.write(chunk);
    const toClient = (chunk: Buffer) => {
      let done = false;
      for (const { type } of reader.read(chunk)) done ||= type === 'Z';
      if (done) {
        socket.off('data', toServer);
        upstream.off('data', toClient);
        enlist({ socket: upstream, client: null });
        serve(client);
      }
      socket.write(chunk);
    };
    socket.on('data', toServer);
    upstream.on('data', toClient);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

  const url = new URL(options.target);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    stop() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      open.forEach((socket) => socket.destroy());
      return closed;
    },
  };
}
