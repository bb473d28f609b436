import { createServer } from 'node:net';

/** Resolves to `preferred` when it can be bound on the loopback interface, else to a free port. */
export async function choosePort(preferred: number): Promise<number> {
  try {
    return await probe(preferred);
  } catch {
    return await probe(0);
  }
}

/** Asks the operating system for a free port on the loopback interface. */
export const freePort = (): Promise<number> => probe(0);

function probe(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
