import { gid, secondOf } from '../records.ts';
import type { FakeShop } from '../shop.ts';
import { fileOf, linesAsFile } from './file.ts';
import type { BulkRun, BulkStatus } from './run.ts';

const OVER: BulkStatus[] = ['CANCELED', 'COMPLETED', 'EXPIRED', 'FAILED'];
export const isOver = ({ status }: BulkRun) => OVER.includes(status);

/** Answers about one, which goes on by being asked for. */
export function poll(shop: FakeShop, id: string) {
  const run = shop.runs.find((run) => run.id === id);
  if (!run) return null;
  advance(shop, run);
  return bulkView(shop, run);
}

/** Answers about the newest. */
export const current = (shop: FakeShop) => {
  const newest = shop.runs.at(-1);
  return newest ? poll(shop, newest.id) : null;
};

/** All of them, the newest last, with a status if the search asks for one. */
export function pollAny(shop: FakeShop, query: string | null | undefined): BulkRun[] {
  const status = /\bstatus:(\w+)/.exec(query ?? '')?.[1]?.toUpperCase();
  return shop.runs.filter((run) => !status || run.status === status);
}

function advance(shop: FakeShop, run: BulkRun): void {
  run.polls++;
  if (run.status === 'CANCELING') finish(shop, run, 'CANCELED');
  else if (run.status === 'COMPLETED' && run.file && run.file.until <= shop.now()) {
    run.status = 'EXPIRED';
  } else if (!isOver(run)) {
    run.status = 'RUNNING';
    if (run.polls > shop.bulk.polls) {
      finish(shop, run, run.errorCode ? 'FAILED' : shop.bulk.outcome);
    }
  }
}

function finish(shop: FakeShop, run: BulkRun, status: BulkStatus): void {
  run.status = status;
  run.completedAt = secondOf(shop.now());
  if (status === 'FAILED') run.errorCode ??= shop.bulk.errorCode ?? 'INTERNAL_SERVER_ERROR';
  const share = status === 'COMPLETED' ? 100 : status === 'FAILED' ? shop.bulk.partial : 0;
  const lines = run.lines.slice(0, Math.floor(run.lines.length * share / 100));
  // What found nothing has no file.
  if (lines.length === 0 && !shop.bulk.file) return;
  run.file = {
    ...(shop.bulk.file ? fileOf(shop.bulk.file) : linesAsFile(lines)),
    key: crypto.randomUUID().replaceAll('-', ''),
    until: shop.now() + shop.bulk.life,
  };
}

/** How many objects are through by now: all at the end, a part on the way. */
const progress = (shop: FakeShop, run: BulkRun, all: number): string =>
  String(
    isOver(run)
      ? run.status === 'CANCELED' ? 0 : all
      : Math.floor(all * run.polls / (shop.bulk.polls + 1)),
  );

export function bulkView(shop: FakeShop, run: BulkRun) {
  const url = run.file && run.status !== 'EXPIRED'
    ? shop.bulk.elsewhere ??
      `${shop.origin}/bulk/${run.file.key}.jsonl?Expires=${Math.floor(run.file.until / 1000)}`
    : null;
  return {
    __typename: 'BulkOperation',
    id: gid('BulkOperation', run.id),
    query: run.query,
    type: 'QUERY',
    status: run.status,
    errorCode: run.errorCode,
    createdAt: run.createdAt,
    completedAt: run.completedAt,
    objectCount: progress(shop, run, run.lines.length),
    rootObjectCount: progress(shop, run, run.roots),
    fileSize: run.file ? String(run.file.size) : null,
    url: run.status === 'COMPLETED' ? url : null,
    partialDataUrl: run.status === 'FAILED' ? url : null,
  };
}
