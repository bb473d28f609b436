import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import { asDocument } from './as-document.ts';
import type { Document } from './contract.ts';
import { documentRefusal } from './document-refusal.ts';
import { readDocument } from './read-document.ts';

/**
 * Says that the file is there: its processing is queued, in the same statement. Saying so again
 * changes nothing.
 * @throws `document_not_found`, `not_the_owner` (forbidden)
 */
export async function submitDocument(
  ctx: CallerContext,
  input: { document_id: string },
): Promise<Document> {
  return await startProcessing(ctx, input) ?? await readStarted(ctx, input);
}

/** Queues the processing of the caller's document; undefined when it does not wait for that. */
export async function startProcessing(
  { db }: CallerContext,
  { document_id }: { document_id: string },
): Promise<Document | undefined> {
  const [row] = await callForRows(db, documents, sql`private.submit_document(${document_id})`);
  return row && asDocument(row);
}

/**
 * Reads a document of the caller's that was started before.
 * @throws `document_not_found`, `not_the_owner` (forbidden)
 */
export async function readStarted(
  ctx: CallerContext,
  input: { document_id: string },
): Promise<Document> {
  const document = await readDocument(ctx, input);
  if (['processing', 'ready'].includes(document.processing_status)) return document;
  throw await documentRefusal(ctx, input);
}
