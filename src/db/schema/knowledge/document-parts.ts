import { integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { grants } from '../../declare/grants.ts';
import { createdAt } from '../columns.ts';
import { privateSchema } from '../system/private.ts';
import { documents } from './documents.ts';

/**
 * The extracted text, in the slices in which it was extracted: what an interrupted extraction
 * resumes from. Put together in order they are the text that chunk offsets refer to.
 */
export const documentParts = privateSchema.table('document_parts', {
  document_id: uuid().notNull().references(() => documents.id, { onDelete: 'cascade' }),
  part: integer().notNull(),
  content: text().notNull(),
  ...createdAt(),
}, (t) => [primaryKey({ columns: [t.document_id, t.part] })]).enableRLS();

export const documentPartsGrants = grants(documentParts, {});
