import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stack } from '../../testkit/http/stack.ts';
import { partOfToday } from '../access/proof/share.ts';
import { actors, ids, known, rows, signUp } from './support/hostile/people.ts';
import { prepare, tidy } from './support/hostile/prepare.ts';
import { readsOf } from './support/hostile/reads.ts';
import { type Column, count, faults, read, write } from './support/hostile/traffic.ts';
import { ROUNDS } from './support/hostile/values.ts';

let admin: postgres.Sql;
let columns: Column[];

beforeAll(async () => {
  admin = postgres(stack().adminUrl, { max: 1, onnotice: () => {} });
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
  await signUp();
  await prepare(admin);
});

afterAll(async () => {
  if (admin) await tidy(admin);
  await admin?.end();
});

describe('rows that the Data API takes', () => {
  it('are read by every route, as every actor', async () => {
    const reads = await readsOf(stack().status.api_url);
    expect(reads.length).toBeGreaterThan(18);
    const rounds = partOfToday([...Array(ROUNDS).keys()], ROUNDS);
    for (const round of rounds) {
      await Promise.all(actors.map((actor) => write(columns, actor, round)));
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
      await Promise.all(actors.map((actor) => read(reads, actor)));
    }
    expect(faults).toEqual([]);
    expect(count.accepted).toBeGreaterThan(50 * rounds.length);
    expect(count.refused).toBeGreaterThan(125 * rounds.length);
  }, 240_000);
});
