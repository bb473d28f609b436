import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import type { FileStore } from '../../files/file-store.ts';
import { peek } from '../../files/peek.ts';
import { type Awaited, complete, fileHash, isHere } from './awaited.ts';
import { fetchFile } from './fetch-file.ts';
import { FileRefused } from './file-reasons.ts';

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;
/** 50 MB at about a megabit a second. */
const WHOLE_MS = 600_000;

export interface Copying {
  to: Sql;
  files: Pick<FileStore, 'bucket' | 'upload' | 'stat' | 'remove'>;
  /** Tells by its first bytes what a file is; undefined for what files may not be. */
  kinds: { headBytes: number; of(head: Uint8Array): string | undefined };
  /** Origins that may be asked. */
  allowed: ReadonlySet<string>;
  /** For how long a host may be silent. */
  silentMs: number;
}

/**
 * Copies a file into Storage and says that it is there; answers whether it had to come. Storage has it whole
 * or not at all, so whatever ends this leaves nothing half, and the next call goes on.
 * @throws FileRefused
 */
export async function copyFile(
  copying: Copying,
  address: string,
  row: Awaited,
): Promise<'copied' | 'there'> {
  for (let attempt = 1;; attempt++) {
    try {
      const came = await attemptCopy(copying, address, row);
      await settle(copying, row, fileHash(address, row));
      return came;
    } catch (error) {
      if (!(error instanceof FileRefused) || !error.again || attempt === ATTEMPTS) throw error;
      const doubled = FIRST_PAUSE_MS * 2 ** (attempt - 1);
      await pause(Math.max(doubled * (0.75 + Math.random() / 2), error.again.afterMs ?? 0));
    }
  }
}

async function attemptCopy(
  copying: Copying,
  address: string,
  row: Awaited,
): Promise<'copied' | 'there'> {
  // Of a call that was killed, or by other means; what another file was copied to is not it.
  if (!row.file_hash && await isStored(copying, row)) return 'there';
  const abort = new AbortController();
  const late = new FileRefused('timed_out', `${WHOLE_MS} ms in all`, {});
  const timer = setTimeout(() => abort.abort(late), WHOLE_MS);
  try {
    await store(copying, address, row, abort);
  } finally {
    clearTimeout(timer);
    // Of what Storage did not want to its end.
    abort.abort();
  }
  if (!await isStored(copying, row)) throw new FileRefused('not_stored', 'not whole', {});
  return 'copied';
}

async function store(
  { files, kinds, allowed, silentMs }: Copying,
  address: string,
  { file_path, file_type, file_size }: Awaited,
  abort: AbortController,
): Promise<void> {
  const file = await fetchFile({ address, allowed, bytes: file_size, silentMs, abort });
  const { head, stream: whole } = await peek(file, kinds.headBytes);
  const kind = kinds.of(head);
  if (kind !== file_type) {
    await whole.cancel();
    throw new FileRefused('type_differs', `${kind ?? 'something else'} instead of ${file_type}`);
  }
  try {
    await files.upload(file_path, whole, file_type, { replace: true });
  } catch (error) {
    const { reason } = abort.signal;
    throw reason instanceof FileRefused ? reason : notStored(error);
  }
}

const isStored = async ({ files }: Copying, row: Awaited): Promise<boolean> => {
  const found = await files.stat(row.file_path).catch((error) => {
    throw notStored(error);
  });
  return found?.bytes === row.file_size && found.type === row.file_type;
};

/** What Storage refuses it refuses again; what it could not do, or nobody heard of, may be otherwise. */
function notStored(error: unknown): FileRefused {
  const { message = '', status } = error as { message?: string; status?: unknown };
  const code = Number(status);
  const final = code >= 400 && code < 500 && ![408, 409, 429].includes(code);
  return new FileRefused('not_stored', message.slice(0, 200) || null, final ? undefined : {});
}

async function settle({ to, files }: Copying, row: Awaited, hash: string): Promise<void> {
  if (await complete(to, row, hash)) return;
  // Deleted meanwhile: so is its file.
  if (!await isHere(to, row)) await files.remove(row.file_path);
  throw new FileRefused('row_changed');
}
