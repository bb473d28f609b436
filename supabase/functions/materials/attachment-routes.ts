import { pageOf } from '../../../src/contract/page.ts';
import { GymParams } from '../../../src/contract/params.ts';
import {
  Attachment,
  AttachmentParams,
  AttachmentsQuery,
  MaterialsUse,
  UpdateAttachmentInput,
} from '../../../src/materials/attachments/contract.ts';
import { deleteAttachment } from '../../../src/materials/attachments/delete-attachment.ts';
import { listAttachments } from '../../../src/materials/attachments/list-attachments.ts';
import { readAttachment } from '../../../src/materials/attachments/read-attachment.ts';
import { readUse } from '../../../src/materials/attachments/read-use.ts';
import { updateAttachment } from '../../../src/materials/attachments/update-attachment.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function attachmentRoutes(app: App): void {
  route(app, userStack, {
    id: 'listAttachments',
    method: 'get',
    path: '/gyms/{gym_id}/attachments',
    summary: 'The files of a gym, of one class or of one asset, newest first; for members',
    description: 'Members see what has not expired, staff everything.',
    params: GymParams,
    query: AttachmentsQuery,
    response: pageOf(Attachment),
  }, listAttachments);

  route(app, userStack, {
    id: 'readMaterialsUse',
    method: 'get',
    path: '/gyms/{gym_id}/use',
    summary: 'How much of its room for files a gym uses; for staff',
    params: GymParams,
    response: MaterialsUse,
    problems: ['not_class_staff'],
  }, readUse);

  route(app, userStack, {
    id: 'readAttachment',
    method: 'get',
    path: '/attachments/{attachment_id}',
    summary: 'What is known of one file; for members, until it expires',
    params: AttachmentParams,
    response: Attachment,
    versioned: true,
    problems: ['attachment_not_found'],
  }, readAttachment);

  route(app, userStack, {
    id: 'updateAttachment',
    method: 'patch',
    path: '/attachments/{attachment_id}',
    summary:
      'Rename a file, or say until when members see it; for who teaches the class, and managers',
    params: AttachmentParams,
    body: UpdateAttachmentInput,
    response: Attachment,
    versioned: true,
    problems: ['attachment_not_found', 'not_class_teacher'],
  }, updateAttachment);

  route(app, userStack, {
    id: 'deleteAttachment',
    method: 'delete',
    path: '/attachments/{attachment_id}',
    summary: 'Remove a file; for who teaches the class, and managers',
    params: AttachmentParams,
    problems: ['attachment_not_found', 'not_class_teacher'],
  }, deleteAttachment);
}
