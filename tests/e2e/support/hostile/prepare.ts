import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { call } from '../../../../testkit/http/call.ts';
import { prepareDues } from './dues.ts';
import { prepareMailings } from './mailings.ts';
import { gym, makes, notified, owners, secret, shop } from './makes.ts';
import { clients, ids, known, must, rows } from './people.ts';

/** Makes a gym of those who signed up, and a row in each table of what it has. */
export async function prepare(admin: postgres.Sql): Promise<void> {
  const { system, manager, student } = clients;
  rows.users = { id: ids.student };
  rows.gyms = await must(manager, 'gyms', gym(ids.manager));
  for (const name of ['student', 'instructor'] as const) {
    const membership = await must(clients[name], 'memberships', {
      user_id: ids[name],
      gym_id: rows.gyms.id,
    });
    const role = name.toUpperCase();
    await call(manager, 'POST', `academy/memberships/${membership.id}/approve`, { body: { role } });
    if (name === 'student') rows.memberships = membership;
  }
  const user_id = ids.student;
  rows.documents = await must(student, 'documents', makes.documents!(user_id));
  rows.agent_sessions = await must(student, 'agent_sessions', { user_id });
  for (const table of ['agent_requests', 'document_chunks', 'push_tokens', 'usage_events']) {
    rows[table] = await must(system, table, makes[table]!(user_id));
  }
  for (const table of ['emergency_contacts', 'consents', 'invitations', 'guardianships']) {
    rows[table] = await must(system, table, makes[table]!(user_id));
  }
  rows.classes = await must(manager, 'classes', makes.classes!(ids.manager));
  rows.class_changes = await must(manager, 'class_changes', makes.class_changes!(ids.manager));
  rows.assets = await must(manager, 'assets', makes.assets!(ids.manager));
  rows.attachments = await must(system, 'attachments', {
    ...{ gym_id: rows.gyms!.id, class_id: rows.classes!.id, created_by: ids.manager },
    ...{ file_name: 'a.png', file_type: 'image/png', file_size: 1, state: 'ready' },
  });
  rows.calendar_links = await must(system, 'calendar_links', makes.calendar_links!(user_id));
  rows.agent_events = await must(system, 'agent_events', makes.agent_events!(user_id));
  rows.grading_events = await must(manager, 'grading_events', makes.grading_events!(ids.manager));
  const graduation = await must(manager, 'graduations', makes.graduations!(ids.manager));
  rows.posts = await must(manager, 'posts', makes.posts!(ids.manager));
  for (const table of ['comments', 'post_reports']) {
    rows[table] = await must(system, table, makes[table]!(user_id));
  }
  rows.shops = await must(system, 'shops', shop(String(rows.gyms.id)));
  const shop_id = String(rows.shops.id);
  const [customer] = await admin<{ id: string }[]>`
    insert into customers (shop_id, shopify_id) values (${shop_id}, 1) returning id`;
  rows.backfills = await must(system, 'backfills', { shop_id, source: 'file', name: 'x' });
  rows.reconciliations = await must(system, 'reconciliations', { shop_id });
  await prepareDues(admin);
  await prepareMailings(admin, customer!.id);
  for (const table of notified) {
    rows[table] = await must(system, table, makes[table]!(user_id));
  }
  const { data } = await system.from('user_profiles').select().eq('user_id', user_id).single();
  rows.user_profiles = data;
  known.gym_id = [String(rows.gyms.id)];
  known.membership_id = [String(rows.memberships!.id)];
  known.document_id = [String(rows.documents.id)];
  known.session_id = [String(rows.agent_sessions.id)];
  known.request_id = [String(rows.agent_requests!.id)];
  known.push_token_id = [String(rows.push_tokens!.id)];
  known.user_id = Object.values(ids);
  known.class_id = [String(rows.classes!.id)];
  known.asset_id = [String(rows.assets.id)];
  known.attachment_id = [String(rows.attachments.id)];
  known.secret = [secret];
  known.shop_id = [shop_id];
  known.customer_id = [customer!.id];
  known.backfill_id = [String(rows.backfills.id)];
  known.reconciliation_id = [String(rows.reconciliations.id)];
  known.event_id = [String(rows.grading_events.id)];
  known.graduation_id = [String(graduation.id)];
  known.notification_id = [String(rows.notifications!.id)];
  known.post_id = [String(rows.posts.id)];
  known.comment_id = [String(rows.comments!.id)];
  known.job_id = [randomUUID()];
  // The IBJJF's, for all.
  known.rank_system_id = ['1bf00000-0000-4000-8000-000000000002'];
}

/** Removes what was made: gyms are seen by everybody, and have no route to be deleted by. */
export async function tidy(admin: postgres.Sql): Promise<void> {
  await admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    const mine = [...Object.values(ids), ...known.shop_id!];
    const left = ['message_logs', 'dry_runs', 'mailing_settings'];
    for (const table of [...left, 'backfills', 'reconciliations', 'customers']) {
      await sql`delete from ${sql(table)} where shop_id in ${sql(known.shop_id!)}`;
    }
    await sql`delete from attachments where created_by in ${sql(mine)}`;
    for (const table of ['coverage', 'payments', 'freezes', 'accounts', 'plans']) {
      await sql`delete from ${sql(`dues_${table}`)} where gym_id in ${sql(known.gym_id!)}`;
    }
    await sql`delete from shops where id in ${sql(known.shop_id!)}`;
    for (const table of Object.keys(makes)) {
      const owner = owners[table] ?? 'user_id';
      await sql`delete from ${sql(table)} where ${sql(owner)} in ${sql(mine)}`;
    }
  });
}
