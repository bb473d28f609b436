import type { CallerContext } from '../../db/context.ts';
import type { FileStore } from '../../files/file-store.ts';
import { fileTypeOf } from '../files/file-types.ts';
import { asDocument } from './as-document.ts';
import type { CreateDocumentInput, DocumentUpload } from './contract.ts';
import { insertDocument } from './insert-document.ts';

/**
 * Makes a document that waits for its file, and the URL to PUT it to. Nothing is processed until it
 * is submitted. The URL comes first: without one there would be a document that nobody can fill.
 * @throws `unsupported_file_type` (unsupported), `not_staff` (forbidden)
 */
export async function createDocument(
  ctx: CallerContext & { files: FileStore },
  { body }: { body: CreateDocumentInput },
): Promise<DocumentUpload> {
  const { files, caller } = ctx;
  fileTypeOf(body.filename, body.file_type);
  const id = crypto.randomUUID();
  const path = `${caller.userId}/${id}`;
  const { url, token } = await files.signUpload(path);
  const row = await insertDocument(ctx, { body, id });
  return { document: asDocument(row), upload: { url, token, path, bucket: files.bucket } };
}
