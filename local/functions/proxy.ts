import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { FunctionsRuntime, Lease } from './runtime.ts';

const PREFIX = '/functions/v1';
const agent = new Agent({ keepAlive: true });

/**
 * Passes a request for `/functions/v1/<name>/…` on to the function, which sees `/<name>/…`, and
 * streams the answer back. Refusals of the platform itself have the hosted platform's form.
 */
export async function proxyToFunction(
  runtime: FunctionsRuntime,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const path = (incoming.url ?? '').slice(PREFIX.length);
  const name = path.split(/[/?]/)[1] ?? '';
  let lease: Lease | undefined;
  try {
    lease = await runtime.lease(name);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(outgoing, 503, 'BOOT_ERROR', `Function failed to start: ${reason}`);
  }
  if (!lease) return refuse(outgoing, 404, 'NOT_FOUND', 'Requested function was not found');
  forward(lease, path, incoming, outgoing);
}

function forward(
  lease: Lease,
  path: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  const upstream = request({
    host: '127.0.0.1',
    port: lease.port,
    agent,
    path,
    method: incoming.method,
    headers: {
      ...incoming.headers,
      'x-forwarded-for': incoming.socket.remoteAddress,
      'x-forwarded-host': incoming.headers.host,
      'x-forwarded-proto': 'http',
    },
  });
  upstream.once('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
    answer.once('error', () => outgoing.destroy());
  });
  upstream.once('error', (error) => {
    if (outgoing.headersSent) outgoing.destroy();
    else {refuse(
        outgoing,
        502,
        'WORKER_ERROR',
        `Function ended without an answer: ${error.message}`,
      );}
  });
  upstream.once('close', lease.release);
  outgoing.once('close', () => upstream.destroy());
  incoming.pipe(upstream);
}

function refuse(outgoing: ServerResponse, status: number, code: string, message: string): void {
  outgoing.writeHead(status, {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
  });
  outgoing.end(JSON.stringify({ code, message }));
}
