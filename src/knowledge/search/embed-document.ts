import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import { documentChunks } from '../../db/schema/index.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { JobEffect, JobHandler } from '../../jobs/handler.ts';
import type { Embedder } from './embedder.ts';
import { hasVectors } from './has-vectors.ts';

const CHUNKS_PER_REQUEST = 64;
/** How much is done between two commits. */
const CHUNKS_PER_SLICE = 256;

const Payload = z.object({ document_id: z.uuid() });

/** Puts the embedding of a document into the queue, where there is a table for it. */
export async function enqueueEmbedding(
  tx: Database,
  { id, user_id }: { id: string; user_id: string },
): Promise<void> {
  if (!await hasVectors(tx)) return;
  const payload = { document_id: id };
  await enqueue(tx, { kind: 'embed_document', payload, dedupe_key: id, user_id });
}

/**
 * The job `embed_document`: vectors for the chunks that have none of this model. The document is
 * ready without them, so its failure is nobody's but the queue's.
 *
 * @param db the system door
 */
export const embedDocument = (db: Database, embedder: Embedder): JobHandler => async (context) => {
  const { document_id } = Payload.parse(context.job.payload);
  const { model } = embedder;
  const chunks = await db.execute<{ id: string; text: string }>(sql`
    select c.id, concat_ws(E'\n', c.heading, c.content) as text from ${documentChunks} c
    where c.document_id = ${document_id} and not exists (
      select from private.chunk_embeddings e where e.chunk_id = c.id and e.model = ${model}
    )
    order by c.position limit ${CHUNKS_PER_SLICE}`);
  const rows: { chunk_id: string; model: string; embedding: number[] }[] = [];
  for (let at = 0; at < chunks.length; at += CHUNKS_PER_REQUEST) {
    const batch = chunks.slice(at, at + CHUNKS_PER_REQUEST);
    const embeddings = await embedder.embed(batch.map(({ text }) => text), context.signal);
    rows.push(
      ...batch.map(({ id }, i) => ({ chunk_id: id, model, embedding: embeddings[i]! })),
    );
  }
  const save: JobEffect = async (tx) => {
    // By the table's row type: where the type `vector` lives is the database's affair.
    await tx.execute(sql`
      insert into private.chunk_embeddings
      select e.*
      from jsonb_populate_recordset(null::private.chunk_embeddings, ${
      JSON.stringify(rows)
    }::jsonb) e
      where exists (select from ${documentChunks} c where c.id = e.chunk_id)
      on conflict (chunk_id) do update set model = excluded.model, embedding = excluded.embedding`);
  };
  return chunks.length < CHUNKS_PER_SLICE ? save : { continue: save };
};
