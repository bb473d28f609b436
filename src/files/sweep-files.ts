import type { FileStore } from './file-store.ts';

const PAGE = 500;

interface Sweep {
  files: Pick<FileStore, 'remove'>;
  /** Reads the names of at most so many objects that nothing refers to, in order, after a name. */
  strays(after: string, limit: number): Promise<string[]>;
  signal: AbortSignal;
}

/** Removes the objects that nothing refers to, page by page. */
export async function sweepFiles({ files, strays, signal }: Sweep): Promise<void> {
  let last = '';
  for (let full = true; full && !signal.aborted;) {
    const page = await strays(last, PAGE);
    for (const path of page) await files.remove(path);
    last = page.at(-1) ?? last;
    full = page.length === PAGE;
  }
}
