import type { Retrieve } from '../../../src/agent/passage.ts';
import type { Database } from '../../../src/db/client.ts';
import { searchDocuments } from '../../../src/knowledge/search-documents.ts';

/** As many as a model reads with attention; the best comes first. */
const PASSAGES = 8;

/** Searches as the caller: what they may not read is not there for the model either. */
export const retrieveAs = (db: Database): Retrieve => async (question, context) => {
  const page = { limit: PASSAGES, after: undefined };
  const { items } = await searchDocuments(db, { question, ...context }, page);
  return items;
};
