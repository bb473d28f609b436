// Runs in a worker of Deno: imports one function and serves it on a port of its own.
import process from 'node:process';
import { recordStatements } from './record-statements.ts';
import { rerouteFetch } from './reload/reroute.ts';
import { installFetchCheck } from '../../supabase/functions/_shared/db/fetch-check.ts';

interface FunctionModule {
  default?: { fetch?: (request: Request) => Response | Promise<Response> };
}

const owner = self as unknown as Worker;
console.log = console.info = console.debug = console.error;

async function boot(entry: string): Promise<void> {
  installFetchCheck();
  recordStatements();
  const { SUPABASE_URL, TATAME_LOCAL_URL } = process.env;
  if (SUPABASE_URL && TATAME_LOCAL_URL) rerouteFetch(SUPABASE_URL, TATAME_LOCAL_URL);
  const { default: served } = await import(entry) as FunctionModule;
  if (typeof served?.fetch !== 'function') {
    throw new TypeError('A function must `export default { fetch }`.');
  }
  const handler = served.fetch.bind(served);
  const onListen = ({ port }: { port: number }) => owner.postMessage({ port });
  Deno.serve({ port: 0, hostname: '127.0.0.1', onListen }, (request) => handler(request));
}

owner.onmessage = ({ data: entry }: MessageEvent<string>) => {
  boot(entry).catch((error: unknown) => {
    owner.postMessage({ failed: error instanceof Error ? error.stack : String(error) });
  });
};
