import type { Retrieve } from '../../../src/agent/answers/passage.ts';
import {
  type SearchContext,
  searchDocuments,
} from '../../../src/knowledge/search/search-documents.ts';
import { callerLimiter, limiter } from '../_shared/limits/limiter.ts';

/** As many as a model reads with attention; the best comes first. */
const PASSAGES = 8;

/** The search is the one long statement of an answer; what is short must not wait behind many. */
const oneOfFew = limiter(2);
/** Nobody's stand in that line twice; as many as one may ask at once wait for their turn. */
const oneOfTheirs = callerLimiter(1, 100);

/** Searches as the caller: what they may not read is not there for the model either. */
export const retrieveAs = (ctx: SearchContext): Retrieve => async (q, context) => {
  const page = { limit: PASSAGES, after: undefined };
  // A model may be slow: its vector is asked for before a place among the few is taken.
  const vector = await ctx.embedQuestion?.(ctx.db, q);
  const embedQuestion = () => Promise.resolve(vector);
  const { items } = await oneOfTheirs(ctx.caller.userId)(() =>
    oneOfFew(() => searchDocuments({ ...ctx, embedQuestion }, { q, ...context, page }))
  );
  return items;
};
