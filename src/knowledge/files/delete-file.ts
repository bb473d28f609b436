import { deletesFile } from '../../files/delete-file.ts';

/** The job `delete_file`, which the database enqueues when a document is deleted. */
export const deleteFile = deletesFile('delete_file');
