import { createHash } from 'node:crypto';
import { DocumentFailure } from '../processing/failure.ts';
import type { FileStore } from '../../files/file-store.ts';
import { MAX_FILE_BYTES } from './limits.ts';

export interface StoredFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** Bytes; whoever reads a PDF takes `bytes` away. */
  size: number;
  /** SHA-256, hex. */
  hash: string;
}

/**
 * Reads a whole file, as far as files may be large: whoever has an upload URL decides what is sent
 * to it.
 * @throws DocumentFailure `file_missing`, `file_too_large`
 */
export async function readFile(
  files: Pick<FileStore, 'download'>,
  path: string,
): Promise<StoredFile> {
  const stream = await files.download(path);
  if (!stream) throw new DocumentFailure('file_missing');
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    size += piece.length;
    if (size > MAX_FILE_BYTES) throw new DocumentFailure('file_too_large');
    pieces.push(piece);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { bytes, size, hash: createHash('sha256').update(bytes).digest('hex') };
}
