import { readFileSync } from 'node:fs';
import process from 'node:process';

/** What the hosted platform gives a request (https://supabase.com/docs/guides/functions/limits). */
const CPU_MS = 2_000;
const MEMORY_BYTES = 256 * 1024 * 1024;
/** One that lives on costs little while it is idle; one that is made for what is expensive ends at once. */
const LOOK_EVERY_MS = { shared: 250, single: 20 };

/**
 * Watches a worker, the only one of this process, from the thread beside it. Hosted, a request has
 * its time of the processor; here that is the time for which the worker does not come back to its
 * event loop, and where the process serves one request, all that it takes.
 * @param over is told what was exceeded
 */
export function watch(worker: Worker, single: boolean, over: (why: string) => void): void {
  const started = cpuMs();
  let asked: { at: number; cpu: number } | undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'pulse') asked = undefined;
  });
  setInterval(() => {
    const now = { at: performance.now(), cpu: cpuMs() };
    const blocked = asked ? spent(asked, now) : 0;
    if (blocked > CPU_MS || (single && now.cpu - started > CPU_MS)) {
      over(`more than ${CPU_MS / 1000} s of the processor`);
    }
    if (process.memoryUsage.rss() > MEMORY_BYTES) over('more than 256 MB of memory');
    if (asked) return;
    asked = now;
    worker.postMessage('pulse');
  }, LOOK_EVERY_MS[single ? 'single' : 'shared']);
}

/** Of all threads, so never less than the worker's; 0 where it cannot be told. */
function cpuMs(): number {
  if (process.platform === 'linux') return cpuMsOfLinux();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Deno 2.1 cannot tell, and prints that; Linux can: in hundredths of a second, as proc(5) has it. */
function cpuMsOfLinux(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** A worker that waits for a processor, or for a sleeping machine, has spent nothing meanwhile. */
function spent(from: { at: number; cpu: number }, to: { at: number; cpu: number }): number {
  const passed = to.at - from.at;
  return to.cpu === 0 ? passed : Math.min(passed, to.cpu - from.cpu);
}
