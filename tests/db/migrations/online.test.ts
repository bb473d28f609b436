import { once } from 'node:events';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import { RowsHeld, runStep } from '../../../local/database/online/run-step.ts';
import { describeStatement } from '../../../local/database/online/statements.ts';

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  sql = postgres(database.url, { max: 3, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});
beforeEach(async () => {
  await sql`drop table if exists notes`;
  await sql`create table notes (id integer primary key, body text)`;
  await sql`insert into notes select n, 'note' from generate_series(1, 2000) n`;
});

const step = (...statements: string[]) => statements.map(describeStatement);

/** Somebody who writes a row and does not commit until they are told. */
async function linger(body: string) {
  const told = new AbortController();
  let ended: Promise<unknown> = Promise.resolve();
  await new Promise<void>((begin, fail) => {
    ended = sql.begin(async (tx) => {
      await tx`update notes set body = ${body} where id = 1`;
      begin();
      await once(told.signal, 'abort');
    }).catch(fail);
  });
  return { end: () => told.abort(), ended };
}

it('gives up when its patience is at an end, and nothing of it has happened', async () => {
  const lingering = await linger('slow');
  const retries: string[] = [];
  await expect(
    runStep(database.url, step('alter table notes add column more text'), {
      lockTimeoutMs: 20,
      patienceMs: 300,
      onRetry: ({ title }) => retries.push(title),
    }),
  ).rejects.toMatchObject({ code: '55P03' });
  // In between somebody else could write.
  expect(retries.length).toBeGreaterThan(1);
  await sql`update notes set body = 'written' where id = 2`;
  lingering.end();
  await lingering.ended;
  expect(await sql`select * from notes where id in (1, 2) order by id`).toEqual([
    { id: 1, body: 'slow' },
    { id: 2, body: 'written' },
  ]);
});

it('does what went before a statement that cannot be', async () => {
  const statements = step(
    'alter table notes add column more text',
    'alter table nothing add a text',
  );
  await expect(runStep(database.url, statements)).rejects.toMatchObject({ code: '42P01' });
  expect(await sql`select more from notes limit 1`).toEqual([{ more: null }]);
});

it('waits as it likes for what stops nobody', async () => {
  await sql`alter table notes add constraint bodies check (body <> '') not valid`;

  const lingering = await linger('slow');
  const building = runStep(
    database.url,
    step(
      'create index concurrently notes_body on notes (body)',
      'alter table notes validate constraint bodies',
    ),
    { lockTimeoutMs: 20 },
  );
  await sql`update notes set body = 'meanwhile' where id = 2`;
  setTimeout(lingering.end, 300);
  await lingering.ended;
  const ran = await building;
  expect(ran.map(({ retries }) => retries)).toEqual([0, 0]);
  expect(ran[0]!.longest_ms).toBeGreaterThan(200);
  expect(ran[0]!.locks).toEqual({ notes: 'SHARE UPDATE EXCLUSIVE' });
});

it('builds anew an index whose building was broken off', async () => {
  await sql`insert into notes values (3000, 'twice'), (3001, 'twice')`;
  const statements = step('create unique index concurrently notes_body_key on notes (body)');
  await expect(runStep(database.url, statements)).rejects.toMatchObject({ code: '23505' });
  expect(await validity()).toEqual([{ indisvalid: false }]);
  await sql`update notes set body = id::text`;
  await runStep(database.url, statements);
  expect(await validity()).toEqual([{ indisvalid: true }]);
});

const validity = () =>
  sql`select indisvalid from pg_index where indexrelid = 'notes_body_key'::regclass`;

it('runs batches until none is left, and reads what a row is that others write', async () => {
  const lingering = await linger('note');
  const filling = runStep(
    database.url,
    step(`-- again: until none is left
      with batch as (
        select id from notes where body = 'note' order by id limit 500 for no key update skip locked
      ), filled as (
        update notes set body = 'filled' from batch where notes.id = batch.id returning 1
      )
      select (select count(*) from filled) as filled,
        exists (select from notes where body = 'note') as again`),
  );
  setTimeout(lingering.end, 300);
  await lingering.ended;
  const [ran] = await filling;
  expect(ran!.runs).toBeGreaterThan(4);
  expect(ran!.locks).toEqual({ notes: 'ROW EXCLUSIVE' });
  expect(await sql`select count(*)::int as rows, body from notes group by body`).toEqual([
    { rows: 2000, body: 'filled' },
  ]);
});

it('does not run in a circle around rows that others hold, nor for ever', async () => {
  const lingering = await linger('note');
  const retries: number[] = [];
  const began = performance.now();
  await expect(
    runStep(
      database.url,
      step(`-- again: until none is left
        with batch as (
          select id from notes where id = 1 and body = 'note' for no key update skip locked
        ), filled as (
          update notes set body = 'filled' from batch where notes.id = batch.id returning 1
        )
        select (select count(*) from filled) as filled, true as again`),
      { patienceMs: 500, onRetry: () => retries.push(performance.now()) },
    ),
  ).rejects.toThrow(RowsHeld);
  expect(performance.now() - began).toBeGreaterThan(500);
  expect(retries.length).toBeLessThan(12);
  lingering.end();
  await lingering.ended;
});

it('takes no time limit for a lock from the role or the server', async () => {
  await sql`alter role postgres set lock_timeout = '20ms'`;
  try {
    const lingering = await linger('slow');
    const building = runStep(
      database.url,
      step('create index concurrently notes_body on notes (body)'),
    );
    setTimeout(lingering.end, 300);
    await lingering.ended;
    await building;
  } finally {
    await sql`alter role postgres reset lock_timeout`;
  }
});
