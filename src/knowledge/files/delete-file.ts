import { z } from 'zod';
import { defineJob } from '../../jobs/define-job.ts';
import type { FileStore } from './file-store.ts';

/** The job `delete_file`, which the database enqueues when a document is deleted. */
export const deleteFile = defineJob({
  kind: 'delete_file',
  payload: z.object({ file_path: z.string() }),
  async run({ files }: { files: Pick<FileStore, 'remove'> }, { payload }) {
    await files.remove(payload.file_path);
  },
});
