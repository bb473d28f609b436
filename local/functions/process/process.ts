// Runs in a process of Deno's own: one function, in a worker, which this thread watches and ends at
// the platform's limits. Only the process makes that certain: Deno does not end a worker that spins.
import { watch } from './watch.ts';
import type { Boot, Order, Report } from './protocol.ts';

// Standard output is the wire; what a function prints goes to standard error.
const wire = console.log;
console.log = console.info = console.debug = console.error;

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

function report(message: Report): void {
  wire(JSON.stringify(message));
  if (message.is !== 'ready') Deno.exit(1);
}

function boot({ name, entry, single }: Boot): void {
  worker.onerror = (event) => {
    event.preventDefault();
    console.error(`[${name}] ${event.message}`);
    report({ is: 'gone', reason: event.message });
  };
  worker.addEventListener('message', ({ data }: MessageEvent<Report | 'pulse' | 'rested'>) => {
    if (data === 'pulse') return;
    if (data === 'rested') Deno.exit(0);
    report(data);
    // What booting took is no request's.
    watch(worker, single, (reason) => report({ is: 'over', reason }));
  });
  worker.postMessage({ entry });
}

function obey(order: Order): void {
  if (order.is === 'boot') boot(order);
  else worker.postMessage('leave');
}

const decoder = new TextDecoder();
let asked = '';
for await (const bytes of Deno.stdin.readable) {
  const lines = (asked + decoder.decode(bytes, { stream: true })).split('\n');
  asked = lines.pop()!;
  for (const line of lines) obey(JSON.parse(line) as Order);
}
// The other end is gone, however it went: nothing of this process must outlive it.
Deno.exit(0);
