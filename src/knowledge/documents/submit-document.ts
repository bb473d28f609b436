import { sql } from 'drizzle-orm';
import type { Document } from './contract.ts';
import type { Database } from '../../db/client.ts';
import { decodeRow } from '../../db/decode-row.ts';
import { documents } from '../../db/schema/index.ts';
import { conflict } from '../../errors.ts';
import { asDocument } from './as-document.ts';
import { refusal } from './document-refusal.ts';
import { readDocument } from './read-document.ts';

/**
 * Says that the file is there: its processing is queued, in the same statement. Saying so again
 * changes nothing.
 * @throws `document_not_found`, `not_the_owner` (forbidden)
 */
export async function submitDocument(db: Database, documentId: string): Promise<Document> {
  return await start(db, documentId) ?? await submitted(db, documentId);
}

/**
 * Queues the processing of a document that failed; it goes on from where it stopped.
 * @throws `document_not_found`, `not_the_owner` (forbidden), `document_not_failed` (conflict)
 */
export async function retryDocument(db: Database, documentId: string): Promise<Document> {
  const document = await start(db, documentId);
  if (document) return document;
  await submitted(db, documentId);
  throw conflict('document_not_failed', 'Only a document whose processing failed is tried again.');
}

async function start(db: Database, documentId: string): Promise<Document | undefined> {
  const [row] = await db.execute(sql`select * from private.submit_document(${documentId})`);
  return row && asDocument(decodeRow(documents, row));
}

/** The caller's document that was started before. */
async function submitted(db: Database, documentId: string): Promise<Document> {
  const document = await readDocument(db, documentId);
  if (['processing', 'ready'].includes(document.processing_status)) return document;
  throw await refusal(db, documentId);
}
