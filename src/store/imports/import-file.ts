import { and, eq, inArray } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { backfillMachine, backfills } from '../../db/schema/store/backfills/backfills.ts';
import { lineSources } from '../../db/schema/store/backfills/line-sources.ts';
import { writeLines } from '../backfills/write-lines.ts';
import type { LineSource, Stretch } from '../lines/move-source.ts';
import { nothingRead, readLines } from '../lines/read-line.ts';
import { LineSplitter, type Place } from '../lines/split-lines.ts';

const LINES_AT_ONCE = 2_000;

export interface ImportedFile {
  name: string;
  /** SHA-256 in hexadecimal: by it, a file that was begun is gone on with. */
  digest: string;
  bytes: number;
  /** Gives the bytes of the file from one of them on, in pieces. */
  open(from: number): AsyncIterable<Uint8Array>;
}

export type Backfill = typeof backfills.$inferSelect;

/** Thrown where a file is read no further: another process reads it too, or somebody cancelled. */
export class ImportEnded extends Error {
  override readonly name = 'ImportEnded';
}

interface Ctx {
  db: SystemDatabase;
  /** Is told of the backfill as it begins, and after each transaction how many bytes are done. */
  onProgress?: (bytesDone: number) => void;
  /** Lines that are written in one transaction. */
  linesAtOnce?: number;
}

/**
 * Imports a file of Shopify's JSONL into a shop: customers and orders, in whatever order they come.
 * Ended at any moment and begun again, it goes on behind the last transaction. The next lines are read
 * while Postgres writes those before them, and no more than these are held.
 *
 * @throws ImportEnded
 */
export async function importFile(
  { db, onProgress = () => {}, linesAtOnce = LINES_AT_ONCE }: Ctx,
  { shop_id, file }: { shop_id: string; file: ImportedFile },
): Promise<Backfill> {
  const source = await begin(db, shop_id, file);
  onProgress(source.bytes_done);
  let writing: Promise<void> = Promise.resolve();
  for await (const stretch of stretchesOf(file, source, linesAtOnce)) {
    await writing;
    writing = db.transaction(async (tx) => {
      if (!await writeLines(tx, source, stretch)) throw await ended(db, source);
      onProgress(stretch.to.bytes);
    });
    // It is awaited a stretch later; until then it is nobody's.
    writing.catch(() => {});
  }
  await writing;
  const [backfill] = await db.select().from(backfills).where(eq(backfills.id, source.backfill_id!));
  return backfill!;
}

/** Finds how far the file is, or begins with it. */
const begin = (db: SystemDatabase, shop_id: string, { name, digest, bytes }: ImportedFile) =>
  db.transaction(async (tx): Promise<LineSource> => {
    const [begun] = await tx.select({ source: lineSources }).from(lineSources)
      .innerJoin(backfills, eq(backfills.id, lineSources.backfill_id))
      .where(and(
        eq(lineSources.shop_id, shop_id),
        eq(lineSources.digest, digest),
        inArray(backfills.state, backfillMachine.open),
      ))
      // What a process wrote that was killed a moment ago may still be on its way.
      .for('update');
    if (begun) return begun.source;
    const [backfill] = await tx.insert(backfills)
      .values({ shop_id, source: 'file', name, bytes_total: bytes }).returning();
    const [source] = await tx.insert(lineSources)
      .values({ shop_id, backfill_id: backfill!.id, kind: 'file', digest, bytes_total: bytes })
      .returning();
    return source!;
  });

/** Cuts what is left of a file into stretches, the last of which may be empty. */
async function* stretchesOf(
  file: ImportedFile,
  source: LineSource,
  linesAtOnce: number,
): AsyncGenerator<Stretch> {
  let from: Place = { bytes: source.bytes_done, skipping: source.skipping };
  let linesBefore = source.lines_done;
  const splitter = new LineSplitter(from);
  let read = nothingRead();
  for await (const piece of file.open(from.bytes)) {
    readLines(splitter.push(piece), read, linesBefore, null);
    if (read.lines < linesAtOnce) continue;
    yield { read, from, to: splitter.place, isLast: false };
    from = splitter.place;
    linesBefore += read.lines;
    read = nothingRead();
  }
  readLines(splitter.end(), read, linesBefore, null);
  yield { read, from, to: splitter.place, isLast: true };
}

async function ended(db: SystemDatabase, source: LineSource): Promise<ImportEnded> {
  const [backfill] = await db.select().from(backfills).where(eq(backfills.id, source.backfill_id!));
  return new ImportEnded(
    backfill && backfill.state !== 'running'
      ? `The import was ${backfill.state}.`
      : 'Another process imports this file.',
  );
}
