import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Stack } from '../../local/stack/stack.ts';
import { type FunctionEntry } from '../../local/functions/discover.ts';
import { type FunctionsRuntime, startFunctions } from '../../local/functions/runtime.ts';
import type { Resources } from '../resources.ts';

/** What the bench's functions open the credentials of shops with. */
export const STORE_KEY = { name: 'bench', base64: btoa('k'.repeat(32)) };

/** The product's functions and the floors that they are set against. */
export const entries: FunctionEntry[] = [
  { name: 'identity', entry: path('../../supabase/functions/identity/index.ts') },
  { name: 'webhooks', entry: path('../../supabase/functions/webhooks/index.ts') },
  { name: 'floor', entry: path('../functions/floor/index.ts') },
  { name: 'bare', entry: path('../functions/bare/index.ts') },
];

/** Processes as the stack's own, on the stack's database, but spoken to without its gateway. */
export async function startBenchFunctions(
  resources: Resources,
): Promise<{ stack: Stack; runtime: FunctionsRuntime }> {
  const stack = await resources.stack();
  const env = {
    ...stack.doorEnv,
    FLOOR_DATABASE_URL: stack.dbUrl,
    SUPABASE_URL: stack.apiUrl,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: stack.publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: stack.secretKey }),
    SUPABASE_JWKS: JSON.stringify(stack.jwks),
    STORE_KEYS: `${STORE_KEY.name}:${STORE_KEY.base64}`,
    // Counted as always, but out of reach.
    RATE_LIMIT_READS_PER_MINUTE: '1000000',
  };
  const logFile = join(await resources.directory(), 'functions.log');
  const runtime = startFunctions(entries, env, { logFile });
  resources.onClose(runtime.stop);
  return { stack, runtime };
}

const agent = new Agent({ keepAlive: true });

/** One GET on a connection that stays open; throws unless the answer is 200. */
export function get(url: string, token: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    request(url, { agent, headers }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      answer.once('error', reject).once('end', () => {
        if (answer.statusCode === 200) resolve(body);
        else reject(new Error(`GET ${url} answered ${answer.statusCode}: ${body}`));
      });
    }).once('error', reject).end();
  });
}

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
