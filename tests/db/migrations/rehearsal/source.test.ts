import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readingFrom } from '../../../../local/rehearsal/clone/source.ts';
import { Leftovers } from '../../../../local/rehearsal/leftovers.ts';
import { rehearse } from '../../../../local/rehearsal/rehearse.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';

let source: TestDatabase;
let owner: postgres.Sql;
/** As a hosted database may be reached: no superuser, policies hold, and statements are cut off. */
let plain: postgres.Sql;

beforeAll(async () => {
  source = await createTestDatabase();
  owner = postgres(source.adminUrl, { max: 1, onnotice: () => {} });
  await owner.unsafe(`
    create role plain_reader login password 'plain' nobypassrls;
    alter role plain_reader set statement_timeout = '50ms';
    create table notes (id int);
    insert into notes values (1);
    grant select on notes to plain_reader`);
  const url = new URL(source.url);
  [url.username, url.password] = ['plain_reader', 'plain'];
  plain = postgres(url.href, { max: 1, prepare: false });
});
afterAll(async () => {
  await plain.end();
  await owner.unsafe('drop owned by plain_reader; drop role plain_reader').catch(() => {});
  await owner.end();
  await source.drop();
});

it('is read however long it takes, and not written', async () => {
  await expect(plain`select pg_sleep(0.2)`).rejects.toMatchObject({ code: '57014' });
  await readingFrom(plain, (tx) => tx`select pg_sleep(0.2)`);
  await expect(readingFrom(plain, (tx) => tx`select nextval('one') from notes`)).rejects
    .toMatchObject({ code: '42P01' });
  await expect(readingFrom(owner, (tx) => tx`delete from notes`)).rejects
    .toMatchObject({ code: '25006' });
});

it('is not copied without the rows that a policy hides', async () => {
  expect(await readingFrom(plain, (tx) => tx`select from notes`)).toHaveLength(1);
  await owner`alter table notes enable row level security`;
  expect(await plain`select from notes`).toHaveLength(0);
  await expect(readingFrom(plain, (tx) => tx`select from notes`)).rejects
    .toMatchObject({ code: '42501' });
});

it('is named where it lacks what is to be copied', { timeout: 120_000 }, async () => {
  await owner`alter table push_tokens drop column platform cascade`;
  const leftovers = new Leftovers();
  try {
    await expect(rehearse({ from: source.url, unproven: true }, leftovers)).rejects
      .toThrow(/cannot be copied: .*platform.* It differs in .*push_tokens/);
  } finally {
    await leftovers.clear();
  }
});
