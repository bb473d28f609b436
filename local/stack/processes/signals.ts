import process from 'node:process';
import { followParent } from './lock.ts';
import type { Stack } from '../stack.ts';

/** npm passes on a signal that the whole group was sent, so one request may arrive twice. */
const SAME_REQUEST_MS = 1_000;

/**
 * Stops every part of the stack in order, started or just starting, when this process is asked to end
 * or npm, which started it, is gone. A second request, a while later, does not wait for that.
 */
export function stopOnSignal(starting: Promise<Stack>, exitCode: number): void {
  let leavingSince: number | undefined;
  const leave = async () => {
    const now = performance.now();
    if (leavingSince !== undefined) {
      if (now - leavingSince > SAME_REQUEST_MS) process.exit(exitCode);
      return;
    }
    leavingSince = now;
    const stack = await starting.catch(() => undefined);
    await stack?.stop();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void leave());
  }
  followParent(() => void leave());
}
