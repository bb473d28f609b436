import { check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { instants, textUpTo } from '../../declare/bounds.ts';
import { grants } from '../../declare/grants.ts';
import { personalData } from '../../declare/personal-data.ts';
import { ownOrInGym, selectPolicy } from '../../declare/policies.ts';
import { triggers } from '../../declare/triggers.ts';
import { gyms } from '../academy/gyms.ts';
import { createdAt, id } from '../columns.ts';
import { users } from '../identity/users.ts';
import { documents, erasedDocuments, tsvector } from './documents.ts';

/**
 * What search finds. Owner, gym and `acl` are copied from the document by a trigger and kept equal.
 * Search goes through `private.search_chunks`, because under a policy the index on the text would be
 * lost: `@@` is not leakproof.
 */
export const documentChunks = pgTable('document_chunks', {
  id: id(),
  document_id: uuid().notNull().references(() => documents.id, { onDelete: 'cascade' }),
  user_id: uuid().notNull().references(() => users.id),
  gym_id: uuid().references(() => gyms.id),
  position: integer().notNull(),
  /** The headings above it, outermost first, joined by ` › `. */
  heading: text(),
  content: text().notNull(),
  /** Where it is in the extracted text, in UTF-16 code units: `text.slice(start, end) === content`. */
  start_offset: integer().notNull(),
  end_offset: integer().notNull(),
  /** Title weighs A, heading B, content D; written by the trigger. */
  search_vector: tsvector().notNull(),
  /** Lexemes with repetition, for length normalisation. */
  token_count: integer().notNull(),
  /** Who may find it: the owner, and the gym if it is shared. */
  acl: uuid().array().notNull(),
  ...createdAt(),
}, (t) => [
  unique('document_chunks_position_unique').on(t.document_id, t.position),
  index('document_chunks_user_id_index').on(t.user_id),
  index('document_chunks_gym_id_index').on(t.gym_id),
  index('document_chunks_search_index').using('gin', t.acl, t.search_vector),
  check(
    'document_chunks_offsets_check',
    sql`${t.start_offset} >= 0 and ${t.end_offset} > ${t.start_offset}`,
  ),
  textUpTo(2000).check('document_chunks_heading_check', t.heading),
  textUpTo(100_000).check('document_chunks_content_check', t.content),
  ...instants(t.created_at),
  selectPolicy(
    'document_chunks_select_own_or_member',
    ownOrInGym(t.user_id, t.gym_id, 'STUDENT', 'INSTRUCTOR', 'MANAGER'),
  ),
]).enableRLS();

export const documentChunksGrants = grants(documentChunks, { authenticated: { select: true } });

export const documentChunksTriggers = triggers(documentChunks, {
  name: 'complete',
  before: ['insert', 'update'],
  run: 'private.complete_chunk',
});

export const documentChunksPersonal = personalData(documentChunks, {
  user_id: {
    export: { not: 'The text of a document is at /knowledge/documents.' },
    erase: { delete: erasedDocuments },
  },
});
