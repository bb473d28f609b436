import process from 'node:process';
import { followParent } from './lock.ts';
import type { Stack } from './stack.ts';

/**
 * Stops every part of the stack in order, started or just starting, when this process is asked to end
 * or npm, which started it, is gone. A second signal does not wait for that.
 */
export function stopOnSignal(starting: Promise<Stack>, exitCode: number): void {
  let leaving = false;
  const leave = async () => {
    if (leaving) process.exit(exitCode);
    leaving = true;
    const stack = await starting.catch(() => undefined);
    await stack?.stop();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void leave());
  }
  followParent(() => void leave());
}
