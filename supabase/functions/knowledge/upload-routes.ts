import {
  CreateDocumentInput,
  Document,
  DocumentParams,
  DocumentUpload,
  UploadQuery,
} from '../../../src/knowledge/documents/contract.ts';
import { createDocument } from '../../../src/knowledge/documents/create-document.ts';
import { retryDocument } from '../../../src/knowledge/documents/retry-document.ts';
import { submitDocument } from '../../../src/knowledge/documents/submit-document.ts';
import { uploadDocument } from '../../../src/knowledge/documents/upload-document.ts';
import type { FileStore } from '../../../src/files/file-store.ts';
import { fileLimit } from '../../../src/db/schema/knowledge/documents.ts';
import { MAX_FILE_BYTES } from '../../../src/knowledge/files/limits.ts';
import type { App } from '../_shared/http/app.ts';
import { reply } from '../_shared/http/route/reply.ts';
import { route } from '../_shared/http/route/route.ts';
import { uploadStack } from '../_shared/stacks/upload.ts';
import { userStack } from '../_shared/stacks/user.ts';
import { withContext } from '../_shared/stacks/with-context.ts';

/** Two ways in: the file in one call, or a row first and the file straight to Storage. */
export function uploadRoutes(app: App, ports: { files: FileStore }): void {
  route(app, withContext(uploadStack, ports), {
    id: 'uploadDocument',
    method: 'post',
    path: '/documents/upload',
    summary: 'Upload a file and have it processed',
    description: 'Send the bytes as the body, with their media type. The processing of a new ' +
      'document goes on after the answer: read the document until it is `ready` or `failed`.',
    query: UploadQuery,
    file: {
      description: `PDF, DOCX, Markdown, HTML or plain text; at most ${fileLimit.text}`,
      maxBytes: MAX_FILE_BYTES,
    },
    response: Document,
    status: 202,
    also: { 200: 'The file was there already: the document that it is.' },
    problems: ['not_staff', 'gym_not_found', 'unsupported_file_type', 'file_empty'],
  }, async (ctx, input) => {
    const { document, created } = await uploadDocument(ctx, { ...input, file: ctx.upload });
    return reply(document, { status: created ? 202 : 200 });
  });

  route(app, withContext(userStack, ports), {
    id: 'createDocument',
    method: 'post',
    path: '/documents',
    summary: 'Announce a file and get a URL to PUT it to; then submit it',
    body: CreateDocumentInput,
    response: DocumentUpload,
    status: 201,
    idempotent: false,
    problems: ['not_staff', 'gym_not_found', 'unsupported_file_type'],
  }, createDocument);

  route(app, userStack, {
    id: 'submitDocument',
    method: 'post',
    path: '/documents/{document_id}/submit',
    summary: 'The file is there: process it',
    params: DocumentParams,
    response: Document,
    status: 202,
    problems: ['document_not_found', 'not_the_owner'],
  }, submitDocument);

  route(app, userStack, {
    id: 'retryDocument',
    method: 'post',
    path: '/documents/{document_id}/retry',
    summary: 'Process it again after a failure',
    params: DocumentParams,
    response: Document,
    status: 202,
    problems: ['document_not_found', 'not_the_owner', 'document_not_failed'],
  }, retryDocument);
}
