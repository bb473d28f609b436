import type { Caller } from '../../../../src/caller.ts';
import type { SearchHit, SearchInput } from '../../../../src/knowledge/search/contract.ts';
import { DIMENSIONS } from '../../../../src/knowledge/search/embedder.ts';
import type { QuestionVector } from '../../../../src/knowledge/search/question-vector.ts';
import { searchDocuments } from '../../../../src/knowledge/search/search-documents.ts';
import { createEmbedder } from '../../../../supabase/functions/_shared/adapters/embeddings.ts';
import { direction, startFakeEmbeddings } from '../../../../testkit/doubles/fake-embeddings.ts';
import { createVectorDatabase } from '../../../../testkit/database/pglite.ts';
import { everyJob } from './every-job.ts';
import { searchDatabase } from './search.ts';

/** Which way a text points: so many degrees as it says in `<…>`, or far away. */
export const vectorOf = (text: string): number[] =>
  direction(Number(/<(\d+)>/.exec(text)?.[1] ?? 170));

/** A question that points there, for `searchDocuments`. */
export const towards =
  (degrees: number, model = 'small') => (): Promise<QuestionVector | undefined> =>
    Promise.resolve({ model, embedding: direction(degrees).slice(0, DIMENSIONS) });

/** A database with pgvector, in which passages are written, and an embedding model. */
export async function vectorDatabase() {
  const endpoint = await startFakeEmbeddings();
  endpoint.vectorOf = vectorOf;
  const at = await searchDatabase(createVectorDatabase);

  /** None of them runs by itself: a test says when. */
  const jobs = (model = 'small') => {
    const env = { EMBEDDINGS_BASE_URL: endpoint.url, EMBEDDINGS_MODEL: model };
    const embedder = createEmbedder(env, DIMENSIONS);
    return everyJob({ db: at.db, files: at.files, embedder })
      .map((job) => ({ ...job, everySeconds: undefined }));
  };
  /** Everything in the queue, whenever it would be due. */
  async function runAll(model?: string): Promise<void> {
    const live = async () => {
      await at.makeDue();
      return (await at.run(jobs(model))).taken;
    };
    for (let round = 0; round < 20 && await live() > 0; round++);
  }

  return {
    ...at,
    endpoint,
    jobs,
    runAll,
    /** Gives every chunk its vector, as the queue does. */
    async embedAll(model?: string): Promise<void> {
      await at.admin`insert into private.jobs (kind, run_at) values ('embed_backlog', now())`;
      await runAll(model);
    },
    /** The passages that have a vector of the model. */
    async embedded(model = 'small'): Promise<string[]> {
      const rows = await at.admin<{ content: string }[]>`
        select c.content from private.chunk_embeddings e
        join document_chunks c on c.id = e.chunk_id where e.model = ${model}`;
      return rows.map(({ content }) => content);
    },
    async hybrid(caller: Caller, input: SearchInput, embed = towards(0)): Promise<SearchHit[]> {
      const page = { limit: 100, after: undefined };
      const ctx = { ...at.as(caller), embedQuestion: embed };
      return (await searchDocuments(ctx, { ...input, page })).items;
    },
    async drop(): Promise<void> {
      await at.drop();
      await endpoint.stop();
    },
  };
}

export type VectorDatabase = Awaited<ReturnType<typeof vectorDatabase>>;
