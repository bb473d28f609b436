import type { Secrets } from '../stack/secrets.ts';
import type { TokenAuthority } from '../gateway/tokens.ts';

/**
 * The environment of the functions: what the hosted platform provides by itself, and what a stack can
 * make up unless `given` has it.
 */
export function functionsEnv(
  apiUrl: string,
  edgeDatabaseUrl: string,
  secrets: Secrets,
  tokens: TokenAuthority,
  given: Record<string, string>,
): Record<string, string> {
  return {
    CURSOR_SECRET: secrets.cursorSecret,
    CLERK_WEBHOOK_SECRETS: secrets.clerkWebhookSecret,
    ...given,
    EDGE_DATABASE_URL: edgeDatabaseUrl,
    SUPABASE_URL: apiUrl,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: secrets.publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: secrets.secretKey }),
    SUPABASE_JWKS: JSON.stringify(tokens.jwks),
  };
}
