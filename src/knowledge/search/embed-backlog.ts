import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { documentChunks } from '../../db/schema/knowledge/document-chunks.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { enqueueEmbedding } from './embed-document.ts';
import type { Embedder } from './embedder.ts';
import { hasVectors } from './has-vectors.ts';

const DOCUMENTS_PER_RUN = 500;

/**
 * The recurring job `embed_backlog` finds ready documents without vectors of this model, because
 * they are older than it or their own job died.
 */
export const embedBacklog = defineJob({
  kind: 'embed_backlog',
  payload: z.object({}),
  everySeconds: 600,
  async run({ db, embedder }: { db: SystemDatabase; embedder: Pick<Embedder, 'model'> }) {
    if (!await hasVectors(db)) return;
    const backlog = await db.execute<{ id: string; user_id: string }>(sql`
      select d.id, d.user_id from ${documents} d
      where d.processing_status = 'ready' and exists (
        select from ${documentChunks} c where c.document_id = d.id and not exists (
          select from private.chunk_embeddings e
          where e.chunk_id = c.id and e.model = ${embedder.model}
        )
      )
      limit ${DOCUMENTS_PER_RUN}`);
    return async (tx) => {
      for (const document of backlog) await enqueueEmbedding(tx, document);
    };
  },
});
