import type { CallerDatabase } from '../../db/client.ts';
import type { Embedder } from './embedder.ts';
import { hasVectors } from './has-vectors.ts';

/** What a search waits for its better half. */
const TIMEOUT_MS = 2_000;

/** A question as a vector of the model that embedded the chunks. */
export interface QuestionVector {
  model: string;
  embedding: number[];
}

/** Makes the vector of a question, or nothing: then the search is lexical. It never throws. */
export type EmbedQuestion = (db: CallerDatabase, q: string) => Promise<QuestionVector | undefined>;

/** Tells whoever runs this that a search is worse than it could be. */
export type Warn = (event: string, facts?: Record<string, unknown>) => void;

/** Embeds questions as long as there is a model and a table of vectors, and otherwise warns. */
export function questionEmbedder(
  { embedder, warn }: { embedder: Embedder | undefined; warn: Warn },
): EmbedQuestion {
  if (!embedder) return () => Promise.resolve(undefined);
  let useful: boolean | undefined;
  return async (db, q) => {
    try {
      if (useful === undefined) {
        useful = await hasVectors(db);
        if (!useful) warn('embeddings_without_pgvector');
      }
      if (!useful) return undefined;
      const [embedding] = await embedder.embed([q], AbortSignal.timeout(TIMEOUT_MS));
      return { model: embedder.model, embedding: embedding! };
    } catch (error) {
      // Only its name: an endpoint may repeat the question in its message.
      warn('question_not_embedded', { error: error instanceof Error ? error.name : 'unknown' });
      return undefined;
    }
  };
}
