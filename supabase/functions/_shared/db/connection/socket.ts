import { Buffer } from 'node:buffer';
import net from 'node:net';
import tls from 'node:tls';
import { DoorError } from '../errors.ts';
import type { Endpoint } from './endpoint.ts';

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/**
 * A connected socket, encrypted as the endpoint asks. Errors: the system's (`ECONNREFUSED`, …), or
 * DoorError `CONNECT_TIMEOUT` and `TLS_REFUSED`.
 */
export async function connect(endpoint: Endpoint, timeoutMs: number): Promise<net.Socket> {
  const plain = net.connect(endpoint.port, endpoint.host);
  let socket: net.Socket = plain;
  const late = new DoorError('CONNECT_TIMEOUT', `No connection within ${timeoutMs} ms`);
  const timer = setTimeout(() => socket.destroy(late), timeoutMs);
  try {
    await event(plain, 'connect');
    if (endpoint.tls !== 'off' && await offersTls(plain, endpoint)) {
      socket = tls.connect({
        socket: plain,
        // The name to check in the certificate; without one Node would check for "localhost".
        host: endpoint.host,
        servername: net.isIP(endpoint.host) ? undefined : endpoint.host,
        rejectUnauthorized: endpoint.tls === 'verify',
        ca: endpoint.ca,
      });
      plain.on('error', (error) => socket.destroy(error));
      await event(socket, 'secureConnect');
    }
    return socket;
  } catch (error) {
    socket.destroy();
    plain.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function offersTls(socket: net.Socket, endpoint: Endpoint): Promise<boolean> {
  socket.write(SSL_REQUEST);
  const answer = await event(socket, 'data') as Buffer;
  // More than one byte would be plain text pretending to have come encrypted (CVE-2021-23222).
  if (answer.length === 1 && answer[0] === 0x53) return true;
  if (answer.length === 1 && answer[0] === 0x4e && endpoint.tls === 'prefer') return false;
  throw new DoorError('TLS_REFUSED', 'The server does not speak TLS');
}

/** What the first such event brings; an error or a close before it rejects. */
function event(socket: net.Socket, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      socket.off(name, arrived).off('error', failed).off('close', closed);
      end();
    };
    const arrived = (value: unknown) => settle(() => resolve(value));
    const failed = (error: Error) => settle(() => reject(error));
    const closed = () =>
      failed(new DoorError('CONNECTION_CLOSED', 'The server closed the connection'));
    socket.once(name, arrived).once('error', failed).once('close', closed);
  });
}
