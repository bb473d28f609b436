import { Buffer } from 'node:buffer';
import { createInflate, createInflateRaw } from 'node:zlib';

const PIECE_BYTES = 64 * 1024;

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
  stream.end(deflated);
  for await (const piece of stream) yield piece as Buffer;
}
