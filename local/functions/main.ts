// Runs in Deno: one worker per function, so that each reloads alone and none sees another's state.
import { ALONE, serveAlone } from './alone/alone.ts';
import type { Command, Report } from './protocol.ts';

/** What runs, and how it ends. */
const workers = new Map<number, { terminate(): void }>();
// Standard output is the wire; what a function prints goes to standard error.
const wire = console.log;
console.log = console.info = console.debug = console.error;

const report = (message: Report) => wire(JSON.stringify(message));

function boot({ worker: id, name, entry }: Command & { do: 'boot' }): void {
  if (ALONE.includes(name)) {
    const { end } = serveAlone(entry, (port) => report({ is: 'ready', worker: id, port }));
    workers.set(id, { terminate: end });
    return;
  }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
  workers.set(id, worker);
  const end = (reason: string) => {
    if (!workers.delete(id)) return;
    worker.terminate();
    report({ is: 'gone', worker: id, reason });
  };
  worker.onmessage = ({ data }: MessageEvent<{ port: number } | { failed: string }>) => {
    if ('port' in data) report({ is: 'ready', worker: id, port: data.port });
    else end(data.failed);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    console.error(`[${name}] ${event.message}`);
    end(event.message);
  };
  worker.postMessage(entry);
}

function retire(id: number): void {
  workers.get(id)?.terminate();
  workers.delete(id);
}

function obey(command: Command): void {
  if (command.do === 'boot') boot(command);
  else retire(command.worker);
}

const decoder = new TextDecoder();
let pending = '';
for await (const bytes of Deno.stdin.readable) {
  const lines = (pending + decoder.decode(bytes, { stream: true })).split('\n');
  pending = lines.pop() ?? '';
  for (const line of lines) obey(JSON.parse(line) as Command);
}
// The other end is gone, however it went: nothing of this process must outlive it.
Deno.exit(0);
