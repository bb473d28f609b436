import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { lineSources } from '../../db/schema/store/backfills/line-sources.ts';
import type { LinesRead } from './read-line.ts';
import type { Place } from './split-lines.ts';

export type LineSource = typeof lineSources.$inferSelect;

/** Some lines of a source, and how far it is with them. */
export interface Stretch {
  read: LinesRead;
  /** How far it was before. */
  from: Place;
  to: Place;
  /** There are no more. */
  isLast: boolean;
}

/**
 * Moves a source behind a stretch, in the transaction that writes what the stretch says. False where
 * somebody else has done so, or `live` is not true: then nothing of it is to be written.
 */
export async function moveSource(
  tx: SystemDatabase,
  { id }: Pick<LineSource, 'id'>,
  { read, from, to, isLast }: Stretch,
  live: SQL,
): Promise<boolean> {
  const moved = await tx.update(lineSources)
    .set({
      bytes_done: to.bytes,
      skipping: to.skipping,
      lines_done: sql`${lineSources.lines_done} + ${read.lines}`,
      finished_at: isLast ? sql`now()` : null,
    })
    .where(and(
      eq(lineSources.id, id),
      eq(lineSources.bytes_done, from.bytes),
      eq(lineSources.skipping, from.skipping),
      isNull(lineSources.finished_at),
      live,
    ))
    .returning({ id: lineSources.id });
  return moved.length > 0;
}
