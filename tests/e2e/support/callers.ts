import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { expect } from 'vitest';
import { call } from '../../../testkit/http/call.ts';
import { clerkToken } from '../../../testkit/http/clerk.ts';
import { stack, supabase } from '../../../testkit/http/stack.ts';

export interface Someone {
  client: SupabaseClient;
  token: string;
  email: string;
}

/** Somebody with an account and an address that their provider has verified. */
export async function someone(
  name: string,
  email = `${randomUUID()}@tatame.test`,
): Promise<Someone> {
  const claims = { first_name: name, email, email_verified: true };
  const token = await clerkToken(stack().clerk, `user_${randomUUID()}`, claims);
  return { client: supabase({ token }), token, email };
}

/** A gym of theirs. */
export async function found({ client }: Someone, name = 'Dojo'): Promise<string> {
  const body = { name, timezone: 'America/Sao_Paulo' };
  const { status, body: gym } = await call(client, 'POST', 'academy/gyms', { body });
  expect(status).toBe(201);
  return gym.id;
}

/** Born ten years ago: a child for as long as this test may be run. */
export const tenYearsAgo = (): string =>
  new Date(Date.now() - 10 * 365.25 * 86_400_000).toISOString().slice(0, 10);
