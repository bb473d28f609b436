import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 5;
const PAUSE_MS = 300;

/**
 * Writes what became of a call, which is worth some patience: without it the outcomes are lost, and
 * unknown. What is written may be written twice.
 */
export async function patiently<T>(write: () => Promise<T>): Promise<T> {
  for (let tries = 1;; tries++) {
    try {
      return await write();
    } catch (error) {
      if (tries === TRIES) throw error;
      await sleep(PAUSE_MS * tries);
    }
  }
}
