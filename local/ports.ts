import { createServer, type Server } from 'node:net';
import process from 'node:process';

/** The ports of `supabase start`, each changed by its variable. */
export interface Ports {
  api: number;
  db: number;
  studio: number;
}

/** @throws when a variable is no port number */
export function portsFromEnv(): Ports {
  return {
    api: readPort('TATAME_API_PORT', 54321),
    db: readPort('TATAME_DB_PORT', 54322),
    studio: readPort('TATAME_STUDIO_PORT', 54323),
  };
}

function readPort(name: string, fallback: number): number {
  const port = Number(process.env[name] || fallback);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`${name} must be a port number, not "${process.env[name]}".`);
}

/** Listens on the loopback interface: on the preferred port, or on a free one if that is taken. */
export async function listen(server: Server, preferred: number): Promise<number> {
  try {
    return await bind(server, preferred);
  } catch {
    return await bind(server, 0);
  }
}

/** Asks the operating system for a free port on the loopback interface. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await bind(server, 0);
  await new Promise((done) => server.close(done));
  return port;
}

function bind(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
