import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import { documentRefusal } from './document-refusal.ts';

/**
 * Removes a document and what is found of it at once, and its file by a job. For its owner, and for
 * managers of the gym it is shared with.
 * @throws `document_not_found`, `not_the_owner` (forbidden)
 */
export async function deleteDocument(
  ctx: CallerContext,
  { document_id }: { document_id: string },
): Promise<void> {
  const [deleted] = await ctx.db.delete(documents).where(eq(documents.id, document_id))
    .returning({ id: documents.id });
  if (!deleted) throw await documentRefusal(ctx, { document_id });
}
