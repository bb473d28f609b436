import { eq } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';
import type { Claims } from '../../src/caller.ts';
import type { Database } from '../../src/db/client.ts';
import { userProfiles } from '../../src/db/schema/index.ts';
import { tokenIdentity, withIdentity } from '../../src/db/token-identity.ts';
import { ensureUser } from '../../supabase/functions/_shared/auth/ensure-user.ts';
import type { CallerDoor } from '../../supabase/functions/_shared/db.ts';

/** The claims of a token as Supabase Auth issues it, in number and size. */
export const claims: Claims = {
  iss: 'http://127.0.0.1:54321/auth/v1',
  sub: '0b8a4d3c-6f0e-4a55-9a3c-2f1f7a6f2d10',
  aud: 'authenticated',
  role: 'authenticated',
  exp: 4_102_444_800,
  iat: 1_767_225_600,
  email: 'member@tatame.test',
  phone: '',
  app_metadata: { provider: 'email', providers: ['email'] },
  user_metadata: { first_name: 'Mia', last_name: 'Duarte', email_verified: true },
  session_id: '5d7f4c0e-3e0a-4a53-9d3e-6c7d1f0c8a22',
  aal: 'aal1',
  amr: [{ method: 'password', timestamp: 1_767_225_600 }],
  is_anonymous: false,
};

export const identity = tokenIdentity('supabase', claims);

/** What the edge signs for the one statement that writes the member's row. */
export const firstCallClaims = withIdentity(claims, identity);

/** Makes the member's rows and answers their id. */
export async function createMember(door: CallerDoor): Promise<string> {
  const { user } = await ensureUser(door.asCaller(firstCallClaims));
  return user.id;
}

/** A row of one's own by its key, under the usual policy: `user_id` is the caller's. */
export const ownProfile = (db: Pick<Database, 'select'>, userId: string) =>
  db.select().from(userProfiles).where(eq(userProfiles.user_id, userId));

/** The same as text, with the id as its one parameter, for a client without a query builder. */
export const ownProfileText = new QueryBuilder().select().from(userProfiles)
  .where(eq(userProfiles.user_id, '')).toSQL().sql;
