import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Caller } from '../../../src/caller.ts';
import { DIMENSIONS } from '../../../src/knowledge/search/embedder.ts';
import { questionEmbedder } from '../../../src/knowledge/search/question-vector.ts';
import { searchDocuments } from '../../../src/knowledge/search/search-documents.ts';
import { createEmbedder } from '../../../supabase/functions/_shared/adapters/embeddings.ts';
import {
  type FakeEmbeddings,
  startFakeEmbeddings,
} from '../../../testkit/doubles/fake-embeddings.ts';
import { everyJob } from './support/every-job.ts';
import { type SearchDatabase, searchDatabase } from './support/search.ts';

let at: SearchDatabase;
let endpoint: FakeEmbeddings;
let env: { EMBEDDINGS_BASE_URL: string; EMBEDDINGS_MODEL: string };
let reader: Caller;

beforeAll(async () => {
  [at, endpoint] = await Promise.all([searchDatabase(), startFakeEmbeddings()]);
  env = { EMBEDDINGS_BASE_URL: endpoint.url, EMBEDDINGS_MODEL: 'small' };
  reader = await at.arrive('reader');
  const [offered] = await at.admin`select from pg_available_extensions where name = 'vector'`;
  expect(offered, 'this server is to have no pgvector').toBeUndefined();
});
afterAll(async () => {
  await at?.drop();
  await endpoint?.stop();
});

it('leaves nothing of it in the database', async () => {
  const left = await at.admin`
    select oid::regclass::text as name from pg_class where relname ~ 'embedding'
    union all
    select oid::regprocedure::text from pg_proc
    where proname ~ 'embedding|hybrid|nearest' and pronamespace = 'private'::regnamespace
    union all
    select extname from pg_extension where extname = 'vector'`;
  expect([...left]).toEqual([]);
});

it('makes documents ready without asking the model', async () => {
  const { document } = await at.upload(reader, 'ukemi.txt', 'Ukemi is falling without harm.');
  const embedder = createEmbedder(env, DIMENSIONS);
  const jobs = everyJob({ db: at.db, files: at.files, embedder })
    .filter(({ kind }) => ['embed_backlog', 'process_document'].includes(kind));
  expect(await at.run(jobs)).toMatchObject({ taken: 2, succeeded: 1, continued: 1 });
  expect(await at.document(document.id)).toMatchObject({ processing_status: 'ready' });
  const rows = await at.admin`select kind, status from private.jobs order by kind`;
  expect([...rows]).toEqual([
    { kind: 'embed_backlog', status: 'queued' },
    { kind: 'process_document', status: 'succeeded' },
  ]);
  expect(endpoint.asked).toBe(0);
});

it('searches by words, and says once that there are no vectors', async () => {
  await at.write(reader, 'Bows', ['A bow opens the class.']);
  const warn = vi.fn();
  const embedQuestion = questionEmbedder({ embedder: createEmbedder(env, DIMENSIONS), warn });
  for (let i = 0; i < 2; i++) {
    const page = { limit: 10, after: undefined };
    const { items } = await searchDocuments(
      { ...at.as(reader), embedQuestion },
      { q: 'bow', page },
    );
    expect(items.map(({ content }) => content)).toEqual(['A bow opens the class.']);
  }
  expect(warn.mock.calls).toEqual([['embeddings_without_pgvector']]);
  expect(endpoint.asked).toBe(0);
});

it.each(['EMBEDDINGS_BASE_URL', 'EMBEDDINGS_MODEL'])('is not configured by %s alone', (name) => {
  const half = { [name]: 'https://models.test/v1' };
  expect(() => createEmbedder(half, DIMENSIONS)).toThrow(
    'EMBEDDINGS_BASE_URL and EMBEDDINGS_MODEL',
  );
});
