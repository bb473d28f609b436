import type { Database } from '../../../../src/db/client.ts';
import { createEmbedder, type Embedder } from '../../../../src/knowledge/search/embedder.ts';
import { hasVectors } from '../../../../src/knowledge/search/has-vectors.ts';
import type { QuestionVector } from '../../../../src/knowledge/search/search-documents.ts';
import type { EmbeddingsEnv } from '../runtime/env.ts';
import { log } from '../runtime/log.ts';

/** What a search waits for its better half. */
const TIMEOUT_MS = 2_000;

/** @throws Error when the endpoint is configured by half */
export function embedderOf(env: EmbeddingsEnv): Embedder | undefined {
  const { EMBEDDINGS_BASE_URL: baseURL, EMBEDDINGS_MODEL: model, EMBEDDINGS_API_KEY: apiKey } = env;
  if (!baseURL !== !model) {
    throw new Error('Environment: EMBEDDINGS_BASE_URL and EMBEDDINGS_MODEL go together');
  }
  return baseURL && model ? createEmbedder({ baseURL, model, apiKey }) : undefined;
}

/** The vector of a question, or nothing: then the search is lexical. It never throws. */
export type EmbedQuestion = (db: Database, question: string) => Promise<QuestionVector | undefined>;

/** @throws Error when the endpoint is configured by half */
export function questionEmbedder(env: EmbeddingsEnv): EmbedQuestion {
  const embedder = embedderOf(env);
  if (!embedder) return () => Promise.resolve(undefined);
  let useful: boolean | undefined;
  return async (db, question) => {
    try {
      if (useful === undefined) {
        useful = await hasVectors(db);
        if (!useful) log('warn', 'embeddings_without_pgvector');
      }
      if (!useful) return undefined;
      const [embedding] = await embedder.embed([question], AbortSignal.timeout(TIMEOUT_MS));
      return { model: embedder.model, embedding: embedding! };
    } catch (error) {
      // Only its name: an endpoint may repeat the question in its message.
      log('warn', 'question_not_embedded', {
        error: error instanceof Error ? error.name : 'unknown',
      });
      return undefined;
    }
  };
}
