import { z } from 'zod';
import type { JobHandler } from '../../jobs/handler.ts';
import type { FileStore } from './file-store.ts';

const Payload = z.object({ file_path: z.string() });

/** The job `delete_file`, which the database enqueues when a document is deleted. */
export const deleteFile = (files: Pick<FileStore, 'remove'>): JobHandler => async ({ job }) => {
  await files.remove(Payload.parse(job.payload).file_path);
};
