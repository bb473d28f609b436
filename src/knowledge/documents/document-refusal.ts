import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import { findPostgresError } from '../../db/violation.ts';
import { type AppError, conflict, forbidden, notFound } from '../../errors.ts';

export const documentNotFound = () => notFound('document_not_found', 'There is no such document.');

export const notTheOwner = () => forbidden('not_the_owner', 'Only its owner may do that.');

/** Finds out why a write as the caller touched no row: it is hidden or missing, or another's. */
export async function documentRefusal(
  { db }: CallerContext,
  { document_id }: { document_id: string },
): Promise<AppError> {
  const [document] = await db.select({ id: documents.id }).from(documents)
    .where(eq(documents.id, document_id));
  return document ? notTheOwner() : documentNotFound();
}

/** For `.catch()`: says what the database refuses of a document in the product's words. */
export const onDocumentWrite = (err: unknown): never => {
  const fault = findPostgresError(err);
  if (fault?.code === '42501') {
    throw forbidden('not_staff', 'Only staff of a gym may share documents with it.');
  }
  if (fault?.code === '23503') {
    throw notFound('gym_not_found', 'There is no such gym.');
  }
  if (fault?.constraint_name === 'documents_gym_content_unique') {
    throw conflict('document_already_shared', 'The gym has this file already.', 'body.gym_id');
  }
  if (fault?.constraint_name === 'documents_content_unique') {
    throw conflict(
      'document_already_private',
      'You have this file privately already.',
      'body.gym_id',
    );
  }
  throw err;
};
