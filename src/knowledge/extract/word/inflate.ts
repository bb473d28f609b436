import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { createInflate, createInflateRaw } from 'node:zlib';

const PIECE_BYTES = 64 * 1024;

/** Deno 2.1 inflates all of a write before anybody reads: of this much no more than 4 MB can come. */
const WRITE_BYTES = 4 * 1024;

/**
 * Inflates piece by piece, and no further than the consumer reads: breaking off stops it. Not a
 * `DecompressionStream`, which inflates on Deno all that it was given at once, however much that is.
 *
 * @param format `raw` as in ZIP archives, `zlib` as in PDF
 */
export async function* inflate(
  deflated: Uint8Array,
  format: 'raw' | 'zlib',
): AsyncGenerator<Uint8Array> {
  const stream = (format === 'raw' ? createInflateRaw : createInflate)({ chunkSize: PIECE_BYTES });
  for await (const piece of Readable.from(writes(deflated)).pipe(stream)) yield piece as Buffer;
}

function* writes(deflated: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < deflated.length; at += WRITE_BYTES) {
    yield deflated.subarray(at, at + WRITE_BYTES);
  }
}
