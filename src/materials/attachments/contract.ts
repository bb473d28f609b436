import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps, writtenInstant } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { attachmentName, attachments } from '../../db/schema/materials/attachments.ts';

const attachmentRow = createSelectSchema(attachments, {
  id: z.guid(),
  gym_id: z.guid(),
  class_id: z.guid(),
  asset_id: z.guid().nullable(),
  file_size: z.int().meta({ description: 'Bytes' }),
  valid_until: instant.nullable(),
  created_by: z.guid().nullable(),
  ...timestamps,
});

const file_name = 'closed-guard.pdf';

export const Attachment = attachmentRow.pick({
  id: true,
  gym_id: true,
  class_id: true,
  asset_id: true,
  file_name: true,
  file_type: true,
  file_size: true,
  valid_until: true,
  created_by: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'Attachment',
  description:
    'A file of a class. Members see it until `valid_until`, and as long as the asset it ' +
    'may belong to; staff afterwards too.',
  example: {
    id: EXAMPLE.attachment_id,
    gym_id: EXAMPLE.gym_id,
    class_id: EXAMPLE.class_id,
    asset_id: EXAMPLE.asset_id,
    file_name,
    file_type: 'application/pdf',
    file_size: 184_320,
    valid_until: null,
    created_by: EXAMPLE.manager_id,
    created_at: EXAMPLE.asked,
    updated_at: EXAMPLE.asked,
  },
});
export type Attachment = z.output<typeof Attachment>;

const attachmentFields = {
  file_name: attachmentName.schema.meta({ example: file_name }),
  valid_until: writtenInstant.nullable().meta({
    description: 'From then on members no longer see it; null: as long as its asset',
  }),
};

export const UploadAttachmentQuery = z.object({
  file_name: attachmentFields.file_name,
  asset_id: z.guid().optional().meta({ description: 'Material of the class that it belongs to' }),
  valid_until: writtenInstant.optional(),
});
export type UploadAttachmentQuery = z.output<typeof UploadAttachmentQuery>;

export const UpdateAttachmentInput = z.strictObject(attachmentFields).partial()
  .refine((input) => Object.keys(input).length > 0, { error: 'must name at least one field' })
  .meta({ id: 'UpdateAttachmentInput', example: { file_name, valid_until: EXAMPLE.later } });
export type UpdateAttachmentInput = z.output<typeof UpdateAttachmentInput>;

export const AttachmentParams = z.object({ attachment_id: z.guid() });

export const AttachmentsQuery = PageQuery.extend({
  class_id: z.guid().optional().meta({
    description: 'Only of this class, and of those of its series before and after it',
  }),
  asset_id: z.guid().optional(),
});

export const AttachmentDownload = z.object({
  url: z.url().meta({ description: 'Load the file here; no credentials are needed' }),
  file_name: z.string().meta({ description: 'What it is saved as' }),
  expires_at: instant,
}).meta({
  id: 'AttachmentDownload',
  description: 'Whoever has the address can load the file with it, for some minutes.',
  example: {
    url: 'https://project.supabase.co/storage/v1/object/sign/materials/guard?token=eyJhbGciOi' +
      '&download=closed-guard.pdf',
    file_name,
    expires_at: EXAMPLE.decided,
  },
});
export type AttachmentDownload = z.output<typeof AttachmentDownload>;

export const MaterialsUse = z.object({
  file_count: z.coerce.number().int(),
  used_bytes: z.coerce.number().int().meta({ description: 'A file counts 64 kB at least' }),
  quota_bytes: z.coerce.number().int(),
}).meta({
  id: 'MaterialsUse',
  example: { file_count: 12, used_bytes: 184_549_376, quota_bytes: 2_147_483_648 },
});
export type MaterialsUse = z.output<typeof MaterialsUse>;
