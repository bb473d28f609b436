import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import { findPostgresError } from '../../db/violation.ts';
import { type AppError, refuse } from '../../errors.ts';

export const documentNotFound = () => refuse('document_not_found');

export const notTheOwner = () => refuse('not_the_owner');

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
  const field = 'body.gym_id';
  if (fault?.code === '42501') throw refuse('not_staff');
  if (fault?.code === '23503') throw refuse('gym_not_found');
  if (fault?.constraint_name === 'documents_gym_content_unique') {
    throw refuse('document_already_shared', { field });
  }
  if (fault?.constraint_name === 'documents_content_unique') {
    throw refuse('document_already_private', { field });
  }
  throw err;
};
