import { type InferSelectModel, sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import { decodeRow } from '../db/decode-row.ts';
import { users } from '../db/schema/index.ts';
import { accountDeleted } from './account-deleted.ts';
import type { TokenIdentity } from './token-identity.ts';

export type SyncOutcome = 'inserted' | 'updated' | 'unchanged';

export interface EnsuredUser {
  outcome: SyncOutcome;
  user: InferSelectModel<typeof users>;
}

/**
 * Sync on first call: one statement that makes sure the bearer of a token has a `users` row with
 * what the token says of them. An identical row is only read, so an unchanged profile writes
 * nothing: no row version, no transaction id, no WAL. Simultaneous first calls make one row.
 *
 * Order is the provider's own clock: a token issued before the row's last identity change tells old
 * news, and one issued before the account was deleted does not bring it back.
 *
 * @param db the system door: no API role may insert users
 * @throws `account_deleted` (gone)
 */
export async function ensureUser(db: Database, identity: TokenIdentity): Promise<EnsuredUser> {
  const { subject, provider } = identity;
  const issuedAt = (identity.issuedAt ?? new Date()).toISOString();
  const rows = await db.execute<{ outcome: SyncOutcome }>(sql`
    with token as (
      select ${subject}::text as subject, ${identity.email ?? null}::text as email,
        ${identity.firstName ?? null}::text as first_name,
        ${identity.lastName ?? null}::text as last_name,
        ${identity.imageUrl ?? null}::text as image_url,
        ${issuedAt}::timestamptz(3) as issued_at
    ),
    admitted as (
      select token.* from token where not exists (
        select from users u
        where u.subject = token.subject and u.deleted_at is not null
          and u.identity_updated_at >= token.issued_at
      )
    ),
    unchanged as (
      select u.* from users u join admitted t on u.subject = t.subject
      where u.deleted_at is null and (
        u.identity_updated_at > t.issued_at
        or (u.email, u.first_name, u.last_name, u.image_url) is not distinct from (
          coalesce(t.email, u.email), coalesce(t.first_name, u.first_name),
          coalesce(t.last_name, u.last_name), coalesce(t.image_url, u.image_url)
        )
      )
    ),
    written as (
      insert into users as u (subject, provider, email, first_name, last_name, image_url, source,
        last_synced_at, identity_updated_at)
      select subject, ${provider}, email, first_name, last_name, image_url, 'token', now(), issued_at
      from admitted where not exists (select from unchanged)
      on conflict (subject) where deleted_at is null do update
      set email = coalesce(excluded.email, u.email),
          first_name = coalesce(excluded.first_name, u.first_name),
          last_name = coalesce(excluded.last_name, u.last_name),
          image_url = coalesce(excluded.image_url, u.image_url),
          last_synced_at = excluded.last_synced_at,
          identity_updated_at = greatest(u.identity_updated_at, excluded.identity_updated_at)
      returning u.*, xmax = 0 as inserted
    )
    select *, false as inserted, 'unchanged' as outcome from unchanged
    union all
    select *, case when inserted then 'inserted' else 'updated' end from written`);
  const [row] = rows;
  if (!row) throw accountDeleted();
  return { outcome: row.outcome, user: decodeRow(users, row) };
}
