import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { bigint, customType, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { choices } from '../../declare/choice.ts';
import {
  instants,
  integerFrom,
  megabytes,
  patternOf,
  textOf,
  textUpTo,
} from '../../declare/bounds.ts';
import { grants } from '../../declare/grants.ts';
import { newestFirstIndex } from '../../keyset.ts';
import { personalData } from '../../declare/personal-data.ts';
import {
  deletePolicy,
  inGym,
  insertPolicy,
  ownOrInGym,
  ownRow,
  selectPolicy,
  updatePolicy,
} from '../../declare/policies.ts';
import { retention } from '../../declare/retention.ts';
import { triggers } from '../../declare/triggers.ts';
import { stateMachine } from '../../declare/state-machine.ts';
import { gyms } from '../academy/gyms.ts';
import { id, timestamps } from '../columns.ts';
import { users } from '../identity/users.ts';

export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

export const processingStatuses = choices('pending', 'processing', 'ready', 'failed');

/**
 * A document waits for its file, is processed, and can then be found or says why not. A job that is
 * replayed may find all the work done, so that what failed is ready at once.
 */
export const processingStates = stateMachine(processingStatuses, {
  legal: {
    pending: ['processing'],
    processing: ['ready', 'failed'],
    ready: [],
    failed: ['processing', 'ready'],
  },
});

/** What a file may have. */
export const fileLimit = megabytes(50);
export const fileSize = integerFrom(0, fileLimit.bytes);
export const documentTitle = textOf(200);
export const documentFilename = textOf(255);
/** RFC 6838 section 4.2: 127 for the type and for the subtype. */
export const mediaType = textUpTo(255);
const sha256 = patternOf(/^[0-9a-f]{64}$/);
const steps = integerFrom(0);

/**
 * A file that was uploaded and what became of it. Private while `gym_id` is null, else shared with
 * the gym's approved members; only its staff may share. Row security decides about rows; how far the
 * processing is, only the system writes.
 */
export const documents = pgTable('documents', {
  id: id(),
  user_id: uuid().notNull().references(() => users.id),
  gym_id: uuid().references(() => gyms.id),
  title: text().notNull(),
  filename: text().notNull(),
  /** MIME type. */
  file_type: text().notNull(),
  /** Bytes. */
  file_size: bigint({ mode: 'number' }).notNull(),
  /** Key of the object in the bucket `documents`; generated, so that nobody can name another's. */
  file_path: text().notNull().generatedAlwaysAs(sql`user_id::text || '/' || id::text`),
  processing_status: processingStatuses.column().notNull().default('pending'),
  /** Steps of the current stage, as its job counts them. */
  processing_done: integer().notNull().default(0),
  processing_total: integer(),
  /** Why it failed, for its owner to read. */
  error: text(),
  /** SHA-256 of the file, hex; known once it was read. */
  content_hash: text(),
  ...timestamps(),
}, (t) => [
  // The same file is one document: for its owner, and once more where it is shared with a gym.
  uniqueIndex('documents_content_unique').on(t.user_id, t.content_hash).where(isNull(t.gym_id)),
  uniqueIndex('documents_gym_content_unique').on(t.gym_id, t.content_hash),
  newestFirstIndex('documents_user_id_index', t, t.user_id),
  newestFirstIndex('documents_gym_id_index', t, t.gym_id),
  // The lists by status, of a person and of a gym.
  newestFirstIndex('documents_user_id_status_index', t, t.user_id, t.processing_status),
  newestFirstIndex('documents_gym_id_status_index', t, t.gym_id, t.processing_status),
  processingStatuses.check('documents_processing_status_check', t.processing_status),
  fileSize.check('documents_file_size_check', t.file_size),
  documentTitle.check('documents_title_check', t.title),
  documentFilename.check('documents_filename_check', t.filename),
  mediaType.check('documents_file_type_check', t.file_type),
  steps.check('documents_processing_done_check', t.processing_done),
  steps.check('documents_processing_total_check', t.processing_total),
  textUpTo(1000).check('documents_error_check', t.error),
  sha256.check('documents_content_hash_check', t.content_hash),
  ...instants(t.created_at, t.updated_at),
  selectPolicy(
    'documents_select_own_or_member',
    ownOrInGym(t.user_id, t.gym_id, 'STUDENT', 'INSTRUCTOR', 'MANAGER'),
  ),
  insertPolicy(
    'documents_insert_own',
    and(
      ownRow(t.user_id),
      or(isNull(t.gym_id), inGym(t.gym_id, 'INSTRUCTOR', 'MANAGER')),
      eq(t.processing_status, sql`'pending'`),
      eq(t.processing_done, sql`0`),
      isNull(t.processing_total),
      isNull(t.content_hash),
      isNull(t.error),
    )!,
  ),
  updatePolicy(
    'documents_update_own',
    ownRow(t.user_id),
    and(ownRow(t.user_id), or(isNull(t.gym_id), inGym(t.gym_id, 'INSTRUCTOR', 'MANAGER')))!,
  ),
  deletePolicy('documents_delete_own_or_manager', ownOrInGym(t.user_id, t.gym_id, 'MANAGER')),
]).enableRLS();

export const documentsGrants = grants(documents, {
  authenticated: { select: true, insert: true, update: ['title', 'gym_id'], delete: true },
});

export const documentsTriggers = triggers(
  documents,
  'touch',
  'stamp',
  processingStates.trigger('processing_status'),
  {
    name: 'follow',
    after: ['update'],
    of: ['user_id', 'gym_id', 'title'],
    run: 'private.follow_document',
  },
  {
    name: 'delete_file',
    after: ['delete'],
    run: 'private.delete_document_file',
  },
);

/** In words for the person; what is found of a document goes with it. */
export const erasedDocuments = 'documents, with their files and what could be found in them';

export const documentsPersonal = personalData(documents, {
  user_id: { export: 'documents', erase: { delete: erasedDocuments } },
});

export const documentsRetention = retention(documents, {
  what: 'documents that were never submitted, with what was uploaded',
  days: 1,
  since: documents.created_at,
  only: processingStatuses.among(documents.processing_status, ['pending']),
  why: 'the URL to upload to is valid for two hours',
});
