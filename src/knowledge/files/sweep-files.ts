import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import type { FileStore } from '../../files/file-store.ts';
import { sweepFiles as sweep } from '../../files/sweep-files.ts';
import { defineJob } from '../../jobs/define-job.ts';

/**
 * The recurring job `sweep_files` removes files that no document has. `delete_file` removes a file
 * with its document; this finds what was still on its way in then, or came later by an old URL.
 */
export const sweepFiles = defineJob({
  kind: 'sweep_files',
  payload: z.object({}),
  everySeconds: 3600,
  async run(
    { db, files }: { db: SystemDatabase; files: Pick<FileStore, 'bucket' | 'remove'> },
    { signal },
  ) {
    const strays = async (after: string, limit: number) => {
      const rows = await db.execute<{ name: string }>(
        sql`select name from private.stray_files(${files.bucket}, ${after}, ${limit}) as name`,
      );
      return rows.map(({ name }) => name);
    };
    await sweep({ files, strays, signal });
  },
});
