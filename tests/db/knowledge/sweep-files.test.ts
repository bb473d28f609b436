import { afterAll, beforeAll, expect, it } from 'vitest';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { sweepFiles } from '../../../src/knowledge/files/sweep-files.ts';
import { knowledgeDatabase } from './support/knowledge.ts';

let at: Awaited<ReturnType<typeof knowledgeDatabase>>;

beforeAll(async () => {
  at = await knowledgeDatabase();
  // The list that Storage keeps of its objects, as far as the sweep reads it.
  await at.admin.unsafe(`
    create schema storage;
    create table storage.objects (bucket_id text, name text);
    grant usage on schema storage to postgres;
    grant select on storage.objects to postgres`);
});
afterAll(() => at.drop());

const sweep = () =>
  runJobs({ db: at.db, jobs: [registerJob(sweepFiles, at)] }, { budgetMs: 60_000 });

it('removes what no document has, page by page, and nothing of another bucket', async () => {
  const owner = await at.arrive('owner');
  const { document } = await at.upload(owner, 'kept.txt', 'Kept.');
  const strays = Array.from({ length: 1_001 }, () => `${owner.userId}/${crypto.randomUUID()}`);
  for (const path of strays) at.files.objects.set(path, new Uint8Array(1));
  const names = [...at.files.objects.keys()];
  await at.admin`insert into storage.objects select 'documents', unnest(${names}::text[])`;
  await at.admin`insert into storage.objects values ('avatars', 'a'), ('avatars', 'b')`;
  at.files.objects.set('a', new Uint8Array(1));

  expect(await sweep()).toMatchObject({ continued: 1 });
  expect([...at.files.objects.keys()].sort()).toEqual(
    [`${owner.userId}/${document.id}`, 'a'].sort(),
  );
});
