import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callFor } from '../../db/call.ts';
import { type PageRequest, type Slice, slice } from '../../db/keyset.ts';
import { TextPart } from './contract.ts';
import { readDocument } from './read-document.ts';

/**
 * Reads the extracted text of a document, part by part; joined in order the parts are the text that
 * the offsets of chunks count in, in UTF-16 code units. `private.document_text` checks the caller.
 * @throws `document_not_found`
 */
export async function readText(
  ctx: CallerContext,
  { document_id, page: { limit, after } }: { document_id: string; page: PageRequest },
): Promise<Slice<TextPart>> {
  const parts = await callFor(
    ctx.db,
    TextPart,
    sql`private.document_text(${document_id}, ${after?.[0] ?? -1}, ${limit + 1})`,
  );
  if (parts.length === 0) await readDocument(ctx, { document_id });
  return slice(parts, limit, ({ part }) => [part]);
}
