import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { call } from '../../../../testkit/http/call.ts';
import { stack, supabase } from '../../../../testkit/http/stack.ts';

/** Who writes and reads. Gym, memberships and rows are their own, so that no other test meets them. */
export const actors = ['anonymous', 'student', 'instructor', 'manager', 'system'] as const;
export type Actor = (typeof actors)[number];
export type Person = Exclude<Actor, 'anonymous' | 'system'>;
export const people: readonly Person[] = ['student', 'instructor', 'manager'];

export const clients = {} as Record<Actor, SupabaseClient>;
export const tokens: Partial<Record<Actor, string>> = {};
export const ids = {} as Record<Person, string>;
/** For the parameters of routes. */
export const known: Record<string, string[]> = {};
/** One row of each table, which every round writes over. */
export const rows: Record<string, Record<string, unknown>> = {};

export async function must(client: SupabaseClient, table: string, row: object) {
  const { data, error } = await client.from(table).insert(row).select().single();
  if (error) throw new Error(`${table}: ${error.message}`);
  return data as Record<string, unknown>;
}

/** Signs everybody up. */
export async function signUp(): Promise<void> {
  clients.anonymous = supabase();
  clients.system = supabase({ key: stack().status.secret_key });
  for (const name of people) {
    clients[name] = supabase();
    const { data, error } = await clients[name].auth.signUp({
      email: `${randomUUID()}@tatame.test`,
      password: 'a-long-password',
    });
    if (error) throw error;
    tokens[name] = data.session!.access_token;
    ids[name] = (await call(clients[name], 'GET', 'identity/me')).body.id;
  }
}
