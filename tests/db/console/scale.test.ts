import postgres from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import { TIMEOUTS_MS } from '../../../local/console/workbench/doors.ts';
import { idOf } from '../../access/world/ids.ts';
import { populate } from '../../access/world/world.ts';
import { useConsole } from './support/console.ts';

const TABLES = 100;
const ROWS = 1_000_000;
/** What a machine that does something else may add. */
const MARGIN_MS = 1_500;

const console = useConsole();
const student = `user.${idOf('users.student')}`;

/** A hundred tables: one holds nearly all of a million rows, and none of them is for a caller. */
async function crowd(sql: postgres.Sql): Promise<void> {
  for (let n = 0; n < TABLES; n++) {
    const rows = n === 0 ? ROWS - TABLES * 100 : 100;
    await sql.unsafe(`
      create table crowd_${n} (
        id integer primary key, user_id uuid references users (id), word text default 'word'
      );
      insert into crowd_${n} (id) select generate_series(1, ${rows});
      alter table crowd_${n} enable row level security, force row level security;
      grant select, insert, update, delete on crowd_${n} to authenticated, service_role;
      create policy own on crowd_${n} to authenticated
        using (user_id = (select private.current_user_id()));
    `);
  }
  // What no index helps with, for each of a million rows.
  await sql.unsafe(`alter policy own on crowd_0 using (md5(repeat(id::text, 500)) = 'x')`);
}

beforeAll(async () => {
  const sql = postgres(console.database.url, { max: 1, onnotice: () => {} });
  await populate(sql);
  await crowd(sql);
  await sql.end();
}, 120_000);

async function timed(path: string, form?: Record<string, string>) {
  const started = performance.now();
  const { status, html } = await console.visit(path, form);
  return { status, html, ms: performance.now() - started };
}

describe('with a hundred tables and a million rows', () => {
  it.each<[string, Record<string, string>?]>([
    ['/'],
    ['/people'],
    ['/people?find=student'],
    [`/matrix?as=${student}`],
    [`/matrix?as=${student}&table=public.crowd_0`],
    [`/matrix?as=system`],
    [`/why?as=${student}&table=public.crowd_0`],
    [`/why?as=${student}&table=public.crowd_0&for=select&key.id=999`],
    [`/why?as=${student}&table=public.crowd_0&for=insert&set=id%3D0`],
    [`/run-as?as=${student}`, { what: 'sql', sql: 'select * from crowd_0' }],
    ['/run-as?as=system', { what: 'sql', sql: 'select * from crowd_0' }],
    ['/run-as?as=system', { what: 'sql', sql: 'select * from crowd_0 a, crowd_0 b order by 2' }],
    ['/policies'],
    ['/policies?table=public.crowd_0'],
    [`/cost?as=${student}`],
    [`/cost?as=${student}&table=public.crowd_0&what=list`],
    [`/cost?as=${student}&table=public.crowd_0&what=count`],
    [`/cost?as=system&table=public.crowd_0&what=count`],
    ['/jobs'],
    ['/requests'],
    ['/mail'],
  ])('%s is there in time', async (path, form) => {
    const { status, ms } = await timed(path, form);
    expect(status).toBe(200);
    expect(ms).toBeLessThan(TIMEOUTS_MS.run + MARGIN_MS);
  });

  it('says where counts and rows stop, and what was not in time', async () => {
    const { html } = await timed(`/matrix?as=system&table=public.crowd_0`);
    expect(html).toContain('1,000+');
    const run = await timed('/run-as?as=system', { what: 'sql', sql: 'select * from crowd_0' });
    expect(run.html).toContain('more than 200 rows');
    const slow = await timed(`/matrix?as=${student}&table=public.crowd_0`);
    expect(slow.html).toContain('not in time');
  });

  it('samples by key, and finds a row that is hidden', async () => {
    const { html } = await timed(`/matrix?as=${student}&table=public.crowd_1`);
    expect(html).toContain('Rows this person does not see');
    expect(html).toContain(`table=public.crowd_1&amp;for=select&amp;key.id=1"`);
  });
});
