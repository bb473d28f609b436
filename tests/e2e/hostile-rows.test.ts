import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { stack, supabase } from '../../testkit/http/stack.ts';

/** Who writes and reads. Gym, memberships and rows are their own, so that no other test meets them. */
const actors = ['anonymous', 'student', 'instructor', 'manager', 'system'] as const;
type Actor = (typeof actors)[number];
type Person = Exclude<Actor, 'anonymous' | 'system'>;
const people: readonly Person[] = ['student', 'instructor', 'manager'];

const times = [
  ...['infinity', '-infinity', '10000-01-01', '0044-03-15 BC', '0001-01-01'],
  ...['1900-01-01', '2199-12-31', '1800-01-01'],
];
/** Of each type, what some reader might not take. */
const hostile: Record<string, readonly unknown[]> = {
  'text': [
    ...['javascript:alert(1)', 'x'.repeat(3000), '\u0001'.repeat(100), '🥋'.repeat(100)],
    ...['https://a.test/"\u0001', ' ', 'x'.repeat(200_000), 'Any/Where3', '', 'infinity'],
  ],
  'date': times,
  'timestamp(3) with time zone': times,
  'time(0) without time zone': ['24:00', '23:59:59', '00:00', '10:00:30', '04:05+09'],
  'bigint': ['9007199254740993', '-1', '0', '52428800'],
  'integer': [-2147483648, 2147483647, 0, -1],
  'jsonb': [[], 'text', 1, {}, [[]], [{}], [1], { a: [{}] }, { __proto__: 1 }, {
    a: 'x'.repeat(9000),
  }],
};
/** In each round every person writes another value, and the system all of theirs. */
const ROUNDS = Math.ceil(Math.max(...Object.values(hostile).map(({ length }) => length)) / 3);

/** Any hexadecimal digits are a uuid to Postgres, whatever RFC 9562 says of versions. */
const oddId = () =>
  randomBytes(16).toString('hex').replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-0$3-0$4-');

interface Column {
  table: string;
  column: string;
  type: string;
  grants: string[];
}

let admin: postgres.Sql;
let columns: Column[];
const clients = {} as Record<Actor, SupabaseClient>;
const tokens: Partial<Record<Actor, string>> = {};
const ids = {} as Record<Person, string>;
/** For the parameters of routes. */
const known: Record<string, string[]> = {};
/** One row of each table, which every round writes over. */
const rows: Record<string, Record<string, unknown>> = {};

async function must(client: SupabaseClient, table: string, row: object) {
  const { data, error } = await client.from(table).insert(row).select().single();
  if (error) throw new Error(`${table}: ${error.message}`);
  return data as Record<string, unknown>;
}

beforeAll(async () => {
  const { adminUrl, status } = stack();
  admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  columns = await admin<Column[]>`
    select c.relname as table, attname as column, format_type(atttypid, atttypmod) as type,
      array(
        select role || ' ' || privilege
        from unnest(array['anon', 'authenticated', 'service_role']) role,
          unnest(array['INSERT', 'UPDATE']) privilege
        where has_column_privilege(role, c.oid, attnum, privilege)
      ) as grants
    from pg_class c join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attgenerated = ''`;
  clients.anonymous = supabase();
  clients.system = supabase({ key: status.secret_key });
  for (const name of people) {
    clients[name] = supabase();
    const { data, error } = await clients[name].auth.signUp({
      email: `${randomUUID()}@tatame.test`,
      password: 'a-long-password',
    });
    if (error) throw error;
    tokens[name] = data.session!.access_token;
    ids[name] = (await call(clients[name], 'GET', 'identity/me')).body.id;
  }
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
  rows.dues_plans = await must(manager, 'dues_plans', {
    ...{ gym_id: rows.gyms.id, name: 'Month', kind: 'monthly', price: 1, currency: 'BRL' },
  });
  const [dues] = await admin<{ id: string }[]>`
    insert into dues_accounts (gym_id, plan_id, payer_id, kind, price, currency, starts_on)
    select gym_id, id, ${user_id}, kind, price, currency, '2026-11-02' from dues_plans
    where gym_id = ${String(rows.gyms.id)} returning id`;
  const of = { account_id: dues!.id, gym_id: String(rows.gyms.id) };
  const [payment] = await admin<{ id: string }[]>`insert into dues_payments ${
    admin({ ...of, units: 1, amount: 1, method: 'cash', received_on: '2026-11-02' })
  } returning id`;
  const [freeze] = await admin<{ id: string }[]>`insert into dues_freezes ${
    admin({ ...of, starts_on: '2026-11-02', ends_on: '2026-11-03' })
  } returning id`;
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
  known.plan_id = [String(rows.dues_plans.id)];
  known.account_id = [dues!.id];
  known.payment_id = [payment!.id];
  known.freeze_id = [freeze!.id];
  known.job_id = [randomUUID()];
  // The IBJJF's, for all.
  known.rank_system_id = ['1bf00000-0000-4000-8000-000000000002'];
});

afterAll(async () => {
  // Gyms are seen by everybody, and have no route to be deleted by.
  await admin?.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    const mine = Object.values(ids);
    for (const table of ['backfills', 'reconciliations', 'customers']) {
      await sql`delete from ${sql(table)} where shop_id in ${sql(known.shop_id!)}`;
    }
    await sql`delete from attachments where created_by in ${sql(mine)}`;
    for (const table of ['coverage', 'payments', 'freezes', 'accounts', 'plans']) {
      await sql`delete from ${sql(`dues_${table}`)} where gym_id in ${sql(known.gym_id!)}`;
    }
    await sql`delete from shops where id in ${sql(known.shop_id!)}`;
    for (const [table] of Object.entries(makes)) {
      const owner = owners[table] ?? 'user_id';
      await sql`delete from ${sql(table)} where ${sql(owner)} in ${sql(mine)}`;
    }
  });
  await admin?.end();
});

const gym = (manager_id: string) => ({ name: 'Hostile', timezone: 'UTC', manager_id });

/** Of a calendar link. */
const secret = randomUUID();

/** A day of years that are over. */
const someDay = () =>
  new Date(Date.UTC(2000, 0, 1 + Math.floor(Math.random() * 9000))).toISOString().slice(0, 10);

/** The columns that say whose a row is, where they are called otherwise. */
const owners: Record<string, string> = {
  gyms: 'manager_id',
  invitations: 'created_by',
  guardianships: 'guardian_id',
  classes: 'created_by',
  class_changes: 'created_by',
  grading_events: 'created_by',
  graduations: 'awarded_by',
  titles: 'recorded_by',
  notifications: 'sent_by',
  posts: 'author_id',
  comments: 'author_id',
  post_reports: 'reporter_id',
  assets: 'created_by',
};

const notified = [
  'notifications',
  'notification_recipients',
  'notification_preferences',
] as const;

const shop = (gym_id: string) => ({
  ...{ gym_id, domain: `${randomUUID()}.myshopify.com`, state: 'stale' },
  ...{ currency: 'BRL', timezone: 'UTC' },
});

/** A row of a table that would be taken as it is. */
const makes: Record<string, (user_id: string) => Record<string, unknown>> = {
  gyms: (manager_id) => gym(manager_id),
  memberships: (user_id) => ({ user_id, gym_id: known.gym_id!.at(-1) }),
  documents: (user_id) => ({
    ...{ user_id, title: 'Rules', filename: 'a.txt', file_type: 'text/plain', file_size: 1 },
  }),
  agent_sessions: (user_id) => ({ user_id }),
  push_tokens: (user_id) => ({ user_id, token: randomUUID(), platform: 'ios' }),
  agent_requests: (user_id) => ({ user_id, session_id: rows.agent_sessions!.id, input: 'Why?' }),
  agent_events: (user_id) => ({
    ...{ user_id, request_id: rows.agent_requests!.id, event: 'delta', data: { text: 'Why' } },
    seq: Math.floor(Math.random() * 2 ** 31),
  }),
  emergency_contacts: (user_id) => ({ user_id, name: 'Aunt', phone: '+5511999998888' }),
  consents: (user_id) => ({
    ...{ user_id, given_by: ids.manager, kind: 'child_data', text_version: '2026-11.en' },
  }),
  invitations: (created_by) => ({
    ...{ created_by, gym_id: rows.gyms!.id, email: 'a@tatame.test', role: 'STUDENT' },
    ...{ token_hash: randomBytes(32).toString('hex'), expires_at: '2150-01-01' },
  }),
  guardianships: (guardian_id) => ({
    ...{ guardian_id, dependent_id: ids.instructor, relation: 'parent' },
  }),
  usage_events: (user_id) => ({
    ...{ user_id, event_type: 'agent_request', quantity: 0, idempotency_key: randomUUID() },
  }),
  classes: (created_by) => ({
    ...{ created_by, gym_id: rows.gyms!.id, weekday: 1, modality: 'Judo' },
    ...{ starts_at: '18:00', ends_at: '19:00', starts_on: '2026-11-02' },
  }),
  class_changes: (created_by) => ({
    ...{ created_by, gym_id: rows.gyms!.id, kind: 'cancelled' },
    ...{ starts_on: '2026-11-02', ends_on: '2026-11-02' },
  }),
  posts: (author_id) => ({
    ...{ author_id, gym_id: rows.gyms!.id, title: 'Guard', body: 'Guard', language: 'en' },
    published_at: '2026-11-02',
  }),
  comments: (author_id) => ({
    ...{ author_id, gym_id: rows.gyms!.id, post_id: rows.posts!.id, body: 'Oss' },
  }),
  post_reports: (reporter_id) => ({
    ...{ reporter_id, gym_id: rows.gyms!.id, post_id: rows.posts!.id, reason: 'Rude' },
  }),
  assets: (created_by) => ({
    ...{ created_by, gym_id: rows.gyms!.id, class_id: rows.classes!.id },
    ...{ title: 'Guard', type: 'text', content: 'Hips first.' },
  }),
  calendar_links: (user_id) => ({
    user_id,
    token_hash: createHash('sha256').update(rows.calendar_links ? randomUUID() : secret)
      .digest('hex'),
  }),
  grading_events: (created_by) => ({
    ...{ created_by, gym_id: rows.gyms!.id, modality: 'Jiu-jitsu', held_on: '2026-03-14' },
  }),
  // Each on a day of its own, and of another rank than most.
  graduations: (awarded_by) => ({
    ...{ awarded_by, user_id: ids.student, gym_id: rows.gyms!.id, modality: 'Jiu-jitsu' },
    ...{ awarded_on: someDay(), registered_on: '2026-03-14', override_reason: 'x' },
    belt: ['white', 'blue', 'purple', 'brown', 'black'][Math.floor(Math.random() * 5)],
  }),
  titles: (recorded_by) => ({
    ...{ recorded_by, user_id: ids.student, gym_id: rows.gyms!.id, won_on: someDay() },
    ...{ title: 'adult_world_champion', modality: 'Jiu-jitsu', belt: 'blue' },
  }),
  notifications: (sent_by) => ({
    ...{ sent_by, gym_id: rows.gyms!.id, title: 'News', content: 'x', audience: { type: 'gym' } },
  }),
  notification_recipients: (user_id) => ({
    ...{ user_id, notification_id: rows.notifications!.id, gym_id: rows.gyms!.id },
  }),
  notification_preferences: (user_id) => ({ user_id, kind: 'class', channel: 'push' }),
  document_chunks: (user_id) => ({
    ...{ user_id, document_id: rows.documents!.id, content: 'The guard', start_offset: 0 },
    ...{ end_offset: 9, position: Math.floor(Math.random() * 2 ** 31) },
  }),
};

/** The columns that tell a row, where it has no id of its own. */
const keys: Record<string, string> = {
  agent_events: 'request_id',
  notification_recipients: 'notification_id',
};

const roleOf = (actor: Actor) =>
  actor === 'anonymous' ? 'anon' : actor === 'system' ? 'service_role' : 'authenticated';

const count = { accepted: 0, refused: 0 };
const faults: string[] = [];

/** The writes of one round, each accepted or refused. */
async function write(actor: Actor, round: number): Promise<void> {
  const owner = ids[actor as Person] ?? ids.student;
  const nth = people.indexOf(actor as Person);
  const turns = (nth === -1 ? [0, 1, 2] : [nth]).map((turn) => round * people.length + turn);
  const tries = columns.flatMap(({ table, column, type, grants }) => {
    const may = (privilege: string) => grants.includes(`${roleOf(actor)} ${privilege}`);
    // A subject that is changed would be another person's.
    const values = column === 'subject' ? [] : turns.map((turn) => hostile[type]?.[turn]);
    if (column === 'id') values.splice(0, Infinity, oddId());
    return values.filter((value) => value !== undefined).flatMap((value) => {
      const from = () => clients[actor].from(table);
      const key = keys[table] ?? 'id';
      const update = () => from().update({ [column]: value }).eq(key, rows[table]![key]);
      const insert = () => from().insert({ ...makes[table]!(owner), [column]: value });
      const updates = column !== 'id' && may('UPDATE') && rows[table] ? [update] : [];
      // Where the system may change a row, it need not make one.
      const inserts = may('INSERT') && makes[table] && (nth !== -1 || !updates[0]) ? [insert] : [];
      return [...updates, ...inserts];
    });
  });
  while (tries.length > 0) {
    await Promise.all(
      tries.splice(0, 10).map(async (send) => {
        const { status } = await send();
        count[status < 300 ? 'accepted' : 'refused']++;
      }),
    );
  }
}

/** Every GET of the API, with all the rows there are, to its last page. */
async function read(actor: Actor): Promise<void> {
  const { api_url, publishable_key, secret_key } = stack().status;
  const token = tokens[actor];
  const headers = {
    apikey: actor === 'system' ? secret_key : publishable_key,
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const readAll = async ({ path, query }: typeof reads[number]) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    const most = Math.max(1, ...names.map((name) => known[name]!.length));
    for (let nth = 0; nth < most; nth++) {
      const filled = path.replace(
        /\{(\w+)\}/g,
        (_, name) => known[name]!.at(nth) ?? known[name]![0]!,
      );
      let cursor: string | null = null;
      do {
        const search = new URLSearchParams({ ...query, ...(cursor && { cursor }) });
        const answer = await fetch(`${api_url}/functions/v1${filled}?${search}`, { headers });
        const body = await answer.text();
        // A refused cursor would be one that was given out and then not taken.
        if (answer.status >= 500 || body.includes('query.cursor')) {
          faults.push(`${actor} GET ${filled}?${search} ${answer.status} ${body.slice(0, 200)}`);
        }
        cursor = answer.ok && 'limit' in query ? JSON.parse(body).next_cursor : null;
      } while (cursor);
    }
  };
  // A few at once: how many a busy database can take is another test's question.
  const left = [...reads];
  while (left.length > 0) await Promise.all(left.splice(0, 5).map(readAll));
}

interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema?: { enum?: string[] } }[];
  responses: Record<string, { content?: Record<string, unknown> }>;
}
let reads: { path: string; query: Record<string, string> }[];

describe('rows that the Data API takes', () => {
  it('are read by every route, as every actor', async () => {
    const { paths } = await (await fetch(`${stack().status.api_url}/openapi.json`)).json() as {
      paths: Record<string, { get?: Operation }>;
    };
    reads = Object.entries(paths).flatMap(([path, { get }]) => {
      // The directory's cursor holds a name: every one of them is to be in a cursor.
      const limit = path.endsWith('/members') ? '1' : '100';
      const values: Record<string, string> = {
        ...{ q: 'guard', app_version: '1.0.0', limit, from: '2026-11-01', to: '2026-11-30' },
      };
      if (!get || 'text/event-stream' in (get.responses['200']?.content ?? {})) return [];
      // Without what it requires a route refuses before it reads; else these would leave rows out.
      const needed: Record<string, string> = {
        ...{ modality: 'Jiu-jitsu', class_date: '2026-11-02', gym_id: known.gym_id![0]! },
      };
      const query = (get.parameters ?? []).filter((one) => one.in === 'query')
        .map(({ name, required, schema }) => {
          const least = required && (needed[name] ?? schema?.enum?.[0]);
          return [name, values[name] ?? least];
        }).filter(([, value]) => value);
      return [{ path, query: Object.fromEntries(query) }];
    });
    expect(reads.length).toBeGreaterThan(18);
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all(actors.map((actor) => write(actor, round)));
      const [made] = await admin<{ gyms: string[]; sessions: string[]; documents: string[] }[]>`
        select array(select id from gyms where manager_id in ${admin(Object.values(ids))}
            order by created_at desc limit 1) as gyms,
          array(select id from agent_sessions where user_id in ${admin(Object.values(ids))}
            order by created_at desc limit 1) as sessions,
          array(select id from documents where user_id in ${admin(Object.values(ids))}
            order by created_at desc limit 1) as documents`;
      known.gym_id = [String(rows.gyms!.id), ...made!.gyms];
      known.session_id = [String(rows.agent_sessions!.id), ...made!.sessions];
      known.document_id = [String(rows.documents!.id), ...made!.documents];
      await Promise.all(actors.map(read));
    }
    expect(faults).toEqual([]);
    expect(count.accepted).toBeGreaterThan(200);
    expect(count.refused).toBeGreaterThan(500);
  }, 240_000);
});
