import { sql } from 'drizzle-orm';
import type { SearchHit, SearchInput } from '../contracts/search.ts';
import type { Database } from '../db/client.ts';
import type { PageRequest, Slice } from '../db/keyset.ts';
import { highlightsOf } from './highlights.ts';

type Found = Omit<SearchHit, 'chunk_id' | 'highlights'> & { id: string; marked: string };

/**
 * The passages that answer a question best, best first, among what the caller may read: their own
 * documents and those of their gyms. A question without a word to look for finds nothing. Row
 * security would cost the index, so this goes through the definer function `private.search_chunks`,
 * which checks the caller itself; how it ranks is told in SEARCH.md.
 */
export async function searchDocuments(
  db: Database,
  { question, gym_id, document_ids, group = 'passage' }: SearchInput,
  { limit, after }: PageRequest,
): Promise<Slice<SearchHit>> {
  const [score, id] = after ?? [null, null];
  const rows = await db.execute<Found & Record<string, unknown>>(
    sql`select * from private.search_chunks(
      ${question}, ${gym_id ?? null}, ${document_ids ? uuidArray(document_ids) : null},
      ${group === 'document'}, ${score}, ${id}, ${limit + 1}
    )`,
  );
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(({ id: chunk_id, marked, ...hit }) => ({
      ...hit,
      chunk_id,
      highlights: highlightsOf(hit.content, marked),
    })),
    next: last ? [last.score, last.id] : null,
  };
}

const uuidArray = (ids: string[]) => `{${ids.join(',')}}`;
