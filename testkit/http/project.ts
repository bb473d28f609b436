import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { vi } from 'vitest';
import { doorEnvOf } from '../door/doors.ts';

const PROJECT_URL = 'https://project.supabase.co';

/**
 * Gives this process the settings that every function reads, as a hosted project has them, before a test
 * imports one; `vi.unstubAllEnvs` takes them back.
 *
 * @param database what the functions' doors lead to
 * @param more further settings
 * @returns what signs a token of this project, for five minutes
 */
export async function stubProject(
  database: Parameters<typeof doorEnvOf>[0],
  more: Record<string, string> = {},
): Promise<(sub: string, claims?: Record<string, unknown>) => Promise<string>> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const key = { kid: 'k', alg: 'ES256' };
  const settings = {
    SUPABASE_URL: PROJECT_URL,
    SUPABASE_PUBLISHABLE_KEYS: '{"default":"sb_publishable_1"}',
    SUPABASE_SECRET_KEYS: '{"default":"sb_secret_1"}',
    SUPABASE_JWKS: JSON.stringify({ keys: [{ ...await exportJWK(publicKey), ...key }] }),
    CURSOR_SECRET: 'a secret of at least 32 characters',
    ...doorEnvOf(database),
    ...more,
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  return (sub, claims = {}) =>
    new SignJWT({ sub, iss: `${PROJECT_URL}/auth/v1`, aud: 'authenticated', ...claims })
      .setProtectedHeader(key).setIssuedAt().setExpirationTime('5m').sign(privateKey);
}
