import type postgres from 'postgres';
import { fillMailings } from './fill-mailings.ts';

/**
 * Gives a shop, in which a customer has orders, a row in each table that a backfill, a reconciliation,
 * scores and words of a manager leave behind. Two lines that could not be read name the customer, one
 * by the id and one by the address; a third is about somebody else.
 */
export async function fillShop(
  sql: postgres.Sql,
  shop_id: string,
  { id, email }: { id: string; email: string },
): Promise<void> {
  const [backfill] = await sql`insert into backfills (shop_id, source)
    values (${shop_id}, 'bulk') returning id`;
  const [reconciliation] = await sql`insert into reconciliations (shop_id)
    values (${shop_id}) returning id`;
  await sql`insert into private.line_sources ${
    sql([
      { shop_id, kind: 'orders', backfill_id: backfill!['id'], reconciliation_id: null },
      { shop_id, kind: 'orders', backfill_id: null, reconciliation_id: reconciliation!['id'] },
    ])
  }`;
  const lines = [
    `{"id":"gid://shopify/Customer/${id}","firstName":7}`,
    `{"email":"${email.toUpperCase()}"`,
    `{"id":"gid://shopify/Customer/${id}1","email":"somebody@else.test"`,
  ];
  await sql`insert into backfill_rejects ${
    sql(lines.map((line, index) => ({
      ...{ backfill_id: backfill!['id'], shop_id, kind: 'customers', line_number: index + 1, line },
      reason: 'is not JSON',
    })))
  }`;
  const difference = { reconciliation_id: reconciliation!['id'], shop_id, shopify_id: '7' };
  await sql`insert into order_differences ${
    sql({ ...difference, kind: 'missing', theirs: sql.json({}) })
  }`;
  await sql`insert into private.orders_seen ${sql(difference)}`;
  await sql`insert into rfm_runs ${
    sql({
      ...{ shop_id, as_of: '2026-01-01', currency: 'EUR', segment_order: 'listed' },
      ...{ recency: [], frequency: [], monetary: [], customers: 1, changed: 1, moved: 1 },
      ...{
        other_currency: 0,
        no_counted_order: 0,
        orders_in_other_currency: 0,
        truncated: false,
        segments: sql.json([]),
      },
    })
  }`;
  await sql`insert into segment_changes (shop_id, customer_id, "to", rfm, as_of)
    select shop_id, id, 'champions', 555, '2026-01-01' from customers where shop_id = ${shop_id}`;
  const [user] = await sql`insert into users (subject, provider, source)
    values (gen_random_uuid()::text, 'supabase', 'token') returning id`;
  await sql`insert into private.refused_matches (customer_id, shop_id, user_id)
    select id, shop_id, ${user!['id']} from customers where shop_id = ${shop_id}`;
  await sql`insert into suppressions (shop_id, customer_id, reason, since)
    select shop_id, id, 'unsubscribed', now() from customers where shop_id = ${shop_id}`;
  await sql`insert into refused_topics (shop_id, customer_id, topic)
    select shop_id, id, 'offers' from customers where shop_id = ${shop_id}`;
  await sql`insert into private.forgotten_suppressions values (${shop_id}, 'x', 'bounced', now())`;
  await sql`insert into mailing_settings (shop_id) values (${shop_id})`;
  const [template] = await sql`insert into message_templates
    (shop_id, name, channel, default_locale, contents)
    values (${shop_id}, 'a', 'email', 'en', '{"en": {}}') returning id`;
  await sql`insert into message_template_versions
    (shop_id, template_id, number, channel, default_locale, contents, variables)
    values (${shop_id}, ${template!['id']}, 1, 'email', 'en', '{"en": {}}', '{}')`;
  await fillMailings(sql, shop_id, { email, template_id: template!['id'] });
  await sql`insert into private.deleted_orders values (${shop_id}, 8, now())`;
  await sql`insert into private.postponed_deliveries (shop_id, topic, event_id, body)
    select shop_id, topic, event_id, '{}' from private.shopify_deliveries
    where shop_id = ${shop_id} limit 1`;
}
