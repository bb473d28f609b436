import { createServer, type RequestListener, type Server } from 'node:http';

/** As nginx: a client that was busy for some seconds finds its connection as it left it. */
const KEEP_ALIVE_MS = 75_000;

export interface HttpDoor {
  port: number;
  /** Answers from now on, also who has been waiting. */
  open(handler: RequestListener): void;
}

/**
 * Takes a port at once, because URLs are made of it, and answers when there is something to answer
 * with.
 *
 * @param take binds the server and says to which port
 * @param undo gets what closes it
 */
export async function openDoor(
  take: (server: Server) => Promise<number>,
  undo: (() => unknown)[],
): Promise<HttpDoor> {
  let open!: (handler: RequestListener) => void;
  const handler = new Promise<RequestListener>((resolve) => (open = resolve));
  const server = createServer(async (incoming, outgoing) => {
    (await handler)(incoming, outgoing);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const port = await take(server);
  undo.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  return { port, open };
}
