// Runs in a worker of Deno: imports one function and serves it on a port of its own.
import process from 'node:process';
import { recordStatements } from './record-statements.ts';
import { rerouteFetch } from './reroute.ts';
import { refusePorts } from './refused-ports.ts';
import type { Report } from './protocol.ts';
import { installFetchCheck } from '../../../supabase/functions/_shared/db/fetch-check.ts';

interface FunctionModule {
  default?: { fetch?: (request: Request) => Response | Promise<Response> };
}

const owner = self as unknown as Worker;
const report = (message: Report) => owner.postMessage(message);
console.log = console.info = console.debug = console.error;

/** What goes on after an answer: the hosted platform keeps a function alive for it, and so do we. */
const background = new Set<Promise<unknown>>();
Object.assign(globalThis, {
  EdgeRuntime: {
    waitUntil(work: Promise<unknown>) {
      background.add(work);
      void work.finally(() => background.delete(work)).catch(() => {});
    },
  },
});

async function rest(): Promise<void> {
  while (background.size > 0) await Promise.allSettled(background);
  owner.postMessage('rested');
}

async function boot(entry: string): Promise<void> {
  installFetchCheck();
  recordStatements();
  const { SUPABASE_URL, TATAME_LOCAL_URL } = process.env;
  if (SUPABASE_URL && TATAME_LOCAL_URL) rerouteFetch(SUPABASE_URL, TATAME_LOCAL_URL);
  refusePorts();
  const { default: served } = await import(entry) as FunctionModule;
  if (typeof served?.fetch !== 'function') {
    throw new TypeError('A function must `export default { fetch }`.');
  }
  const handler = served.fetch.bind(served);
  const onListen = ({ port }: { port: number }) => report({ is: 'ready', port });
  Deno.serve({ port: 0, hostname: '127.0.0.1', onListen }, (request) => handler(request));
}

type Order = 'pulse' | 'leave' | { entry: string };

// A name that a function cannot take from it by setting `onmessage`.
owner.addEventListener('message', ({ data }: MessageEvent<Order>) => {
  if (data === 'pulse') return owner.postMessage('pulse');
  if (data === 'leave') return void rest();
  boot(data.entry).catch((error: unknown) => {
    report({ is: 'gone', reason: String(error instanceof Error ? error.stack : error) });
  });
});
