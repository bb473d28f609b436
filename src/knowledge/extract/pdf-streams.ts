import { Buffer } from 'node:buffer';
import { DocumentFailure } from '../processing/failure.ts';
import { MAX_PDF_STREAM_BYTES } from '../files/limits.ts';
import { inflate } from './inflate.ts';

/** Deflate makes at most 1,032 bytes of one, so what is smaller than this cannot become too large. */
const HARMLESS = Math.floor(MAX_PDF_STREAM_BYTES / 1032);

/** The dictionary before a stream, as far as its filter and kind are concerned. */
const DICTIONARY_BYTES = 1024;

/**
 * Makes sure that no stream of a PDF inflates beyond measure, because PDF.js inflates without one.
 * Pictures are left out: nobody looks at them. Nothing that was inflated is kept.
 * @throws DocumentFailure `archive_too_large`
 */
export async function assertBoundedStreams(bytes: Uint8Array): Promise<void> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = file.indexOf('stream'); at !== -1; at = file.indexOf('stream', at)) {
    const dictionary = file.toString('latin1', Math.max(0, at - DICTIONARY_BYTES), at);
    at += 'stream'.length;
    if (!/>>\s*$/.test(dictionary)) continue;
    const start = at + (file[at] === 0x0d ? 1 : 0) + 1;
    const end = file.indexOf('endstream', start);
    const raw = file.subarray(start, end === -1 ? undefined : end);
    const own = dictionary.slice(dictionary.lastIndexOf(' obj'));
    const inflates = /\/FlateDecode/.test(own) && !/\/Subtype\s*\/Image/.test(own);
    if (inflates && raw.length > HARMLESS) await assertBounded(raw);
    if (end === -1) return;
    at = end + 'endstream'.length;
  }
}

async function assertBounded(raw: Uint8Array): Promise<void> {
  let size = 0;
  try {
    for await (const piece of inflate(raw, 'zlib')) {
      size += piece.length;
      if (size > MAX_PDF_STREAM_BYTES) throw new DocumentFailure('archive_too_large');
    }
  } catch (error) {
    // A damaged stream is for the reader to judge, which stops where this did.
    if (error instanceof DocumentFailure) throw error;
  }
}
