import postgres, { type Sql } from 'postgres';
import { type Line, measured } from '../line.ts';
import { compare, interleave, timed } from '../measure.ts';
import type { Suite } from '../suite.ts';

const ROWS = 200_000;
const SUBJECT = 'owner-of-all';

/**
 * The indexes behind a list, each with the query that it serves, asked as the person whose rows they
 * all are: the one whose list an index by person alone would not shorten.
 */
const served: Record<string, { index: string; query: (person: string) => string }> = {
  documents_by_status: {
    index: 'documents_user_id_status_index',
    query: (person) =>
      `select * from documents where user_id = '${person}' and processing_status = 'failed'
        order by created_at desc, id desc limit 21`,
  },
  gym_documents_by_status: {
    index: 'documents_gym_id_status_index',
    query: () =>
      `select * from documents where gym_id = (select id from gyms) and processing_status = 'failed'
        order by created_at desc, id desc limit 21`,
  },
  agent_requests_by_status: {
    index: 'agent_requests_user_id_status_index',
    query: (person) =>
      `select * from agent_requests where user_id = '${person}' and status = 'failed'
        order by created_at desc, id desc limit 21`,
  },
  agent_sessions_by_activity: {
    index: 'agent_sessions_user_id_index',
    query: (person) =>
      `select * from agent_sessions where user_id = '${person}' and deleted_at is null
        order by updated_at desc, id desc limit 21`,
  },
  usage_events_by_type: {
    index: 'usage_events_user_id_type_index',
    query: (person) =>
      `select * from usage_events where user_id = '${person}' and event_type = 'period_reset'
        order by created_at desc, id desc limit 21`,
  },
};

/** What a list's index is worth: its first page without the index against the same page with it. */
export const indexes: Suite = {
  title: `indexes over ${ROWS} rows`,
  lines: Object.keys(served).map((name) => `index.${name}`),

  async run({ resources, progress }) {
    const database = await resources.database();
    const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    resources.onClose(() => admin.end());
    const person = await fill(admin);
    const lines: Line[] = [];
    for (const [name, { index, query }] of Object.entries(served)) {
      const samples = await interleave({
        without: () => page(admin, query(person), index),
        with: () => page(admin, query(person)),
      }, { rounds: 5, warmUps: 1 });
      lines.push(
        measured(`index.${name}`, 'ms', compare(samples.without, samples.with), { atLeast: 10 }),
      );
      progress(lines.length, Object.keys(served).length);
    }
    return lines;
  },
};

class RollBack extends Error {}

/** Milliseconds of the page behind row security; the index is back when the transaction ends. */
async function page(admin: Sql, query: string, without?: string): Promise<number> {
  let ms = Infinity;
  await admin.begin(async (sql) => {
    if (without) await sql`drop index ${sql(without)}`;
    await sql`select set_config('request.jwt.claims', ${JSON.stringify({ sub: SUBJECT })}, true)`;
    await sql`set local role authenticated`;
    // The least of some: what a busy machine and the dropped index cost is not the query's.
    for (let nth = 0; nth < 5; nth++) ms = Math.min(ms, await timed(() => sql.unsafe(query)));
    throw new RollBack();
  }).catch((error) => {
    if (!(error instanceof RollBack)) throw error;
  });
  return ms;
}

/** Makes one person's rows, four of them in the state that is asked for. */
async function fill(admin: Sql): Promise<string> {
  const [person] = await admin<{ id: string }[]>`
    insert into users (subject, provider, source) values (${SUBJECT}, 'supabase', 'import')
    returning id`;
  const id = person!.id;
  await admin.unsafe(`
    insert into gyms (name, manager_id) values ('Index', '${id}');
    set session_replication_role = replica;
    insert into documents
      (user_id, gym_id, title, filename, file_type, file_size, processing_status, created_at)
    select '${id}', gyms.id, 'Rules', 'a.txt', 'text/plain', 1,
      case n % 50000 when 7 then 'failed' else 'ready' end, now() - n * interval '1 minute'
    from gyms, generate_series(1, ${ROWS}) n;
    insert into agent_sessions (user_id, created_at, updated_at)
    select '${id}', now() - n * interval '1 minute', now() - (n * 7919 % ${ROWS}) * interval '1 minute'
    from generate_series(1, ${ROWS}) n;
    insert into agent_requests (session_id, user_id, input, status, created_at)
    select (select id from agent_sessions limit 1), '${id}', 'Why?',
      case n % 50000 when 7 then 'failed' else 'completed' end, now() - n * interval '1 minute'
    from generate_series(1, ${ROWS}) n;
    insert into usage_events (user_id, event_type, quantity, idempotency_key, created_at)
    select '${id}', case n % 50000 when 7 then 'period_reset' else 'agent_request' end, 1, n::text,
      now() - n * interval '1 minute'
    from generate_series(1, ${ROWS}) n;
    reset session_replication_role`);
  for (const table of ['documents', 'agent_sessions', 'agent_requests', 'usage_events']) {
    await admin.unsafe(`vacuum analyze ${table}`);
  }
  return id;
}
