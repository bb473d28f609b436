import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { people } from '../../local/stack/people.ts';

/** A client as an app has it, signed in as the demo student, and the token it holds. */
export async function signIn(
  apiUrl: string,
  publishableKey: string,
): Promise<{ client: SupabaseClient; token: string }> {
  const client = createClient(apiUrl, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    // Node 20 has no WebSocket, and the client asks for one before anybody listens to anything.
    realtime: { transport: NoRealtime as unknown as typeof WebSocket },
  });
  const { email, password } = people[0]!;
  const { data, error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return { client, token: data.session.access_token };
}

class NoRealtime {
  constructor() {
    throw new Error('The bench uses no Realtime.');
  }
}
