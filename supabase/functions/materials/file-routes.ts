import { ClassParams } from '../../../src/contract/params.ts';
import { attachmentLimit } from '../../../src/db/schema/materials/attachments.ts';
import type { FileStore } from '../../../src/files/file-store.ts';
import {
  Attachment,
  AttachmentDownload,
  AttachmentParams,
  UploadAttachmentQuery,
} from '../../../src/materials/attachments/contract.ts';
import { downloadAttachment } from '../../../src/materials/attachments/download-attachment.ts';
import { uploadAttachment } from '../../../src/materials/attachments/upload-attachment.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { uploadStack } from '../_shared/stacks/upload.ts';
import { userStack } from '../_shared/stacks/user.ts';
import { withContext } from '../_shared/stacks/with-context.ts';

/** The way of the bytes themselves, in and out. */
export function fileRoutes(app: App, ports: { files: FileStore }): void {
  route(app, withContext(uploadStack, ports), {
    id: 'uploadAttachment',
    method: 'post',
    path: '/classes/{class_id}/attachments',
    summary: 'Upload a file to a class; for who teaches it, and managers',
    description:
      'Send the bytes as the body. What the file is, its content says; a media type that ' +
      'says something else is refused.',
    params: ClassParams,
    query: UploadAttachmentQuery,
    file: {
      description: `PNG, JPEG, WebP, GIF, PDF, MP4 or QuickTime; at most ${attachmentLimit.text}`,
      maxBytes: attachmentLimit.bytes,
    },
    response: Attachment,
    status: 201,
    problems: [
      'class_not_found',
      'asset_not_found',
      'not_class_teacher',
      'file_empty',
      'unsupported_attachment_type',
      'attachment_type_wrong',
      'materials_full',
    ],
  }, (ctx, input) => uploadAttachment(ctx, { ...input, file: ctx.upload }));

  route(app, withContext(userStack, ports), {
    id: 'downloadAttachment',
    method: 'get',
    path: '/attachments/{attachment_id}/download',
    summary: 'An address to load a file from, for some minutes; for members, until it expires',
    params: AttachmentParams,
    response: AttachmentDownload,
    noStore: true,
    problems: ['attachment_not_found'],
  }, downloadAttachment);
}
