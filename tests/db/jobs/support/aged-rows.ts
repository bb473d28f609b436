import { idOf } from '../../../access/world/ids.ts';

/** What has ended is not begun: their triggers would refuse it. */
const asHistory = (table: string) => `alter table ${table} disable trigger user;`;

/** Rows in `make_interval(days => age)`, in pairs: one that goes and one that just stays. */
export const rows: Record<string, [insert: string, stays: string]> = {
  'private.jobs': [
    `insert into private.jobs (kind, status, finished_at)
     select status || age, status, now() - make_interval(hours => 24 * age + h)
     from (values ('succeeded', 7), ('cancelled', 7), ('dead', 30)) j (status, age),
       (values (-1), (1)) near (h)
     union all select 'queued', 'queued', null`,
    `select kind from private.jobs where kind <> 'delete_file' and kind <> 'purge_expired'`,
  ],
  'private.idempotency_keys': [
    `insert into private.idempotency_keys (subject, key, fingerprint, created_at)
     select 'somebody', h, 'f', now() - make_interval(hours => h) from generate_series(23, 25, 2) h`,
    `select key from private.idempotency_keys where subject = 'somebody'`,
  ],
  'private.rate_limits': [
    `insert into private.rate_limits select h, now() - make_interval(hours => h)
     from generate_series(23, 25, 2) h`,
    `select bucket from private.rate_limits where bucket <> 'bucket'`,
  ],
  'private.webhook_deliveries': [
    `insert into private.webhook_deliveries
       (provider, message_id, event_type, occurred_at, created_at)
     select 'clerk', d, 'user.created', now(), now() - make_interval(days => d)
     from generate_series(29, 31, 2) d`,
    `select message_id from private.webhook_deliveries where message_id <> 'message'`,
  ],
  'private.notification_deliveries': [
    `insert into private.notification_deliveries
       (notification_id, user_id, channel, target, state, reason, created_at)
     select '${idOf('notifications.plan')}', '${idOf('users.fellow')}', 'push', state || d, state,
       'aged', now() - make_interval(days => d)
     from generate_series(29, 31, 2) d, (values ('failed'), ('pending')) s (state)`,
    `select target from private.notification_deliveries where reason = 'aged'`,
  ],
  'private.shopify_deliveries': [
    `insert into private.shopify_deliveries (shop_id, topic, event_id, triggered_at, created_at)
     select '${idOf('shops.north')}', 'aged', d, now(), now() - make_interval(days => d)
     from generate_series(29, 31, 2) d`,
    `select event_id from private.shopify_deliveries where topic = 'aged'`,
  ],
  'private.stripe_events': [
    `insert into private.stripe_events (event_id, event_type, said_at, created_at)
     select 'aged' || d, 'aged', now(), now() - make_interval(days => d)
     from generate_series(29, 31, 2) d`,
    `select event_id from private.stripe_events where event_type = 'aged'`,
  ],
  'private.stripe_customers': [
    `insert into private.stripe_customers (customer_id, user_id, is_gone, created_at)
     select 'aged' || u || d, nullif(u, '')::uuid, true, now() - make_interval(days => d)
     from generate_series(29, 31, 2) d, (values (''), ('${idOf('users.deputy')}')) u (u)`,
    `select coalesce(user_id::text, customer_id) from private.stripe_customers
     where customer_id like 'aged%'`,
  ],
  'private.stripe_subscriptions': [
    `insert into private.stripe_subscriptions (subscription_id, customer_id, user_id, status, is_over,
       product_ids, cancel_at_period_end, started_at, said_at, said_rank, said_by, updated_at)
     select 'aged' || u || d, 'aged', nullif(u, '')::uuid, 'active', false, '{}', false, now(), now(),
       0, 'evt', now() - make_interval(days => d)
     from generate_series(89, 91, 2) d, (values (''), ('${idOf('users.deputy')}')) u (u)`,
    `select coalesce(user_id::text, subscription_id) from private.stripe_subscriptions
     where customer_id = 'aged'`,
  ],
  'public.dues_accounts': [
    `insert into dues_accounts (gym_id, plan_id, payer_id, kind, price, currency, starts_on, ended_at)
     select gym_id, id, '${idOf('users.deputy')}', kind, price, currency, '2000-01-01',
       now() - make_interval(days => d)
     from dues_plans, generate_series(3652, 3654, 2) d where id = '${idOf('dues_plans.monthly')}'`,
    `select extract(day from now() - ended_at)::int from dues_accounts
     where payer_id = '${idOf('users.deputy')}'`,
  ],
  'public.privacy_requests': [
    `insert into privacy_requests (shop_id, kind, status, customer_shopify_id, done_at)
     select '${
      idOf('shops.north')
    }', kind, 'done', age + h, now() - make_interval(hours => 24 * age + h)
     from (values ('data_request', 30), ('redact_customer', 365), ('redact_shop', 365)) k (kind, age),
       (values (-1), (1)) near (h)`,
    `select kind from privacy_requests where customer_shopify_id < 1000`,
  ],
  'public.notifications': [
    `${asHistory('notifications')}
     insert into notifications
       (gym_id, title, content, audience, status, sent_at, failure, updated_at)
     select '${idOf('gyms.north')}', status || d, 'aged', '{"type": "gym"}', status,
       case status when 'sent' then at end, case status when 'failed' then 'class_gone' end, at
     from unnest(array['sent', 'failed', 'pending']) status, generate_series(364, 366, 2) d,
       lateral (select now() - make_interval(days => d) as at) aged`,
    `select title from notifications where content = 'aged'`,
  ],
  'public.backfills': [
    `${asHistory('backfills')}
     insert into backfills (shop_id, source, name, state, ended_at)
     select '${idOf('shops.north')}', 'file', 'aged ' || d, 'succeeded',
       now() - make_interval(days => d)
     from generate_series(364, 366, 2) d`,
    `select name from backfills where name like 'aged %'`,
  ],
  'public.backfill_rejects': [
    `insert into backfill_rejects
       (backfill_id, shop_id, kind, line_number, reason, line, created_at)
     select '${idOf('backfills.north')}', '${idOf('shops.north')}', 'file', 1000 + d, 'aged', '',
       now() - make_interval(days => d)
     from generate_series(13, 15, 2) d`,
    `select line_number from backfill_rejects where reason = 'aged'`,
  ],
  'public.reconciliations': [
    `${asHistory('reconciliations')}
     insert into reconciliations (shop_id, state, compared, ended_at)
     select '${idOf('shops.north')}', 'succeeded', 1000 + d, now() - make_interval(days => d)
     from generate_series(89, 91, 2) d`,
    `select compared from reconciliations where compared > 1000`,
  ],
  'public.invitations': [
    `insert into invitations (gym_id, email, role, token_hash, expires_at)
     select '${idOf('gyms.north')}', d || '@kept.test', 'STUDENT', repeat(d::text, 32),
       now() - make_interval(days => d)
     from generate_series(89, 91, 2) d`,
    `select email from invitations where email like '%@kept.test'`,
  ],
  'public.documents': [
    `insert into documents (user_id, title, filename, file_type, file_size, processing_status,
       created_at)
     select '${idOf('users.student')}', concat(status, h), 'f', 'text/plain', 1, status,
       now() - make_interval(hours => h)
     from (values ('pending'), ('failed')) s (status), generate_series(23, 25, 2) h`,
    `select title from documents where filename = 'f'`,
  ],
  'public.agent_events': [
    `insert into agent_events (request_id, seq, user_id, event, data, created_at)
     select id, 1000 + d, user_id, 'delta', '{}', now() - make_interval(days => d)
     from agent_requests, generate_series(6, 8, 2) d where id = '${
      idOf('agent_requests.student')
    }'`,
    `select seq from agent_events where seq > 1000`,
  ],
  'public.calendar_links': [
    `insert into calendar_links (gym_id, token_hash, revoked_at)
     select '${idOf('gyms.west')}', encode(sha256(convert_to(concat(d), 'UTF8')), 'hex'),
       now() - make_interval(days => d)
     from (values (89), (91), (null)) ages (d)`,
    `select case when revoked_at is null then 'open' else 'revoked' end
     from calendar_links where gym_id = '${idOf('gyms.west')}'`,
  ],
  'public.front_desk_events': [
    `insert into front_desk_events
       (gym_id, front_desk_id, class_id, method, outcome, reason, created_at)
     select gym_id, '${idOf('front_desks.north')}', id, 'pin', 'refused', d,
       now() - make_interval(days => d)
     from classes, generate_series(89, 91, 2) d where id = '${idOf('classes.mat')}'`,
    `select reason from front_desk_events where outcome = 'refused'`,
  ],
  'public.front_desks': [
    `insert into front_desks (gym_id, name, token_hash, revoked_at)
     select '${
      idOf('gyms.west')
    }', coalesce(d, 0), encode(sha256(convert_to(concat(d), 'UTF8')), 'hex'),
       now() - make_interval(days => d)
     from (values (179), (181), (null)) ages (d)`,
    `select name from front_desks where gym_id = '${idOf('gyms.west')}'`,
  ],
  'private.check_in_codes': [
    `insert into private.check_in_codes (code_hash, user_id, expires_at)
     select encode(sha256(convert_to(concat(h), 'UTF8')), 'hex'), '${idOf('users.manager')}',
       now() - make_interval(hours => h)
     from generate_series(23, 25, 2) h`,
    `select extract(day from now() - expires_at)::int from private.check_in_codes`,
  ],
  'public.dry_runs': [
    `${asHistory('dry_runs')}
     insert into dry_runs (shop_id, automation_id, of, state, error, created_at)
     select '${idOf('shops.north')}', '${
      idOf('automations.north')
    }', 'draft', 'failed', 'aged' || h,
       now() - make_interval(hours => h)
     from generate_series(23, 25, 2) h`,
    `select error from dry_runs where error like 'aged%'`,
  ],
  'public.posts': [
    `insert into posts
       (gym_id, author_id, language, body, published_at, title, deleted_at, removed_at, removed_reason)
     select '${idOf('gyms.north')}', '${idOf('users.student')}', 'en', 'aged', now(), what || d,
       case what when 'deleted' then at end, case what when 'removed' then at end,
       case what when 'removed' then 'aged' end
     from (values ('deleted', 29), ('deleted', 31), ('removed', 364), ('removed', 366)) w (what, d)
     cross join lateral (select now() - make_interval(days => d)) long (at)`,
    `select title from posts where body = 'aged'`,
  ],
  'public.comments': [
    `insert into comments
       (gym_id, post_id, author_id, body, edited_at, deleted_at, removed_at, removed_reason)
     select '${idOf('gyms.north')}', '${idOf('posts.fellow')}', '${idOf('users.student')}',
       'aged ' || what || d, now(),
       case what when 'deleted' then at end, case what when 'removed' then at end,
       case what when 'removed' then 'aged' end
     from (values ('deleted', 29), ('deleted', 31), ('removed', 364), ('removed', 366)) w (what, d)
     cross join lateral (select now() - make_interval(days => d)) long (at)`,
    `select body from comments where body like 'aged %'`,
  ],
  'public.post_reports': [
    `alter table post_reports disable trigger post_reports_transition;
     insert into post_reports
       (gym_id, post_id, comment_id, reporter_id, reason, state, decided_at)
     select '${idOf('gyms.north')}', c.post_id, c.id, '${idOf('users.deputy')}', 'aged ' || d,
       'dismissed', now() - make_interval(days => d)
     from (values (364, '${idOf('comments.student')}'), (366, '${
      idOf('comments.fellow')
    }')) w (d, id)
     join comments c on c.id = w.id::uuid`,
    `select reason from post_reports where reason like 'aged %'`,
  ],
};

/** Which of them stay, by what the second statement tells. */
export const left: Record<string, unknown[]> = {
  'private.jobs': ['cancelled7', 'dead30', 'queued', 'succeeded7'],
  'private.idempotency_keys': ['23'],
  'private.rate_limits': ['23'],
  'private.webhook_deliveries': ['29'],
  'private.notification_deliveries': ['failed29', 'pending29', 'pending31'],
  'private.shopify_deliveries': ['29'],
  'public.privacy_requests': ['data_request', 'redact_customer', 'redact_shop'],
  'public.notifications': ['failed364', 'pending364', 'pending366', 'sent364'],
  'public.backfills': ['aged 364'],
  'public.backfill_rejects': [1013],
  'public.reconciliations': [1089],
  'public.invitations': ['89@kept.test'],
  'public.documents': ['failed23', 'failed25', 'pending23'],
  'public.agent_events': [1006],
  'public.calendar_links': ['open', 'revoked'],
  'public.front_desk_events': ['89'],
  'public.front_desks': ['0', '179'],
  'private.check_in_codes': [0],
  'private.stripe_events': ['aged29'],
  'private.stripe_customers': [idOf('users.deputy'), idOf('users.deputy'), 'aged29'].sort(),
  'private.stripe_subscriptions': [idOf('users.deputy'), idOf('users.deputy'), 'aged89'].sort(),
  'public.dues_accounts': [3652],
  'public.dry_runs': ['aged23'],
  'public.posts': ['deleted29', 'removed364'],
  'public.comments': ['aged deleted29', 'aged removed364'],
  'public.post_reports': ['aged 364'],
};
