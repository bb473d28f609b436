import type { Caller } from '../../caller.ts';
import type { CreateDocumentInput, DocumentUpload } from './contract.ts';
import type { Database } from '../../db/client.ts';
import { asDocument } from './as-document.ts';
import type { FileStore } from '../files/file-store.ts';
import { fileTypeOf } from '../files/file-types.ts';
import { insertDocument } from './insert-document.ts';

/**
 * A document that waits for its file, and the URL to PUT it to. Nothing is processed until it is
 * submitted. The URL comes first: without one there would be a document that nobody can fill.
 * @throws `unsupported_file_type` (unsupported), `not_staff` (forbidden)
 */
export async function createDocument(
  db: Database,
  caller: Caller,
  files: FileStore,
  input: CreateDocumentInput,
): Promise<DocumentUpload> {
  fileTypeOf(input.filename, input.file_type);
  const id = crypto.randomUUID();
  const path = `${caller.userId}/${id}`;
  const { url, token } = await files.signUpload(path);
  const row = await insertDocument(db, caller, input, id);
  return { document: asDocument(row), upload: { url, token, path, bucket: files.bucket } };
}
