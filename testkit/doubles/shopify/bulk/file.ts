import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';

/** What a bulk operation's URL gives, in parts. */
export interface BulkFile {
  size: number;
  etag: string;
  /** The bytes from one to another, both included. */
  read(from: number, to: number): Readable;
}

export function linesAsFile(lines: string[]): BulkFile {
  const body = Buffer.from(lines.join('\n') + '\n');
  return {
    size: body.length,
    etag: `"${createHash('md5').update(body).digest('hex')}"`,
    read: (from, to) => Readable.from([body.subarray(from, to + 1)]),
  };
}

/** A file on disk, which is never in memory. */
export function fileOf(path: string): BulkFile {
  const { size, mtimeMs } = statSync(path);
  return {
    size,
    etag: `"${createHash('md5').update(`${path} ${size} ${mtimeMs}`).digest('hex')}"`,
    read: (start, end) => createReadStream(path, { start, end }),
  };
}
