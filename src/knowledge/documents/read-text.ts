import { sql } from 'drizzle-orm';
import type { TextPart } from './contract.ts';
import type { Database } from '../../db/client.ts';
import type { PageRequest, Slice } from '../../db/keyset.ts';
import { readDocument } from './read-document.ts';

/**
 * The extracted text of a document, part by part; joined in order the parts are the text that the
 * offsets of chunks count in, in UTF-16 code units. `private.document_text` checks the caller.
 * @throws `document_not_found`
 */
export async function readText(
  db: Database,
  documentId: string,
  { limit, after }: PageRequest,
): Promise<Slice<TextPart>> {
  const rows = await db.execute<TextPart & Record<string, unknown>>(
    sql`select * from private.document_text(${documentId}, ${after?.[0] ?? -1}, ${limit + 1})`,
  );
  if (rows.length === 0) await readDocument(db, documentId);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? [last.part] : null };
}
