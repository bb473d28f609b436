import type { Sql } from 'postgres';
import { type Refusal, takeLock } from '../engine/run.ts';
import { addressOf } from './address.ts';
import { type Awaited, awaitedOf, fileHash, stillAwaited } from './awaited.ts';
import { copyFile, type Copying } from './copy-file.ts';
import { FileRefused } from './file-reasons.ts';
import { goneOf, oldFiles } from './old-files.ts';

const AT_ONCE = 4;
const WAITS_MS = 30_000;
/** A key that no object has. */
const NOTHING = 'nothing';

export interface CopyInput extends Copying {
  /** One connection to the old database, of which only `attachments` is read. */
  from: Sql;
  /** Asks no host and writes nothing: says what is to come, and from where. */
  dry: boolean;
  onProgress?: (files: number, bytes: number) => void;
}

export interface FilesReport {
  ok: boolean;
  dry: boolean;
  /** Attachments there, and those of them that are not here: held back, deleted, or not come yet. */
  read: number;
  not_here: number;
  /** Files that were in Storage already, and that are to come or have come by this call. */
  there: number;
  copied: number;
  bytes: number;
  /** Where files are that are to come. */
  origins: { origin: string; files: number; bytes: number; allowed: boolean }[];
  refusals: Refusal[];
}

interface Task {
  address: string;
  row: Awaited;
}

/**
 * Copies the files of the attachments that came over into Storage, some at once and each as it streams. Those
 * that are there already are left out; killed at any moment and called again, it ends the same.
 * @throws ImportBusy
 */
export async function copyFiles(input: CopyInput): Promise<FilesReport> {
  const { to, dry, onProgress } = input;
  const report: FilesReport = {
    ...{ ok: true, dry, read: 0, not_here: 0, there: 0, copied: 0, bytes: 0 },
    ...{ origins: [], refusals: [] },
  };
  await takeLock(to, WAITS_MS, 'copy of files');
  try {
    // Whom Storage does not know learns it at once.
    if (!dry) await input.files.stat(NOTHING);
    const waiting = await stillAwaited(to);
    const tasks = tasksOf(input, report);
    let stopped = false;
    const work = async () => {
      while (!stopped) {
        const { done, value } = await tasks.next();
        if (done) return;
        await perform(input, report, value);
        onProgress?.(report.copied, report.bytes);
      }
    };
    await Promise.all(Array.from({ length: dry ? 1 : AT_ONCE }, () =>
      work().catch((error) => {
        stopped = true;
        throw error;
      })));
    for (const id of await goneOf(input.from, waiting)) {
      refused(report, id, new FileRefused('row_gone'));
    }
  } finally {
    await to`select pg_advisory_unlock_all()`.catch(() => {});
  }
  report.refusals.sort((a, b) => Number(a.id) - Number(b.id));
  report.origins.sort((a, b) => b.files - a.files);
  report.ok = report.refusals.length === 0 &&
    (!dry || report.origins.every(({ allowed }) => allowed));
  return report;
}

/** What is to be copied, in order of the old ids; the others are counted. */
async function* tasksOf(
  { from, to, files, allowed }: CopyInput,
  report: FilesReport,
): AsyncGenerator<Task> {
  const origins = new Map<string, FilesReport['origins'][number]>();
  for await (const page of oldFiles(from)) {
    const rows = await awaitedOf(to, files.bucket, page.map(({ id }) => id));
    report.read += page.length;
    for (const { id, address } of page) {
      const row = rows.get(id);
      if (!row) {
        report.not_here++;
        continue;
      }
      const origin = originOf(report, id, address);
      if (address === undefined || address === null || origin === undefined) continue;
      if (row.is_there && row.file_hash === fileHash(address, row)) {
        report.there++;
        continue;
      }
      let counts = origins.get(origin);
      if (!counts) {
        counts = { origin, files: 0, bytes: 0, allowed: allowed.has(origin) };
        origins.set(origin, counts);
        report.origins.push(counts);
      }
      counts.files++;
      counts.bytes += row.file_size;
      yield { address, row };
    }
  }
}

/** Where a file is; an address that is none is named. */
function originOf(
  report: FilesReport,
  id: number,
  address: string | null | undefined,
): string | undefined {
  try {
    if (address === undefined) throw new FileRefused('not_utf8');
    return addressOf(address).origin;
  } catch (error) {
    refused(report, id, error);
    return undefined;
  }
}

async function perform(input: CopyInput, report: FilesReport, task: Task): Promise<void> {
  const { address, row } = task;
  if (input.dry) {
    report.copied++;
    report.bytes += row.file_size;
    return;
  }
  try {
    const came = await copyFile(input, address, row);
    report[came]++;
    if (came === 'copied') report.bytes += row.file_size;
  } catch (error) {
    refused(report, row.legacy_id, error);
  }
}

/** Names a file that does not come; whatever else is wrong ends it all. */
function refused({ refusals }: FilesReport, id: number, error: unknown): void {
  if (!(error instanceof FileRefused)) throw error;
  const { reason, detail } = error;
  refusals.push({ table: 'attachments', id, reason, column: 'file_url', detail });
}
