import type { CallerContext } from '../../db/context.ts';
import { documents, documentTitle } from '../../db/schema/knowledge/documents.ts';
import { fileTypeOf } from '../files/file-types.ts';
import type { CreateDocumentInput } from './contract.ts';
import { onDocumentWrite } from './document-refusal.ts';

export type DocumentRow = typeof documents.$inferSelect;

/**
 * Inserts the row of a document whose file is still to come.
 * @throws `unsupported_file_type` (unsupported), `not_staff` (forbidden)
 */
export async function insertDocument(
  { db, caller }: CallerContext,
  { body, id }: { body: CreateDocumentInput; id?: string },
): Promise<DocumentRow> {
  const { filename, title, file_type, file_size, gym_id } = body;
  const [row] = await db.insert(documents).values({
    ...(id && { id }),
    user_id: caller.userId,
    gym_id,
    title: title ?? documentTitle.cut(filename.replace(/\.[^.]+$/, '').trim() || filename),
    filename,
    file_type: fileTypeOf(filename, file_type),
    file_size: file_size ?? 0,
  }).returning().catch(onDocumentWrite);
  return row!;
}
