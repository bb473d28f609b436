import postgres from 'postgres';
import { expect, it } from 'vitest';
import { importFrom } from '../../../local/legacy/import-from.ts';
import { ImportBusy, takeLock } from '../../../src/legacy/engine/run.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import { differing, movingIn } from './support/moving-in.ts';

const scene = movingIn();

/** What an import says that cannot begin; nothing was written. */
async function refused(change: string, back: string): Promise<string> {
  const { old, admin, moveIn } = scene;
  await old.unsafe(change);
  try {
    const error = await moveIn().then(() => undefined, (error: Error) => error);
    expect(await admin`select from private.import_runs`).toEqual([]);
    return error?.message ?? 'it came over';
  } finally {
    await old.unsafe(back);
  }
}

it('names all tables and columns that are missing', async () => {
  const words = await refused(
    'alter table assets rename to things; alter table users rename column birth to born',
    'alter table things rename to assets; alter table users rename column born to birth',
  );
  expect(words).toContain('there is no table assets');
  expect(words).toContain('users has no column birth');
});

it('names what may not be read', async () => {
  const { old, legacy, database } = scene;
  await old`create role reader login password 'reader'`;
  await old`grant select on all tables in schema public to reader`;
  await old`revoke select on checkins from reader`;
  const from = new URL(legacy.url);
  [from.username, from.password] = ['reader', 'reader'];
  const run = () =>
    importFrom({ from: from.href, dry: true, resume: false, timezone: 'UTC' }, database.url);
  await expect(run()).rejects.toThrow('checkins may not be read');
  // What policies hide from who reads is not taken for all there is.
  await old`grant select on checkins to reader`;
  await old`alter table users enable row level security`;
  await expect(run()).rejects.toThrow('row-level security');
  await old`alter table users disable row level security`;
  await old`revoke all on all tables in schema public from reader`;
  await old`drop role reader`;
});

it('names rows that have one id', async () => {
  const words = await refused(
    `alter table versions drop constraint versions_pkey;
    insert into versions (id, app_version, created_at) values (1, '9.9.9', '2024-01-01')`,
    `delete from versions where app_version = '9.9.9'; alter table versions add primary key (id)`,
  );
  expect(words).toContain('versions has rows with one id, or without: 1');
});

it('finds tables in another schema, where the address says so', async () => {
  const { old, legacy, database } = scene;
  await old`alter schema public rename to app`;
  await old`create schema public`;
  const options = { dry: true, resume: false, timezone: 'America/Sao_Paulo' };
  const from = `${legacy.url}?search_path=app`;
  try {
    await expect(scene.moveIn({ dry: true })).rejects.toThrow('?search_path=');
    const report = await importFrom({ ...options, from }, database.url);
    expect(report.tables.find(({ table }) => table === 'checkins')).toMatchObject({
      written: 3000,
    });
  } finally {
    await old`drop schema public`;
    await old`alter schema app rename to public`;
  }
});

it('asks for migrations first', async () => {
  const { legacy } = scene;
  const empty = await createTestDatabase({ empty: true });
  await expect(
    importFrom({ from: legacy.url, dry: true, resume: false, timezone: 'UTC' }, empty.url),
  ).rejects.toThrow('npm run db:migrate');
  await empty.drop();
});

it('does not begin beside another', async () => {
  const { database } = scene;
  const [one, other] = [1, 2].map(() => postgres(database.url, { max: 1 }));
  await takeLock(one!);
  await expect(takeLock(other!, 200)).rejects.toThrow(ImportBusy);
  await Promise.all([one!.end(), other!.end()]);
});

it('ends when the old server is gone in the middle, and goes on later', async () => {
  const { old, database, legacy, admin, moveIn } = scene;
  let cut = false;
  const cutShort = importFrom(
    { from: legacy.url, dry: false, resume: false, timezone: 'America/Sao_Paulo' },
    database.url,
    {
      onProgress(table) {
        if (cut || table !== 'class') return;
        cut = true;
        void old`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`.then();
      },
    },
  );
  await expect(cutShort).rejects.toThrow();
  expect(await admin`select at_table from private.import_runs where ended_at is null`)
    .toHaveLength(1);
  const report = await moveIn({ resume: true });
  expect(differing(report)).toEqual([]);
});

it('brings nothing from an old database without rows', async () => {
  const { old, legacy } = scene;
  await old.unsafe(`truncate ${Object.keys(legacy.rows).join(', ')}`);
  const empty = await createTestDatabase();
  const report = await importFrom(
    { from: legacy.url, dry: false, resume: false, timezone: 'UTC' },
    empty.url,
  );
  expect(report.ok).toBe(true);
  expect(report.tables.map(({ read, written }) => read + written)).toEqual(
    report.tables.map(() => 0),
  );
  await empty.drop();
});
