import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

export interface TlsServer {
  /** The given connection string at this server, under the name `localhost`. */
  url: string;
  /** Connections that were encrypted so far. */
  encrypted: number;
  stop(): Promise<void>;
}

/** Answers the request for TLS as Supabase's pooler does, and passes the rest on in the clear. */
export async function startTlsServer(
  options: { target: string; cert: string; key: string },
): Promise<TlsServer> {
  const { hostname, port } = new URL(options.target);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    client.once('data', () => {
      client.write('S');
      const { cert, key } = options;
      const secure = new TLSSocket(client, { isServer: true, cert, key });
      const upstream = connect(Number(port), hostname);
      secure.once('secure', () => running.encrypted += 1);
      secure.pipe(upstream).pipe(secure);
      for (const socket of [client, secure, upstream]) {
        open.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => open.delete(socket));
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(options.target);
  url.hostname = 'localhost';
  url.port = String((server.address() as AddressInfo).port);

  const running: TlsServer = {
    url: url.href,
    encrypted: 0,
    stop() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      open.forEach((socket) => socket.destroy());
      return closed;
    },
  };
  return running;
}
