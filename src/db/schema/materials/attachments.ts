import { and, isNull, or, sql } from 'drizzle-orm';
import { bigint, foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instants, integerFrom, megabytes, textOf } from '../../declare/bounds.ts';
import { choices } from '../../declare/choice.ts';
import { grants } from '../../declare/grants.ts';
import { personalData } from '../../declare/personal-data.ts';
import {
  deletePolicy,
  inGym,
  inGymOfPersons,
  selectPolicy,
  updatePolicy,
} from '../../declare/policies.ts';
import { stateMachine } from '../../declare/state-machine.ts';
import { triggers } from '../../declare/triggers.ts';
import { newestFirstIndex } from '../../keyset.ts';
import { classes } from '../academy/schedule/classes.ts';
import { id, instant, legacyId, timestamps } from '../columns.ts';
import { users } from '../identity/users.ts';
import { assets, ofTaughtSeries } from './assets.ts';

/** What a file may be, as its content says: `src/materials/attachments/file-kinds.ts`. */
export const attachmentTypes = choices(
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'application/pdf',
  'video/mp4',
  'video/quicktime',
);

/** A row is there before its file, so that an object without a row is always one too many. */
export const attachmentStates = choices('uploading', 'ready');
export const attachmentMachine = stateMachine(attachmentStates, {
  legal: { uploading: ['ready'], ready: [] },
});

/** What a file may have. */
export const attachmentLimit = megabytes(50);
const attachmentSize = integerFrom(1, attachmentLimit.bytes);
export const attachmentName = textOf(255);

/** Named, because the verb tells a refusal by them. */
export const MATERIALS_FULL = 'attachments_gym_full';
export const ATTACHMENT_OF_ASSET = 'attachments_of_asset';

/**
 * A file of a class in Storage, by itself or with a piece of material, which it expires with. Only
 * `private.begin_attachment` and `private.complete_attachment` make one; where it is in Storage nobody
 * chooses.
 */
export const attachments = pgTable('attachments', {
  id: id(),
  class_id: uuid().notNull(),
  /** The class's; with it a foreign key. */
  gym_id: uuid().notNull(),
  asset_id: uuid(),
  /** As its sender called it; what it is saved as is made from it (`download-name.ts`). */
  file_name: text().notNull(),
  /** Key of the object in the bucket `materials`. */
  file_path: text().notNull().generatedAlwaysAs(sql`gym_id::text || '/' || id::text`),
  file_type: attachmentTypes.column().notNull(),
  /** Bytes: what was reserved while it is `uploading`, then what came. */
  file_size: bigint({ mode: 'number' }).notNull(),
  state: attachmentStates.column().notNull().default('uploading'),
  /** The instant from which members no longer see it; null: as long as its asset. */
  valid_until: instant(),
  /** Null once they erased their account. */
  created_by: uuid().references(() => users.id),
  ...legacyId(),
  ...timestamps(),
}, (t) => [
  foreignKey({
    name: 'attachments_class_id_gym_id_fkey',
    columns: [t.class_id, t.gym_id],
    foreignColumns: [classes.id, classes.gym_id],
  }),
  foreignKey({
    name: 'attachments_asset_id_class_id_gym_id_fkey',
    columns: [t.asset_id, t.class_id, t.gym_id],
    foreignColumns: [assets.id, assets.class_id, assets.gym_id],
  }).onDelete('cascade'),
  newestFirstIndex('attachments_gym_id_index', t, t.gym_id),
  newestFirstIndex('attachments_class_id_index', t, t.class_id, t.gym_id),
  index('attachments_asset_id_index').on(t.asset_id, t.class_id, t.gym_id),
  index('attachments_created_by_index').on(t.created_by),
  // What the sweep asks of every object.
  index('attachments_file_path_index').on(t.file_path),
  // Uploads that never ended.
  index('attachments_uploading_index').on(t.created_at)
    .where(attachmentStates.among(t.state, ['uploading'])),
  attachmentTypes.check('attachments_file_type_check', t.file_type),
  attachmentStates.check('attachments_state_check', t.state),
  attachmentName.check('attachments_file_name_check', t.file_name),
  attachmentSize.check('attachments_file_size_check', t.file_size),
  ...instants(t.valid_until, t.created_at, t.updated_at),
  selectPolicy(
    'attachments_select_members',
    and(
      inGymOfPersons(t.gym_id),
      or(
        inGym(t.gym_id, 'INSTRUCTOR', 'MANAGER'),
        and(
          attachmentStates.among(t.state, ['ready']),
          or(isNull(t.valid_until), sql`${t.valid_until} > now()`),
          // As the caller: what they see of the material, they see of its files.
          sql`(${t.asset_id} is null or exists (select from assets a where a.id = asset_id))`,
        ),
      ),
    )!,
  ),
  updatePolicy(
    'attachments_update_manager_or_teacher',
    or(inGym(t.gym_id, 'MANAGER'), ofTaughtSeries)!,
    or(inGym(t.gym_id, 'MANAGER'), ofTaughtSeries)!,
  ),
  deletePolicy(
    'attachments_delete_manager_or_teacher',
    or(inGym(t.gym_id, 'MANAGER'), ofTaughtSeries)!,
  ),
]).enableRLS();

export const attachmentsGrants = grants(attachments, {
  authenticated: { select: true, update: ['file_name', 'valid_until'], delete: true },
});

export const attachmentsTriggers = triggers(
  attachments,
  'touch',
  attachmentMachine.trigger('state'),
  { name: 'delete_file', after: ['delete'], run: 'private.delete_attachment_file' },
);

export const attachmentsPersonal = personalData(attachments, {
  created_by: {
    export: 'attachments_made',
    erase: { clear: ['created_by'], gone: 'that you put files into a class' },
  },
});
