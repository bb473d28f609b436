import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { defineJob } from '../../jobs/define-job.ts';
import type { FileStore } from './file-store.ts';

const PAGE = 500;

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
    let last = '';
    for (let full = true; full && !signal.aborted;) {
      const page = await strayFiles(db, files.bucket, last);
      for (const path of page) await files.remove(path);
      last = page.at(-1) ?? last;
      full = page.length === PAGE;
    }
  },
});

/** Reads the names of files without a document, in order, after a name. */
async function strayFiles(db: SystemDatabase, bucket: string, after: string): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(
    sql`select name from private.stray_files(${bucket}, ${after}, ${PAGE}) as name`,
  );
  return rows.map(({ name }) => name);
}
