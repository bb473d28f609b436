import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import type { Document } from './contract.ts';
import { readStarted, startProcessing } from './submit-document.ts';

/**
 * Queues the processing of a document that failed; it goes on from where it stopped.
 * @throws `document_not_found`, `not_the_owner` (forbidden), `document_not_failed` (conflict)
 */
export async function retryDocument(
  ctx: CallerContext,
  input: { document_id: string },
): Promise<Document> {
  const document = await startProcessing(ctx, input);
  if (document) return document;
  await readStarted(ctx, input);
  throw refuse('document_not_failed');
}
