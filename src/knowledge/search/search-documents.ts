import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { CallerContext } from '../../db/context.ts';
import { callFor } from '../../db/call.ts';
import { type PageRequest, type Slice, slice } from '../../db/keyset.ts';
import { SearchHit, type SearchInput } from './contract.ts';
import { highlightsOf } from './highlights.ts';
import type { EmbedQuestion } from './question-vector.ts';

const Found = SearchHit.omit({ chunk_id: true, highlights: true })
  .extend({ id: z.guid(), marked: z.string() });

/** In a cursor: its page was ranked with the question's vector. */
const HYBRID = 'hybrid';

export interface SearchContext extends CallerContext {
  /** Where it is absent or answers nothing, the search is lexical. */
  embedQuestion?: EmbedQuestion | undefined;
}

/**
 * Finds the passages that answer a question best, best first, among what the caller may read: their
 * own documents and those of their gyms. By words alone, a question without a word to look for finds
 * nothing. Row security would cost the index, so this goes through the definer function
 * `private.search_chunks`, which checks the caller itself; how it ranks is told in SEARCH.md.
 *
 * A list goes on as it began; one that began hybrid and gets no vector any more begins anew,
 * lexically.
 */
export async function searchDocuments(
  { db, embedQuestion }: SearchContext,
  { q, gym_id, document_ids, group = 'passage', page: { limit, after } }: SearchInput & {
    page: PageRequest;
  },
): Promise<Slice<SearchHit>> {
  const hybrid = after?.[2] === HYBRID;
  const vector = !after || hybrid ? await embedQuestion?.(db, q) : undefined;
  const [score, id] = after && hybrid === (vector !== undefined) ? after : [null, null];
  const asked = sql`
    ${q}, ${gym_id ?? null}, ${document_ids ? uuidArray(document_ids) : null},
    ${group === 'document'}, ${score}, ${id}, ${limit + 1}`;
  const call = vector
    ? sql`private.search_chunks_hybrid(
        ${asked}, ${JSON.stringify(vector.embedding)}, ${vector.model}
      )`
    : sql`private.search_chunks(${asked})`;
  const { items, next } = slice(
    await callFor(db, Found, call),
    limit,
    (hit) => [hit.score, hit.id, ...(vector ? [HYBRID] : [])],
  );
  return {
    items: items.map(({ id: chunk_id, marked, ...hit }) => ({
      ...hit,
      chunk_id,
      highlights: highlightsOf(hit.content, marked),
    })),
    next,
  };
}

const uuidArray = (ids: string[]) => `{${ids.join(',')}}`;
