import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Secrets } from '../secrets.ts';
import { PROJECT_ROOT } from '../state.ts';
import type { TokenAuthority } from '../tokens.ts';

/**
 * The environment of the functions: what the hosted platform provides by itself, what a stack can
 * make up, and over the latter whatever `.env` and then `extra` say.
 */
export async function functionsEnv(
  apiUrl: string,
  edgeDatabaseUrl: string,
  secrets: Secrets,
  tokens: TokenAuthority,
  extra: Record<string, string> = {},
): Promise<Record<string, string>> {
  const file = await readFile(join(PROJECT_ROOT, '.env'), 'utf8').catch(() => '');
  return {
    CURSOR_SECRET: secrets.cursorSecret,
    CLERK_WEBHOOK_SECRETS: secrets.clerkWebhookSecret,
    ...withoutEmpty(parseEnv(file)),
    ...extra,
    EDGE_DATABASE_URL: edgeDatabaseUrl,
    SUPABASE_URL: apiUrl,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: secrets.publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: secrets.secretKey }),
    SUPABASE_JWKS: JSON.stringify(tokens.jwks),
  };
}

/** An empty line of a copied `.env.example` means "not set". */
const withoutEmpty = (env: NodeJS.Dict<string>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => !!pair[1]));
