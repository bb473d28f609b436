import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { timestamps } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import {
  documentFilename,
  documents,
  documentTitle,
  fileSize,
  mediaType,
} from '../../db/schema/knowledge/documents.ts';

const documentRow = createSelectSchema(documents, {
  id: z.guid(),
  user_id: z.guid(),
  gym_id: z.guid().nullable(),
  file_size: z.int().meta({ description: 'Bytes' }),
  processing_done: z.int().meta({ description: 'Steps of the processing that are done' }),
  processing_total: z.int().nullable().meta({ description: 'Of so many; null until it is known' }),
  error: z.string().nullable().meta({ description: 'Why it failed: `unreadable`, `no_text`, …' }),
  content_hash: z.string().nullable().meta({ description: 'SHA-256 of the file, hexadecimal' }),
  ...timestamps,
});

const announced = { filename: 'rules.pdf', title: 'House rules', file_size: 184_320 };
const example = {
  id: EXAMPLE.document_id,
  user_id: EXAMPLE.manager_id,
  gym_id: EXAMPLE.gym_id,
  ...announced,
  file_type: 'application/pdf',
  processing_status: 'processing',
  processing_done: 3,
  processing_total: 12,
  error: null,
  content_hash: null,
  created_at: EXAMPLE.asked,
  updated_at: EXAMPLE.decided,
  error_message: null,
};

export const Document = documentRow.pick({
  id: true,
  user_id: true,
  gym_id: true,
  title: true,
  filename: true,
  file_type: true,
  file_size: true,
  processing_status: true,
  processing_done: true,
  processing_total: true,
  error: true,
  content_hash: true,
  created_at: true,
  updated_at: true,
}).extend({
  error_message: z.string().nullable().meta({ description: '`error` in a sentence' }),
}).meta({
  id: 'Document',
  description: '`pending` until its file is submitted, `processing`, then `ready` to be found or ' +
    '`failed` with an `error`.',
  example,
});
export type Document = z.output<typeof Document>;

const title = documentTitle.schema;
const filename = documentFilename.schema;
const gym_id = z.guid().nullable();

export const CreateDocumentInput = z.strictObject({
  filename: filename.meta({ example: 'rules.pdf' }),
  title: title.optional().meta({ description: 'The name of the file if it is absent' }),
  file_type: mediaType.schema.optional().meta({
    description: 'A MIME type; found by the extension if it is absent',
  }),
  file_size: fileSize.schema.optional().meta({ description: 'Bytes' }),
  gym_id: gym_id.default(null).meta({ description: 'Shares it with the members of a gym' }),
}).meta({
  id: 'CreateDocumentInput',
  example: { ...announced, gym_id: EXAMPLE.gym_id },
});
export type CreateDocumentInput = z.output<typeof CreateDocumentInput>;

export const UploadQuery = z.object({
  filename: CreateDocumentInput.shape.filename,
  title: CreateDocumentInput.shape.title,
  gym_id: z.guid().optional(),
});
export type UploadQuery = z.output<typeof UploadQuery>;

/** A document that waits for its file, and where to PUT it. */
export const DocumentUpload = z.object({
  document: Document,
  upload: z.object({
    url: z.url().meta({ description: 'PUT the bytes here within two hours, with their type' }),
    bucket: z.string(),
    path: z.string(),
    token: z.string().meta({ description: 'For `uploadToSignedUrl` of supabase-js' }),
  }),
}).meta({
  id: 'DocumentUpload',
  example: {
    document: { ...example, processing_status: 'pending', processing_done: 0 },
    upload: {
      url:
        'https://project.supabase.co/storage/v1/object/upload/sign/documents/rules?token=eyJhbGciOi',
      bucket: 'documents',
      path: `${EXAMPLE.manager_id}/${EXAMPLE.document_id}`,
      token: 'eyJhbGciOi',
    },
  },
});
export type DocumentUpload = z.output<typeof DocumentUpload>;

export const DocumentParams = z.object({ document_id: z.guid() });

export const DocumentsQuery = PageQuery.extend({
  gym_id: z.guid().optional().meta({ description: 'A gym’s documents instead of one’s own' }),
  status: documentRow.shape.processing_status.optional(),
});
export type DocumentFilter = Pick<z.output<typeof DocumentsQuery>, 'gym_id' | 'status'>;

export const UpdateDocumentInput = z.strictObject({
  title,
  gym_id: gym_id.meta({ description: 'Shares it with a gym; null makes it private' }),
}).partial().refine((input) => Object.keys(input).length > 0, {
  error: 'must name at least one field',
}).meta({ id: 'UpdateDocumentInput', example: { title: 'House rules 2026', gym_id: null } });
export type UpdateDocumentInput = z.output<typeof UpdateDocumentInput>;

/** Parts of the extracted text; joined in order they are what chunk offsets refer to. */
export const TextPart = z.object({
  part: z.int(),
  content: z.string(),
}).meta({ id: 'TextPart', example: { part: 0, content: 'Shoes stay off the mat. A visitor…' } });
export type TextPart = z.output<typeof TextPart>;
