import type postgres from 'postgres';

/**
 * Gives a shop an automation with all that comes of one: of each customer an event, an entry, a tag, a
 * message that was sent to their address and that the provider said something of, and a dry run's row.
 */
export async function fillMailings(
  sql: postgres.Sql,
  shop_id: string,
  { email, template_id }: { email: string; template_id: string },
): Promise<void> {
  const [automation] = await sql`insert into automations
    (shop_id, name, trigger, action, template_id)
    values (${shop_id}, 'a', 'order_placed', 'email', ${template_id}) returning id`;
  const automation_id = automation!['id'];
  const [version] = await sql`insert into automation_versions
    (shop_id, automation_id, number, trigger, nodes)
    values (${shop_id}, ${automation_id}, 1, 'order_placed', '[]') returning id`;
  const version_id = version!['id'];
  const details = sql.json({ order_number: email });
  await sql`insert into private.automation_events
    (shop_id, customer_id, trigger, key, happened_at, details)
    select shop_id, id, 'order_placed', ${email}, now(), ${details} from customers
    where shop_id = ${shop_id}`;
  await sql`insert into private.automation_entries
    (shop_id, automation_id, version_id, customer_id, key, due_at, details)
    select shop_id, ${automation_id}, ${version_id}, id, ${email}, now(), ${details} from customers
    where shop_id = ${shop_id}`;
  await sql`insert into customer_tags (shop_id, customer_id, tag, automation_id)
    select shop_id, id, left(${email}, 50), ${automation_id} from customers where shop_id = ${shop_id}`;
  await sql`insert into message_logs
    (shop_id, automation_id, version_id, customer_id, node, channel, status, dedupe_key, address,
      details, error, provider_message_id, planned_for, scheduled_for, sent_at)
    select shop_id, ${automation_id}, ${version_id}, id, 0, 'email', 'sent', id, ${email},
      ${details}, ${`no such user: ${email}`}, ${email}, now(), now(), now()
    from customers where shop_id = ${shop_id}`;
  await sql`insert into private.mailing_contacts (shop_id, customer_id, handed_over)
    select shop_id, id, array[now()] from customers where shop_id = ${shop_id}`;
  const [run] = await sql`insert into dry_runs (shop_id, automation_id, of)
    values (${shop_id}, ${automation_id}, 'draft') returning id`;
  await sql`insert into dry_run_customers (shop_id, dry_run_id, customer_id, outcome, reason)
    select shop_id, ${
    run!['id']
  }, id, 'refused', 'minor' from customers where shop_id = ${shop_id}`;
}
