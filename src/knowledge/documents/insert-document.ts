import type { Caller } from '../../caller.ts';
import type { CreateDocumentInput } from './contract.ts';
import type { Database } from '../../db/client.ts';
import { documents } from '../../db/schema/index.ts';
import { onDocumentWrite } from './document-refusal.ts';
import { fileTypeOf } from '../files/file-types.ts';

export type DocumentRow = typeof documents.$inferSelect;

/**
 * The row of a document whose file is still to come.
 * @throws `unsupported_file_type` (unsupported), `not_staff` (forbidden)
 */
export async function insertDocument(
  db: Database,
  caller: Caller,
  { filename, title, file_type, file_size, gym_id }: CreateDocumentInput,
  id?: string,
): Promise<DocumentRow> {
  const [row] = await db.insert(documents).values({
    ...(id && { id }),
    user_id: caller.userId,
    gym_id,
    title: title ?? (filename.replace(/\.[^.]+$/, '').trim() || filename),
    filename,
    file_type: fileTypeOf(filename, file_type),
    file_size: file_size ?? 0,
  }).returning().catch(onDocumentWrite);
  return row!;
}
