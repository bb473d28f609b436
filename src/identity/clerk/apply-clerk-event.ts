import { and, eq, isNull, sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import type { SystemContext } from '../../db/context.ts';
import type { ValueOf } from '../../db/declare/choice.ts';
import { type tokenFields, users } from '../../db/schema/identity/users.ts';
import { webhookDeliveries } from '../../db/schema/system/requests/webhook-deliveries.ts';
import { eraseUser } from '../privacy/erase-user.ts';
import {
  type ClerkEvent,
  type ClerkUserEvent,
  type DeliveryOutcome,
  isUserEvent,
} from './contract.ts';

type UserWritten = Exclude<ClerkUserEvent, { type: 'user.deleted' }>;

/**
 * Handles one verified delivery of Clerk, once: the ledger row and the change commit together, so a
 * delivery that fails half-way can be sent again. Order is Clerk's clock, not the order of arrival.
 *
 * @param input `message_id` is the provider's, the same whenever it sends the event again
 */
export async function applyClerkEvent(
  { db }: SystemContext,
  { message_id, body: event }: { message_id: string; body: ClerkEvent },
): Promise<{ outcome: DeliveryOutcome }> {
  const outcome = await db.transaction(async (tx) => {
    const [recorded] = await tx.insert(webhookDeliveries).values({
      provider: 'clerk',
      message_id,
      event_type: event.type,
      occurred_at: event.timestamp,
    }).onConflictDoNothing().returning({ id: webhookDeliveries.message_id });
    if (!recorded) return 'duplicate';
    if (!isUserEvent(event)) return 'ignored';
    const applied = event.type === 'user.deleted'
      ? await erase(tx, event.data.id, event.timestamp)
      : await upsert(tx, event);
    return applied ? 'applied' : 'stale';
  });
  return { outcome };
}

type Field = ValueOf<typeof tokenFields>;

/** Whether a token of later than the event said this field; of the others a token knows nothing. */
const saidLater = (field: Field) =>
  sql`(u.token_issued_at > excluded.identity_updated_at and ${field}::text = any(u.token_fields))`;

const newest = (field: Field) =>
  sql`case when ${saidLater(field)} then u.${sql.raw(field)} else excluded.${sql.raw(field)} end`;

/**
 * Writes unless newer news is known. After a deletion only a newer `user.created` makes the user
 * again: an update, however late it arrives, does not resurrect them.
 */
async function upsert(
  db: SystemDatabase,
  { type, data, timestamp }: UserWritten,
): Promise<boolean> {
  const occurredAt = timestamp.toISOString();
  const verifiedAt = data.email_verified ? occurredAt : null;
  // Waits for an erasure under way: the statement below is to see the tombstone that it leaves.
  await db.select({ id: users.id }).from(users)
    .where(and(eq(users.subject, data.id), isNull(users.deleted_at))).for('update');
  const revivable = type === 'user.created' ? sql`identity_updated_at < ${occurredAt}` : sql`false`;
  const rows = await db.execute(sql`
    insert into users as u (subject, provider, email, email_verified_at, first_name, last_name,
      image_url, source, last_synced_at, identity_updated_at)
    select ${data.id}, 'clerk', ${data.email}, ${verifiedAt}, ${data.first_name},
      ${data.last_name}, ${data.image_url}, 'webhook', now(), ${occurredAt}
    where not exists (
      select from users where subject = ${data.id} and deleted_at is not null and not (${revivable})
    ) or exists (select from users where subject = ${data.id} and deleted_at is null)
    on conflict (subject) where deleted_at is null do update
    set email = ${newest('email')},
      email_verified_at = case
        when ${saidLater('email')} then u.email_verified_at
        when lower(excluded.email) = lower(u.email) and excluded.email_verified_at is not null
          then coalesce(u.email_verified_at, excluded.email_verified_at)
        else excluded.email_verified_at
      end,
      first_name = ${newest('first_name')}, last_name = ${newest('last_name')},
      image_url = ${newest('image_url')}, last_synced_at = excluded.last_synced_at,
      identity_updated_at = excluded.identity_updated_at
    where u.identity_updated_at is null or u.identity_updated_at <= excluded.identity_updated_at
    returning u.id`);
  return rows.length > 0;
}

/** Erases the user; one who is not known yet leaves a tombstone, for the `user.created` still to come. */
async function erase(db: SystemDatabase, subject: string, deletedAt: Date): Promise<boolean> {
  const [live] = await db.select({
    id: users.id,
    outdated: sql<boolean>`greatest(${users.identity_updated_at}, ${users.token_issued_at})
      > ${deletedAt.toISOString()}`,
  }).from(users).where(and(eq(users.subject, subject), isNull(users.deleted_at))).for('update');
  if (live) {
    if (live.outdated) return false;
    await eraseUser({ db }, { user_id: live.id, erased_at: deletedAt });
    return true;
  }
  await db.insert(users).values({
    subject,
    provider: 'clerk',
    source: 'webhook',
    identity_updated_at: deletedAt,
    deleted_at: sql`now()`,
  });
  return true;
}
