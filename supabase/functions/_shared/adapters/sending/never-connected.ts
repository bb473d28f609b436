/** What Node and undici say where no connection came about, so that nothing was handed over. */
const CONNECTING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Whether a request that failed never left: only then it is known that nobody took it. Deno's own
 * `fetch` says so in words.
 */
export function neverConnected(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && CONNECTING.has(cause.code)) {
      return true;
    }
    if (cause.message.includes('client error (Connect)')) return true;
  }
  return false;
}
