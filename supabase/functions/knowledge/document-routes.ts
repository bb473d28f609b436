import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import {
  Document,
  DocumentParams,
  DocumentsQuery,
  TextPart,
  UpdateDocumentInput,
} from '../../../src/knowledge/documents/contract.ts';
import { deleteDocument } from '../../../src/knowledge/documents/delete-document.ts';
import { listDocuments } from '../../../src/knowledge/documents/list-documents.ts';
import { readDocument } from '../../../src/knowledge/documents/read-document.ts';
import { readText } from '../../../src/knowledge/documents/read-text.ts';
import { updateDocument } from '../../../src/knowledge/documents/update-document.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function documentRoutes(app: App): void {
  route(app, userStack, {
    id: 'listDocuments',
    method: 'get',
    path: '/documents',
    summary: 'My documents, or those of a gym I belong to; newest first',
    query: DocumentsQuery,
    response: pageOf(Document),
  }, listDocuments);

  route(app, userStack, {
    id: 'readDocument',
    method: 'get',
    path: '/documents/{document_id}',
    summary: 'One document, and how far its processing is',
    params: DocumentParams,
    response: Document,
    versioned: true,
    problems: ['document_not_found'],
  }, readDocument);

  route(app, userStack, {
    id: 'updateDocument',
    method: 'patch',
    path: '/documents/{document_id}',
    summary: 'Rename it, share it with a gym, or make it private',
    params: DocumentParams,
    body: UpdateDocumentInput,
    response: Document,
    versioned: true,
    problems: [
      'document_not_found',
      'not_the_owner',
      'not_staff',
      'gym_not_found',
      'document_already_shared',
      'document_already_private',
    ],
  }, updateDocument);

  route(app, userStack, {
    id: 'deleteDocument',
    method: 'delete',
    path: '/documents/{document_id}',
    summary: 'Remove it, its passages and its file',
    params: DocumentParams,
    problems: ['document_not_found', 'not_the_owner'],
  }, deleteDocument);

  route(app, userStack, {
    id: 'readDocumentText',
    method: 'get',
    path: '/documents/{document_id}/text',
    summary: 'The text that offsets count in, part by part',
    params: DocumentParams,
    query: PageQuery,
    response: pageOf(TextPart),
    problems: ['document_not_found'],
  }, readText);
}
