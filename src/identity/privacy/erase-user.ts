import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { gyms } from '../../db/schema/academy/gyms.ts';
import { memberships } from '../../db/schema/academy/memberships.ts';
import { pushTokens } from '../../db/schema/identity/push-tokens.ts';
import { userProfiles } from '../../db/schema/identity/user-profiles.ts';
import { users } from '../../db/schema/identity/users.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import { idempotencyKeys } from '../../db/schema/system/idempotency-keys.ts';
import { accountDeleted } from '../account/account-deleted.ts';
import type { Erasure } from './contract.ts';
import { eraseConversations } from './erase-conversations.ts';

const ERASED = [
  'names, email, photo, birth date, gender, phone and instagram',
  'devices',
  'documents, with their files and what could be found in them',
  'questions to the assistant and their answers',
];

const KEPT = [
  { what: 'id and sign-in subject', why: 'a tombstone, so that older events cannot revive it' },
  { what: 'plan, usage count and usage events', why: 'accounting records must be kept' },
  { what: 'memberships, without a name', why: "the gyms' own records stay countable" },
  { what: 'the sign-in account', why: 'it is held by the identity provider; delete it there' },
];

/**
 * Removes a person: their data goes, a tombstone stays, and what the law needs kept is kept and
 * said. Memberships end, and gyms they managed wait for a new manager. All or nothing.
 *
 * @param ctx with the system door: the rows reach beyond what a caller may write
 * @param input `erased_at`: the provider's clock where an event asks for it; older news is then refused
 * @throws `account_deleted` (gone) when there is no such live account
 */
export function eraseUser(
  { db }: { db: Database },
  { user_id: userId, erased_at: erasedAt = new Date() }: { user_id: string; erased_at?: Date },
): Promise<Erasure> {
  return db.transaction(async (tx) => {
    const [user] = await tx.update(users).set({
      email: null,
      first_name: null,
      last_name: null,
      image_url: null,
      birth_date: null,
      gender: null,
      phone: null,
      instagram: null,
      identity_updated_at: sql`greatest(${users.identity_updated_at}, ${erasedAt})`,
      deleted_at: sql`now()`,
    }).where(and(eq(users.id, userId), isNull(users.deleted_at)))
      .returning({ subject: users.subject });
    if (!user) throw accountDeleted();

    // The database has their files removed from Storage, by jobs.
    await tx.delete(documents).where(eq(documents.user_id, userId));
    await tx.delete(pushTokens).where(eq(pushTokens.user_id, userId));
    await tx.delete(idempotencyKeys).where(eq(idempotencyKeys.subject, user.subject));
    // Ahead of the profile, which an answer that ends meanwhile locks after its request.
    await eraseConversations(tx, userId);
    await tx.update(userProfiles).set({ stripe_customer_id: null, stripe_subscription_id: null })
      .where(eq(userProfiles.user_id, userId));
    await tx.update(memberships).set({ left_at: sql`now()` })
      .where(and(eq(memberships.user_id, userId), isNull(memberships.left_at)));
    const orphaned = await tx.update(gyms).set({ manager_id: null })
      .where(eq(gyms.manager_id, userId))
      .returning({ id: gyms.id, name: gyms.name });

    return { erased_at: erasedAt, erased: ERASED, kept: KEPT, gyms_without_manager: orphaned };
  });
}
