import { z } from 'zod';
import { defineJob } from '../jobs/define-job.ts';
import type { FileStore } from './file-store.ts';

/** Declares the job that removes the object of a row which was deleted; the database enqueues it. */
export const deletesFile = (kind: string) =>
  defineJob({
    kind,
    payload: z.object({ file_path: z.string() }),
    async run({ files }: { files: Pick<FileStore, 'remove'> }, { payload }) {
      await files.remove(payload.file_path);
    },
  });
