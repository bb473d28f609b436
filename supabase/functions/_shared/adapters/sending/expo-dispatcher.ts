import type { Dispatcher } from 'undici';

/** Expo answers within a second; what is cut off here may have been sent all the same. */
const ANSWER_MS = 12_000;
const CONNECT_MS = 5_000;
const MAX_BYTES = 1024 * 1024;

/**
 * Makes what carries the SDK's requests: to where the configuration says, since the SDK's own address
 * is that of its module, with limits, which it has none of. Connections are not kept: one that the
 * other side closes at the moment of a call would leave its outcome unknown.
 */
export async function dispatcherTo(address: string): Promise<Dispatcher> {
  const { Agent } = await import('undici');
  const { origin, pathname } = new URL(address);
  const prefix = pathname.replace(/\/$/, '');
  return new Agent({
    pipelining: 0,
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
    connect: { timeout: CONNECT_MS },
    maxResponseSize: MAX_BYTES,
  }).compose((dispatch) => (request, handler) =>
    dispatch({ ...request, origin, path: prefix + request.path }, handler)
  );
}
