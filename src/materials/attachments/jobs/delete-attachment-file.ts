import { deletesFile } from '../../../files/delete-file.ts';

/** The job `delete_attachment_file`, which the database enqueues when an attachment is deleted. */
export const deleteAttachmentFile = deletesFile('delete_attachment_file');
