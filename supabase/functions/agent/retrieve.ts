import { sql } from 'drizzle-orm';
import type { Passage, Retrieve } from '../../../src/agent/passage.ts';
import type { Database } from '../../../src/db/client.ts';

const PASSAGES = 8;

/** Searches as the caller. */
export const retrieveAs = (db: Database): Retrieve => async (question, context) => {
  const rows = await db.execute<Passage & Record<string, unknown>>(sql`
    with q as (
      select string_agg(quote_literal(lexeme), ' | ')::tsquery as q
      from unnest(to_tsvector('english', ${question})) 
    )
    select c.id as chunk_id, c.document_id, d.title, c.heading, c.content, c.start_offset, c.end_offset
    from q, document_chunks c join documents d on d.id = c.document_id
    where to_tsvector('english', c.content) @@ q.q
      and (${context.gym_id ?? null}::uuid is null or c.gym_id = ${context.gym_id ?? null}::uuid)
    order by ts_rank(to_tsvector('english', c.content), q.q) desc, c.id limit ${PASSAGES}`);
  return [...rows];
};
