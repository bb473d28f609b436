import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { documentChunks } from '../../db/schema/knowledge/document-chunks.ts';
import type { JobEffect } from '../../jobs/attempt.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { Embedder } from './embedder.ts';
import { hasVectors } from './has-vectors.ts';

const CHUNKS_PER_REQUEST = 64;
/** How much is done between two commits. */
const CHUNKS_PER_SLICE = 256;

/**
 * The job `embed_document` makes vectors for the chunks that have none of this model. The document
 * is ready without them, so its failure is nobody's but the queue's.
 */
export const embedDocument = defineJob({
  kind: 'embed_document',
  payload: z.object({ document_id: z.guid() }),
  async run({ db, embedder }: { db: SystemDatabase; embedder: Embedder }, { payload, signal }) {
    const { model } = embedder;
    const chunks = await db.execute<{ id: string; text: string }>(sql`
      select c.id, concat_ws(E'\n', c.heading, c.content) as text from ${documentChunks} c
      where c.document_id = ${payload.document_id} and not exists (
        select from private.chunk_embeddings e where e.chunk_id = c.id and e.model = ${model}
      )
      order by c.position limit ${CHUNKS_PER_SLICE}`);
    const rows: EmbeddingRow[] = [];
    for (let at = 0; at < chunks.length; at += CHUNKS_PER_REQUEST) {
      const batch = chunks.slice(at, at + CHUNKS_PER_REQUEST);
      const embeddings = await embedder.embed(batch.map(({ text }) => text), signal);
      rows.push(
        ...batch.map(({ id }, i) => ({ chunk_id: id, model, embedding: embeddings[i]! })),
      );
    }
    const save = saveEmbeddings(rows);
    return chunks.length < CHUNKS_PER_SLICE ? save : { continue: save };
  },
});

/** Puts the embedding of a document into the queue, where there is a table for it. */
export async function enqueueEmbedding(
  tx: SystemDatabase,
  { id, user_id }: { id: string; user_id: string },
): Promise<void> {
  if (!await hasVectors(tx)) return;
  await enqueue(tx, embedDocument, { document_id: id }, { key: id, userId: user_id });
}

interface EmbeddingRow {
  chunk_id: string;
  model: string;
  embedding: number[];
}

const saveEmbeddings = (rows: readonly EmbeddingRow[]): JobEffect => async (tx) => {
  // By the table's row type: where the type `vector` lives is the database's affair.
  await tx.execute(sql`
    insert into private.chunk_embeddings
    select e.*
    from jsonb_populate_recordset(null::private.chunk_embeddings, ${JSON.stringify(rows)}::jsonb) e
    where exists (select from ${documentChunks} c where c.id = e.chunk_id)
    on conflict (chunk_id) do update set model = excluded.model, embedding = excluded.embedding`);
};
