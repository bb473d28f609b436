import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { documents } from '../../db/schema/knowledge/documents.ts';
import { asDocument } from './as-document.ts';
import type { Document, DocumentFilter } from './contract.ts';

/** Lists the caller's own documents, or those of a gym they belong to, newest first. */
export async function listDocuments(
  { db, caller }: CallerContext,
  { gym_id, status, page }: DocumentFilter & { page: PageRequest },
): Promise<Slice<Document>> {
  const { items, next } = await newestFirst(documents).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(documents).where(and(
        gym_id ? eq(documents.gym_id, gym_id) : eq(documents.user_id, caller.userId),
        status && eq(documents.processing_status, status),
        where,
      )).orderBy(...orderBy).limit(limit),
  );
  return { items: items.map(asDocument), next };
}
