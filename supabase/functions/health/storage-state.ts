import { sql } from 'drizzle-orm';
import type { Database } from '../../../src/db/client.ts';
import { findPostgresError } from '../../../src/db/violation.ts';

/**
 * Finds out whether the server can write, by more rows than `work_mem` holds: they go to a temporary
 * file, which needs room on the disk, no right to any table, and leaves nothing behind.
 */
export async function storageState(db: Database): Promise<'writable' | 'full'> {
  try {
    const [row] = await db.execute<{ read_only: boolean }>(sql`
      select current_setting('transaction_read_only')::boolean as read_only, count(*) as rows
      from (select set_config('work_mem', '64kB', true) as set) as less
      cross join lateral generate_series(1, 20000 + 0 * length(less.set))`);
    return row!.read_only ? 'full' : 'writable';
  } catch (err) {
    if (findPostgresError(err)?.code === '53100') return 'full';
    throw err;
  }
}
