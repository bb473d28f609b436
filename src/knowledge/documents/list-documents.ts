import { and, eq } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { Document, DocumentFilter } from './contract.ts';
import type { Database } from '../../db/client.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { documents } from '../../db/schema/index.ts';
import { asDocument } from './as-document.ts';

const order = newestFirst(documents.created_at, documents.id);

/** The caller's own documents, or those of a gym they belong to, newest first. */
export async function listDocuments(
  db: Database,
  caller: Caller,
  { gym_id, status }: DocumentFilter,
  page: PageRequest,
): Promise<Slice<Document>> {
  const rows = await db.select().from(documents).where(and(
    gym_id ? eq(documents.gym_id, gym_id) : eq(documents.user_id, caller.userId),
    status && eq(documents.processing_status, status),
    order.where(page.after),
  )).orderBy(...order.orderBy).limit(order.fetch(page.limit));
  const { items, next } = order.slice(rows, page.limit, (row) => [row.created_at, row.id]);
  return { items: items.map(asDocument), next };
}
