import { currentMeter } from './meter.ts';

/**
 * Refuses a call to the outside inside an open transaction, where a slow answer would hold a connection
 * and its locks. Read, let go, call, write.
 */
export function assertOutsideTransaction(call: string): void {
  if (!currentMeter().inTransaction) return;
  throw new Error(`${call} inside a database transaction: call out before or after it`);
}

/** For development: has every `fetch` checked so. Returns what puts the old `fetch` back. */
export function installFetchCheck(): () => void {
  const original = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    assertOutsideTransaction(`fetch(${input instanceof Request ? input.url : String(input)})`);
    return original(input, init);
  };
  return () => {
    globalThis.fetch = original;
  };
}
