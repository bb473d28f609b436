import { sql } from 'drizzle-orm';
import type { SearchHit, SearchInput } from './contract.ts';
import type { Database } from '../../db/client.ts';
import type { PageRequest, Slice } from '../../db/keyset.ts';
import { highlightsOf } from './highlights.ts';

type Found = Omit<SearchHit, 'chunk_id' | 'highlights'> & { id: string; marked: string };

/** A question as a vector of the model that embedded the chunks. */
export interface QuestionVector {
  model: string;
  embedding: number[];
}

/** In a cursor: its page was ranked with the question's vector. */
const HYBRID = 'hybrid';

/**
 * The passages that answer a question best, best first, among what the caller may read: their own
 * documents and those of their gyms. By words alone, a question without a word to look for finds
 * nothing. Row security would cost the index, so this goes through the definer function `private.search_chunks`,
 * which checks the caller itself; how it ranks is told in SEARCH.md.
 *
 * @param embed answers the question's vector, and the search is hybrid, or nothing. A list goes on as
 *   it began; one that began hybrid and gets no vector any more begins anew, lexically.
 */
export async function searchDocuments(
  db: Database,
  { question, gym_id, document_ids, group = 'passage' }: SearchInput,
  { limit, after }: PageRequest,
  embed?: () => Promise<QuestionVector | undefined>,
): Promise<Slice<SearchHit>> {
  const hybrid = after?.[2] === HYBRID;
  const vector = !after || hybrid ? await embed?.() : undefined;
  const [score, id] = after && hybrid === (vector !== undefined) ? after : [null, null];
  const asked = sql`
    ${question}, ${gym_id ?? null}, ${document_ids ? uuidArray(document_ids) : null},
    ${group === 'document'}, ${score}, ${id}, ${limit + 1}`;
  const rows = await db.execute<Found & Record<string, unknown>>(
    vector
      ? sql`select * from private.search_chunks_hybrid(
          ${asked}, ${JSON.stringify(vector.embedding)}, ${vector.model}
        )`
      : sql`select * from private.search_chunks(${asked})`,
  );
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(({ id: chunk_id, marked, ...hit }) => ({
      ...hit,
      chunk_id,
      highlights: highlightsOf(hit.content, marked),
    })),
    next: last ? [last.score, last.id, ...(vector ? [HYBRID] : [])] : null,
  };
}

const uuidArray = (ids: string[]) => `{${ids.join(',')}}`;
