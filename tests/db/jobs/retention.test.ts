import { getTableConfig } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Retention } from '../../../src/db/declare/retention.ts';
import * as schema from '../../../src/db/schema/index.ts';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { purgeExpired } from '../../../src/jobs/engine/purge-expired.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { retained } from '../../../supabase/functions/jobs/retained.ts';
import { populate } from '../../access/world/world.ts';
import { left, rows } from './support/aged-rows.ts';
import { type JobsDatabase, jobsDatabase } from './support/jobs.ts';

let at: JobsDatabase;

beforeAll(async () => {
  at = await jobsDatabase();
  await populate(at.admin);
  await at.clear();
});
afterAll(() => at.drop());

const isRetention = (value: unknown): value is Retention =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'retention';

it('every declaration is one that the job goes by', () => {
  const declared = Object.values(schema).filter(isRetention);
  expect(declared.length).toBeGreaterThan(5);
  expect(new Set(retained)).toEqual(new Set(declared));
});

it('what is older than its rule goes in one run, and nothing else', async () => {
  const tables = retained.map(({ table }) => getTableConfig(table))
    .map(({ name, schema = 'public' }) => `${schema}.${name}`);
  expect(Object.keys(rows).sort()).toEqual(tables.sort());
  for (const [insert] of Object.values(rows)) await at.admin.unsafe(insert);
  const [expired] = await at.admin<{ documents: number }[]>`
    select count(*)::int as documents from documents
    where processing_status = 'pending' and created_at < now() - interval '1 day'`;
  const job = registerJob(purgeExpired, { db: at.db, retained });
  expect(await runJobs({ db: at.db, jobs: [job] }, { budgetMs: 60_000 }))
    .toMatchObject({ continued: 1 });
  for (const [table, [, stays]] of Object.entries(rows)) {
    const found = await at.admin.unsafe(`${stays} order by 1`).values();
    expect(found.flat(), table).toEqual(left[table]);
  }
  const files = await at.admin`select from private.jobs where kind = 'delete_file'`;
  expect(files).toHaveLength(expired!.documents);
});
