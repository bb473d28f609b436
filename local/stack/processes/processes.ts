import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

/** True while a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line of a process, or '' when there is none (any more). */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    try {
      return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    } catch {
      return '';
    }
  }
}

/** The id of a process's parent, or 0 when it has none (any more). */
export function parentOf(pid: number): number {
  try {
    // The fourth field; the second is in brackets and may hold spaces.
    const [, ppid] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
    return Number(ppid);
  } catch {
    try {
      return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
    } catch {
      return 0;
    }
  }
}

/**
 * Ends a server that a killed run left behind. The pid file may be stale and its number reused, so
 * the process is touched only if its command line names `mark` (the data directory).
 */
export async function reap(pid: number, mark: string): Promise<boolean> {
  const ours = () => isAlive(pid) && commandLine(pid).includes(mark);
  if (!ours()) return false;
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return true;
    }
    const deadline = Date.now() + 5_000;
    while (Date.now() < deadline) {
      if (!ours()) return true;
      await sleep(20);
    }
  }
  throw new Error(`Process ${pid} of an earlier run does not end; stop it by hand.`);
}
