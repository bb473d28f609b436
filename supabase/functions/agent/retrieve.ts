import type { Retrieve } from '../../../src/agent/answers/passage.ts';
import type { Database } from '../../../src/db/client.ts';
import { searchDocuments } from '../../../src/knowledge/search/search-documents.ts';
import type { EmbedQuestion } from '../_shared/adapters/embeddings.ts';
import { limiter } from '../_shared/limits/limiter.ts';

/** As many as a model reads with attention; the best comes first. */
const PASSAGES = 8;

/** The search is the one long statement of an answer; what is short must not wait behind many. */
const oneOfFew = limiter(2);

/** Searches as the caller: what they may not read is not there for the model either. */
export const retrieveAs =
  (db: Database, embedQuestion: EmbedQuestion): Retrieve => async (question, context) => {
    const vector = await embedQuestion(db, question);
    const page = { limit: PASSAGES, after: undefined };
    const { items } = await oneOfFew(() =>
      searchDocuments(db, { question, ...context }, page, () => Promise.resolve(vector))
    );
    return items;
  };
