import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { answerPreflight } from '../gateway/cors.ts';
import type { FunctionsRuntime, Lease } from './runtime.ts';

const PREFIX = '/functions/v1';
const agent = new Agent({ keepAlive: true });

/**
 * Passes a request for `/functions/v1/<name>/…` on to the function, which sees `/<name>/…`, and
 * streams the answer back. Refusals of the platform itself have the hosted platform's form.
 *
 * Never rejects: whatever a client does to its connection is over with that connection.
 */
export async function proxyToFunction(
  runtime: FunctionsRuntime,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const path = (incoming.url ?? '').slice(PREFIX.length);
  const name = path.split(/[/?]/)[1] ?? '';
  // While the function boots the client may go, and its address with it.
  const address = incoming.socket.remoteAddress;
  const lease = await runtime.lease(name).catch((error: Error) => error);
  if (outgoing.destroyed || address === undefined) {
    if (lease && 'release' in lease) lease.release();
    outgoing.destroy();
  } else if (lease instanceof Error) {
    // A browser shows the reason only after a preflight that was answered.
    if (answerPreflight(incoming, outgoing)) return;
    refuse(outgoing, 503, 'BOOT_ERROR', `Function failed to start: ${lease.message}`);
  } else if (!lease) {
    if (answerPreflight(incoming, outgoing)) return;
    refuse(outgoing, 404, 'NOT_FOUND', 'Requested function was not found');
  } else {
    forward(lease, path, address, incoming, outgoing);
  }
}

function forward(
  lease: Lease,
  path: string,
  address: string,
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
      'x-forwarded-for': address,
      'x-forwarded-host': incoming.headers.host,
      'x-forwarded-proto': 'http',
    },
  });
  let answered = false;
  upstream.once('response', (answer) => {
    answered = true;
    outgoing.writeHead(answer.statusCode ?? 502, hostedHeaders(incoming, answer));
    // Ends the other side when one breaks off; there is nobody left to tell.
    pipeline(answer, outgoing, () => {});
  });
  upstream.once('error', async ({ message }) => {
    // A function that refuses a body without reading it closes its side: the answer still counts.
    if (answered || outgoing.destroyed) return;
    const fate = await lease.fate();
    if (fate?.over) {
      refuse(outgoing, 546, 'WORKER_LIMIT', `Function was ended: ${fate.reason}`);
    } else {
      refuse(outgoing, 502, 'WORKER_ERROR', `Function ended without an answer: ${message}`);
    }
  });
  upstream.once('close', () => {
    lease.release();
    // What nobody reads any more is still taken, so that the client gets to read the answer.
    incoming.resume();
  });
  outgoing.once('close', () => upstream.destroy());
  // A body that breaks off (a bad chunk, a reset) is an error of the client's side alone.
  incoming.once('error', () => upstream.destroy());
  incoming.pipe(upstream);
}

/** Without a domain of one's own, the platform shows no page that a function has made. */
function hostedHeaders({ method }: IncomingMessage, { headers }: IncomingMessage) {
  const isPage = method === 'GET' && /^\s*text\/html\b/i.test(headers['content-type'] ?? '');
  return isPage ? { ...headers, 'content-type': 'text/plain' } : headers;
}

function refuse(outgoing: ServerResponse, status: number, code: string, message: string): void {
  if (outgoing.destroyed) return;
  outgoing.writeHead(status, {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
  });
  outgoing.end(JSON.stringify({ code, message }));
}
