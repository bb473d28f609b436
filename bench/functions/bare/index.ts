// The least a Supabase function that knows its caller consists of.
import { withSupabase } from '@supabase/server';

export default {
  fetch: withSupabase(
    { auth: 'user' },
    (_request, { userClaims }) => Promise.resolve(Response.json({ hello: userClaims?.id })),
  ),
};
