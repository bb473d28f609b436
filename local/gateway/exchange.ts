import type { RequestListener } from 'node:http';
import { decodeJwt } from 'jose';
import type { StackLog } from '../log/log.ts';

/**
 * Wraps the listener of a port: every answer forbids browsers to guess its type, and every request
 * becomes one line of the log once it is over.
 */
export function observeExchanges(listener: RequestListener, log: StackLog): RequestListener {
  return (incoming, outgoing) => {
    const started = performance.now();
    outgoing.setHeader('x-content-type-options', 'nosniff');
    // A connection that breaks is the client's affair; unheard it would end the stack.
    incoming.on('error', () => {});
    outgoing.on('error', () => {});
    outgoing.once('close', () => {
      const requestId = outgoing.getHeader('x-request-id');
      log.request({
        method: incoming.method ?? '',
        path: (incoming.url ?? '').split('?')[0]!,
        status: outgoing.writableFinished ? outgoing.statusCode : undefined,
        durationMs: performance.now() - started,
        requestId: typeof requestId === 'string' ? requestId : undefined,
        subject: subjectOf(incoming.headers.authorization),
      });
    });
    listener(incoming, outgoing);
  };
}

/** For the console's list of requests: who it claims to be from, so that one can look as them. */
function subjectOf(authorization: string | undefined): string | undefined {
  try {
    return decodeJwt(authorization?.split(' ')[1] ?? '').sub;
  } catch {
    return undefined;
  }
}
