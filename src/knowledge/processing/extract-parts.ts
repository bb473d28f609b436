import type { JobEffect, JobOutcome } from '../../jobs/attempt.ts';
import type { DocumentRow } from '../documents/insert-document.ts';
import { openText } from '../extract/open-text.ts';
import { fileTypeOf } from '../files/file-types.ts';
import { MAX_TEXT_LENGTH } from '../files/limits.ts';
import type { StoredFile } from '../files/read-file.ts';
import { advanceDocument } from './advance-document.ts';
import { type Saved, saveParts } from './document-parts.ts';
import { DocumentFailure } from './failure.ts';
import { indexChunks, type SliceCtx } from './index-chunks.ts';

/** How much is done between two commits; what a kill loses at most. */
const PARTS_PER_SLICE = 50;

/** UTF-16 code units of a text that is cut in the same slice. */
const SHORT_LENGTH = 200_000;

/** Saves the next parts of the text; with the last of them, a short document is done at once. */
export async function extractParts(
  ctx: SliceCtx,
  document: DocumentRow,
  saved: Saved,
  { bytes, size, hash }: StoredFile,
): Promise<JobOutcome> {
  const facts = { content_hash: hash, file_size: size };
  const fresh: string[] = [];
  const source = await openText(bytes, fileTypeOf(document.filename, document.file_type));
  const { parts } = source;
  try {
    let length = saved.length;
    const end = Math.min(parts, saved.parts + PARTS_PER_SLICE);
    const enough = Date.now() + (ctx.sliceMs ?? Infinity);
    for (let part = saved.parts; part < end; part++) {
      if (fresh.length > 0 && Date.now() > enough) break;
      const content = await source.read(part);
      length += content.length;
      if (length > MAX_TEXT_LENGTH) throw new DocumentFailure('text_too_long');
      fresh.push(content);
      await ctx.progress(part + 1, parts);
    }
  } finally {
    await source.close();
  }
  const extracted = saved.parts + fresh.length;
  const save: JobEffect = async (tx) => {
    const progress = { processing_done: extracted, processing_total: parts };
    if (!await advanceDocument(tx, document, { ...facts, ...progress })) return;
    await saveParts(tx, document.id, saved.parts, fresh);
    return extracted >= parts ? { extracted: true } : undefined;
  };
  const text = fresh.join('');
  const short = extracted === parts && saved.parts === 0 && text.length <= SHORT_LENGTH;
  return short ? await indexChunks(ctx, document, saved, text, save) : { continue: save };
}
