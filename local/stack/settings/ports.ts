import { createServer, type Server } from 'node:net';
import { StackError } from './stack-error.ts';

/** Preferred ports; 0 asks for a free one. */
export interface Ports {
  api: number;
  db: number;
  studio: number;
  console: number;
}

export const LOOPBACK = '127.0.0.1';

/** Listens on the loopback interface: on the preferred port, or on a free one if that is taken. */
export async function listen(server: Server, preferred: number): Promise<number> {
  try {
    return await bind(server, preferred);
  } catch {
    return await bind(server, 0);
  }
}

/**
 * Listens on every interface, for devices that know this machine by a URL with this very port.
 * @throws StackError when it is taken
 */
export async function listenForAll(server: Server, port: number): Promise<number> {
  try {
    return await bind(server, port, '0.0.0.0');
  } catch (error) {
    throw new StackError(`TATAME_PUBLIC_URL needs port ${port}, which is taken.`, { cause: error });
  }
}

/** Asks the operating system for a free port on the loopback interface. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await bind(server, 0);
  await new Promise((done) => server.close(done));
  return port;
}

function bind(server: Server, port: number, host = LOOPBACK): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
