import type { Login } from '../database/logins.ts';
import type { Secrets } from '../stack/settings/secrets.ts';
import type { TokenAuthority } from '../gateway/tokens.ts';

/** The database as each login reaches it. */
export type DatabaseUrls = Record<Login, string>;

/** What the two doors read; each function reads its own part only. */
export interface DoorEnv extends Record<string, string> {
  EDGE_DATABASE_URL: string;
  EDGE_SYSTEM_DATABASE_URL: string;
  CLAIMS_SIGNING_KEY: string;
}

export const doorEnv = (urls: DatabaseUrls, signingKey: string): DoorEnv => ({
  EDGE_DATABASE_URL: urls.edge,
  EDGE_SYSTEM_DATABASE_URL: urls.edge_system,
  CLAIMS_SIGNING_KEY: signingKey,
});

/**
 * The environment of the functions: what the hosted platform provides by itself, and what a stack can
 * make up unless `given` has it.
 */
export function functionsEnv(
  apiUrl: string,
  doors: DoorEnv,
  secrets: Secrets,
  tokens: TokenAuthority,
  given: Record<string, string>,
): Record<string, string> {
  return {
    CURSOR_SECRET: secrets.cursorSecret,
    PIN_HASH_KEY: secrets.pinHashKey,
    STORE_KEYS: secrets.storeKeys,
    CLERK_WEBHOOK_SECRETS: secrets.clerkWebhookSecret,
    RESEND_WEBHOOK_SECRETS: secrets.resendWebhookSecret,
    MAILINGS_PAGE_URL: `${apiUrl}/preferences/`,
    ...given,
    ...doors,
    SUPABASE_URL: apiUrl,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: secrets.publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: secrets.secretKey }),
    SUPABASE_JWKS: JSON.stringify(tokens.jwks),
  };
}
