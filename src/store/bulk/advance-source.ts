import { ShopifyError } from '../../shopify-error.ts';
import { nothingRead, readLines } from '../lines/read-line.ts';
import { LineSplitter, type Place } from '../lines/split-lines.ts';
import type { ShopifyAdmin } from '../shops/access/open-shop.ts';
import type { Patience } from '../shops/access/shopify-api.ts';
import type { LineSource, Stretch } from '../lines/move-source.ts';
import { BulkFailure, failureOfOperation } from './failure.ts';
import type { FilePiece, LineFiles } from './line-files.ts';
import { readOperation, startOperation } from './operations.ts';
import { CUSTOMERS, ORDERS } from './queries.ts';

/** What one step comes to: something to remember, and when to go on; or lines to be written. */
export type Step =
  | { remember: Partial<LineSource>; waitMs: number }
  | { remember: Partial<LineSource>; stretch: Stretch };

/** More than the longest line, so that each piece gets further; some 40 ms of the processor. */
const PIECE_BYTES = 1024 * 1024;
const BUSY_MS = 30_000;
/** A tenth of its age: seldom, and soon enough. */
const [LEAST_MS, MOST_MS] = [250, 30_000];

interface Ctx {
  admin: ShopifyAdmin;
  files: LineFiles;
  patience: Patience;
}

/**
 * Goes one step on with what a bulk operation tells: has it started, asks how far it is, or reads the
 * next piece of its file. Nothing is written; done twice, a step comes to the same.
 * @throws BulkFailure, ShopifyError
 */
export async function advanceSource(ctx: Ctx, source: LineSource): Promise<Step> {
  const { operation_id, url } = source;
  if (operation_id === null) return await start(ctx, source);
  if (url === null) return await ask(ctx, source, operation_id);
  try {
    return await readPiece(ctx, source, url);
  } catch (error) {
    if (!(error instanceof ShopifyError) || error.reason !== 'file_gone') throw error;
    const asked = await ask(ctx, source, operation_id);
    // The very same address: it is not read because of something that passes.
    if (asked.remember.url === url) throw error;
    return asked;
  }
}

async function start({ admin, patience }: Ctx, { kind }: LineSource): Promise<Step> {
  const query = kind === 'customers' ? CUSTOMERS : ORDERS;
  const started = await startOperation(admin, query, patience);
  if (started === 'busy') return { remember: {}, waitMs: BUSY_MS };
  if ('refused' in started) throw new BulkFailure('query_refused');
  const { id, createdAt } = started;
  return { remember: { operation_id: id, observed_at: createdAt }, waitMs: 0 };
}

async function ask({ admin, patience }: Ctx, source: LineSource, id: string): Promise<Step> {
  const operation = await readOperation(admin, id, patience);
  if (!operation) throw new BulkFailure('operation_expired');
  const { status, errorCode, objectCount, url } = operation;
  const lines_total = Number.isSafeInteger(objectCount) ? objectCount : null;
  if (status === 'CREATED' || status === 'RUNNING') {
    const age = Date.now() - (source.observed_at?.getTime() ?? Date.now());
    return {
      remember: { lines_total },
      waitMs: Math.min(MOST_MS, Math.max(LEAST_MS, age / 10)),
    };
  }
  if (status !== 'COMPLETED') throw failureOfOperation(status, errorCode);
  if (url !== null) return { remember: { lines_total, url }, waitMs: 0 };
  // Nothing was found, and so nothing written.
  const from = placeOf(source);
  const stretch = { read: nothingRead(), from, to: from, isLast: true };
  return { remember: { lines_total }, stretch };
}

async function readPiece({ files, patience }: Ctx, source: LineSource, url: string) {
  const from = placeOf(source);
  const wanted = { from: from.bytes, length: PIECE_BYTES, signal: patience.signal };
  const { bytes, total }: FilePiece = await files.read(url, wanted);
  if (source.bytes_total !== null && source.bytes_total !== total) {
    throw new BulkFailure('file_changed');
  }
  const splitter = new LineSplitter(from);
  const lines = splitter.push(bytes);
  const isLast = from.bytes + bytes.length >= total;
  if (isLast) lines.push(...splitter.end());
  const read = nothingRead();
  readLines(lines, read, source.lines_done, source.observed_at);
  const to = splitter.place;
  if (to.bytes === from.bytes && !isLast) throw new Error('The connection broke within a line');
  return { remember: { bytes_total: total }, stretch: { read, from, to, isLast } };
}

const placeOf = ({ bytes_done, skipping }: LineSource): Place => ({ bytes: bytes_done, skipping });
