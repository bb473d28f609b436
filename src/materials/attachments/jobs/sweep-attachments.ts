import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../../db/client.ts';
import { attachments } from '../../../db/schema/materials/attachments.ts';
import type { FileStore } from '../../../files/file-store.ts';
import { sweepFiles } from '../../../files/sweep-files.ts';
import { defineJob } from '../../../jobs/define-job.ts';

/** No invocation lasts that long: an upload that began before has ended, one way or the other. */
const LONGEST_UPLOAD = sql`interval '1 hour'`;

/**
 * The recurring job `sweep_attachments` removes uploads that broke off with the function that served
 * them, whose room is free again then, and files that no attachment has.
 */
export const sweepAttachments = defineJob({
  kind: 'sweep_attachments',
  payload: z.object({}),
  everySeconds: 3600,
  async run(
    { db, files }: { db: SystemDatabase; files: Pick<FileStore, 'bucket' | 'remove'> },
    { signal },
  ) {
    await db.delete(attachments).where(and(
      eq(attachments.state, 'uploading'),
      lt(attachments.created_at, sql`now() - ${LONGEST_UPLOAD}`),
      // What came over from elsewhere waits for its file, which is copied when there is time.
      isNull(attachments.legacy_id),
    ));
    const strays = async (after: string, limit: number) => {
      const rows = await db.execute<{ name: string }>(
        sql`select name from private.stray_materials(${files.bucket}, ${after}, ${limit}) as name`,
      );
      return rows.map(({ name }) => name);
    };
    await sweepFiles({ files, strays, signal });
  },
});
