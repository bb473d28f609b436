import { currentMeter } from './meter.ts';

/**
 * For development: makes `fetch` throw inside an open transaction, where a slow answer would hold
 * a connection and its locks. Read, let go, call, write. Returns what puts the old `fetch` back.
 */
export function installFetchCheck(): () => void {
  const original = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    if (currentMeter().inTransaction) {
      const url = input instanceof Request ? input.url : String(input);
      throw new Error(`fetch(${url}) inside a database transaction: call out before or after it`);
    }
    return original(input, init);
  };
  return () => {
    globalThis.fetch = original;
  };
}
