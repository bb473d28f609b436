import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { JWTPayload } from 'jose';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { people, type PersonKey } from '../../local/stack/people.ts';
import { loadSecrets } from '../../local/stack/settings/secrets.ts';
import { startStack } from '../../local/stack/stack.ts';
import type { Status } from '../../local/stack/settings/state.ts';
import { createTokenAuthority } from '../../local/gateway/tokens.ts';
import { type Clerk, startClerk } from './clerk.ts';

/** The running stack as plain data, so that it crosses to the test workers. */
export interface StackUnderTest {
  dataDir: string;
  adminUrl: string;
  status: Status;
  clerk: Clerk;
  /** Where the functions believe Shopify to be: a test that needs it starts its double there. */
  shopifyPort: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: StackUnderTest;
  }
}

/** Functions that exist for the tests only. */
export const testFunctions = ['probe', 'outside-call', 'limits'].map((name) => ({
  name,
  entry: fileURLToPath(new URL(`../../tests/e2e/functions/${name}/index.ts`, import.meta.url)),
}));

/** Vitest's global set-up: one whole stack for the run, on free ports and a throw-away directory. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const clerk = await startClerk();
  const shopifyPort = quietPort();
  const dataDir = await mkdtemp(join(tmpdir(), 'tatame-stack-'));
  const stack = await startStack({
    dataDir,
    ports: { api: 0, db: 0, studio: 0, console: 0 },
    functions: testFunctions,
    deno: project.config.env?.TATAME_DENO,
    env: { ...clerk.env, SHOPIFY_API_URL: `http://127.0.0.1:${shopifyPort}/{shop}` },
  });
  const { adminUrl, status } = stack;
  project.provide('stack', { dataDir, adminUrl, status, clerk: clerk.access, shopifyPort });
  return async () => {
    await Promise.all([stack.stop(), clerk.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** A port that no outgoing connection is given: it is still free when a test listens there. */
const quietPort = () => 20_000 + randomInt(10_000);

export const stack = (): StackUnderTest => inject('stack');

/** A client as an app would make it; with a token, one that is signed in with it. */
export function supabase(options: { key?: string; token?: string } = {}): SupabaseClient {
  const { api_url, publishable_key } = stack().status;
  return createClient(api_url, options.key ?? publishable_key, {
    auth: { persistSession: false, autoRefreshToken: false },
    // Node 20 has no WebSocket, and the client asks for one before anybody listens to anything.
    realtime: { transport: NoRealtime as unknown as typeof WebSocket },
    ...(options.token && { accessToken: () => Promise.resolve(options.token!) }),
  });
}

class NoRealtime {
  constructor() {
    throw new Error('The tests use no Realtime.');
  }
}

/** A client that one of the demo people has signed in with a password. */
export async function signedIn(key: PersonKey): Promise<SupabaseClient> {
  const { email, password } = people.find((person) => person.key === key)!;
  const client = supabase();
  const { error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return client;
}

/** An access token with these claims, signed as the stack's Auth service signs. */
export async function signToken(claims: JWTPayload): Promise<string> {
  const { dataDir, status } = stack();
  const { signingKey, innerSecret } = await loadSecrets(dataDir);
  const authority = await createTokenAuthority(
    signingKey,
    innerSecret,
    `${status.api_url}/auth/v1`,
  );
  return await authority.sign(claims);
}
