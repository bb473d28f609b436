import type { ChildProcess } from 'node:child_process';
import process from 'node:process';

const alive = new Map<ChildProcess, NodeJS.Signals>();

process.on('exit', () => {
  for (const [child, signal] of alive) child.kill(signal);
});

/**
 * Ties a child to this process: should this one end without stopping its parts in order (a second
 * Ctrl-C, a fault that nobody caught), the child is sent `signal` on the way out.
 */
export function endWithUs(child: ChildProcess, signal: NodeJS.Signals): void {
  alive.set(child, signal);
  child.once('exit', () => alive.delete(child));
}
