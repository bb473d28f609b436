import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Caller } from '../../../src/caller.ts';
import type { SearchHit } from '../../../src/knowledge/search/contract.ts';
import { DIMENSIONS } from '../../../src/knowledge/search/embedder.ts';
import { questionEmbedder } from '../../../src/knowledge/search/question-vector.ts';
import { eraseUser } from '../../../src/identity/privacy/erase-user.ts';
import { createApp } from '../../../supabase/functions/_shared/http/app.ts';
import { installFetchCheck } from '../../../supabase/functions/_shared/db/fetch-check.ts';
import { createEmbedder } from '../../../supabase/functions/_shared/adapters/embeddings.ts';
import {
  authEnv,
  cursorEnv,
  embeddingsEnv,
  httpEnv,
  readEnv,
} from '../../../supabase/functions/_shared/runtime/env.ts';
import { log } from '../../../supabase/functions/_shared/runtime/log.ts';
import { knowledgeRoutes } from '../../../supabase/functions/knowledge/routes.ts';
import { stubProject } from '../../../testkit/http/project.ts';
import { type VectorDatabase, vectorDatabase, vectorOf } from './support/vectors.ts';

let at: VectorDatabase;
let student: Caller;
let uninstall: () => void;

beforeAll(async () => {
  // A connection that is held during a call to the endpoint fails the test.
  uninstall = installFetchCheck();
  at = await vectorDatabase();
  student = await at.arrive('student');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  uninstall();
  await at?.drop();
});
beforeEach(() => {
  Object.assign(at.endpoint, { vectorOf, status: 200, asked: 0 });
});

describe('vectors come and go with the chunks', () => {
  it('are made by a job of their own once a document is ready', async () => {
    const uploader = await at.arrive('uploader');
    const text = Array.from({ length: 300 }, (_, i) => `# Part ${i}\n\nLesson ${i}.`).join('\n\n');
    const { document } = await at.upload(uploader, 'lessons.md', text);
    await at.runAll();
    expect(await at.document(document.id)).toMatchObject({ processing_status: 'ready' });
    expect(await at.embedded()).toHaveLength(300);
    expect(at.endpoint.asked).toBe(300);

    await eraseUser({ db: at.db }, { user_id: uploader.userId });
    expect(await at.embedded()).toEqual([]);
  });

  it.each([
    ['refuses', () => at.endpoint.status = 503],
    ['answers vectors of another size', () => at.endpoint.vectorOf = () => [1, 0, 0]],
  ])('leave the document alone when the endpoint %s', async (how, spoil) => {
    const { document } = await at.upload(student, 'kata.txt', `Kata ${how}.`);
    spoil();
    await at.run(at.jobs());
    await at.makeDue();
    await at.run(at.jobs());
    expect(await at.document(document.id)).toMatchObject({ processing_status: 'ready' });
    const [job] = await at.admin`
      select status, attempts from private.jobs
      where kind = 'embed_document' and dedupe_key = ${document.id}`;
    expect(job).toMatchObject({ status: 'queued', attempts: expect.toSatisfy((n) => n > 0) });
    const hits = await at.hybrid(student, { q: `kata ${how}` });
    expect(hits.map(({ content }) => content)).toContain(`Kata ${how}.`);

    Object.assign(at.endpoint, { vectorOf, status: 200 });
    await at.runAll();
    expect(await at.embedded()).toContain(`Kata ${how}.`);
  });

  it('are replaced when the model is another', async () => {
    const { length } = await at.embedded();
    expect(length).toBeGreaterThan(0);
    await at.embedAll('large');
    expect(await at.embedded('large')).toHaveLength(length);
    expect(await at.embedded()).toEqual([]);
  });
});

describe('GET /search', () => {
  let search: (q: string) => Promise<{ status: number; found: string[] }>;
  const warnings = vi.fn<(line: string) => void>();
  beforeAll(async () => {
    vi.spyOn(console, 'log').mockImplementation(() => {});
    vi.spyOn(console, 'error').mockImplementation(warnings);
    const signToken = await stubProject(at, {
      EMBEDDINGS_BASE_URL: at.endpoint.url,
      EMBEDDINGS_MODEL: 'small',
    });
    const token = await signToken('asker');
    const settings = readEnv({ ...httpEnv, ...authEnv, ...cursorEnv, ...embeddingsEnv });
    const knowledge = createApp({ name: 'knowledge', description: '', env: settings });
    knowledgeRoutes(knowledge, {
      files: at.files,
      embedQuestion: questionEmbedder({
        embedder: createEmbedder(settings, DIMENSIONS),
        warn: (event, facts) => log('warn', event, facts),
      }),
    });
    search = async (q) => {
      const url = `https://project.supabase.co/knowledge/search?q=${encodeURIComponent(q)}`;
      const response = await knowledge.fetch(
        new Request(url, { headers: { authorization: `Bearer ${token}` } }),
      );
      const { items } = await response.json() as { items: SearchHit[] };
      return { status: response.status, found: items.map(({ content }) => content) };
    };
    const asker = await at.arrive('asker');
    await at.write(asker, 'Grips', ['The lapel is held. <10>', 'Sleeves are pulled. <20>']);
    await at.embedAll();
  });
  beforeEach(() => warnings.mockClear());

  it('finds by meaning what shares no word with the question', async () => {
    expect(await search('tecido <20>')).toEqual({
      status: 200,
      found: ['Sleeves are pulled. <20>', 'The lapel is held. <10>'],
    });
    expect(warnings).not.toHaveBeenCalled();
  });

  it.each([
    ['refuses', () => at.endpoint.status = 500],
    ['answers vectors of another size', () => at.endpoint.vectorOf = () => [1]],
    ['says nothing', () => at.endpoint.status = 0],
  ])('finds by words, and warns without the question, when the endpoint %s', async (_, spoil) => {
    spoil();
    expect(await search('lapel collar')).toEqual({
      status: 200,
      found: ['The lapel is held. <10>'],
    });
    expect(at.endpoint.asked).toBe(1);
    const [line] = warnings.mock.calls.flat();
    expect(line).toContain('question_not_embedded');
    expect(line).not.toContain('lapel');
  });
});
