// Runs in a process of Deno's own: one function for one request, ended at the platform's limits.
import process from 'node:process';

export type Report = { port: number; failed?: undefined } | { port?: undefined; failed: string };

/** What the hosted platform gives an invocation (https://supabase.com/docs/guides/functions/limits). */
const CPU_MS = 2_000;
const MEMORY_BYTES = 256 * 1024 * 1024;
const LOOK_EVERY_MS = 20;

const wire = console.log;
console.log = console.info = console.debug = console.error;

/** Microseconds of the processor, of all threads; this one measures and the other works. */
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

function end(why: string): never {
  console.error(`[alone] ended: ${why}`);
  Deno.exit(1);
}

function measure(): void {
  // What booting took is not the request's.
  const before = cpu();
  setInterval(() => {
    if (cpu() - before > CPU_MS * 1000) end(`more than ${CPU_MS} ms of the processor`);
    if (process.memoryUsage.rss() > MEMORY_BYTES) end(`more than ${MEMORY_BYTES} bytes`);
  }, LOOK_EVERY_MS);
}

const worker = new Worker(new URL('../worker.ts', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }: MessageEvent<Report>) => {
  if (data.port) measure();
  wire(JSON.stringify(data));
};
worker.onerror = (event) => {
  event.preventDefault();
  wire(JSON.stringify({ failed: event.message }));
};
worker.postMessage(Deno.args[0]);

// The other end is gone, however it went: nothing of this process must outlive it.
for await (const _ of Deno.stdin.readable);
Deno.exit(0);
