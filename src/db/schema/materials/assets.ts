import { and, isNull, or, sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf, webAddressOf } from '../../declare/bounds.ts';
import { choices } from '../../declare/choice.ts';
import { grants } from '../../declare/grants.ts';
import { personalData } from '../../declare/personal-data.ts';
import {
  deletePolicy,
  inGym,
  inGymOfPersons,
  insertPolicy,
  ownRow,
  selectPolicy,
  updatePolicy,
} from '../../declare/policies.ts';
import { triggers } from '../../declare/triggers.ts';
import { newestFirstIndex } from '../../keyset.ts';
import { classes } from '../academy/schedule/classes.ts';
import { id, instant, legacyId, timestamps } from '../columns.ts';
import { users } from '../identity/users.ts';

/** A link and a video are elsewhere, by their address; `files` is what the attachments of it are. */
export const assetTypes = choices('text', 'link', 'video', 'files');
export const assetTitle = textOf(200);
export const assetContent = textOf(20_000);
/** What `content` is where the type is a link or a video. */
export const assetAddress = webAddressOf(2000);

/** Named, because the verbs tell a refusal by them. */
export const ASSET_CONTENT = 'assets_content_type_check';
export const MATERIAL_OF_HELD_CLASS = 'materials_of_held_class';

/** Of a class that goes on from one of theirs, or that one of theirs goes on from, as well. */
export const ofTaughtSeries =
  sql`class_id = any ((select private.taught_series_class_ids())::uuid[])`;

/**
 * Material of a class: words, or the address of something. Members of the gym and guardians of its
 * children read it until it expires, its staff afterwards too; who teaches a class of the series, and
 * the gym's managers, write it.
 */
export const assets = pgTable('assets', {
  id: id(),
  class_id: uuid().notNull(),
  /** The class's; with it a foreign key. */
  gym_id: uuid().notNull(),
  title: text().notNull(),
  type: assetTypes.column().notNull(),
  /** The words, or the address; of `files` nothing is needed. */
  content: text(),
  /** The instant from which members no longer see it; null: they always do. */
  valid_until: instant(),
  /** Null once they erased their account. */
  created_by: uuid().references(() => users.id),
  ...legacyId(),
  ...timestamps(),
}, (t) => [
  foreignKey({
    name: 'assets_class_id_gym_id_fkey',
    columns: [t.class_id, t.gym_id],
    foreignColumns: [classes.id, classes.gym_id],
  }),
  // A file of it is of its class.
  unique('assets_id_class_id_gym_id_unique').on(t.id, t.class_id, t.gym_id),
  newestFirstIndex('assets_gym_id_index', t, t.gym_id),
  newestFirstIndex('assets_class_id_index', t, t.class_id, t.gym_id),
  index('assets_created_by_index').on(t.created_by),
  assetTypes.check('assets_type_check', t.type),
  assetTitle.check('assets_title_check', t.title),
  assetContent.check('assets_content_check', t.content),
  check(
    ASSET_CONTENT,
    sql`case when ${assetTypes.among(t.type, ['link', 'video'])}
        then ${t.content} is not null and ${assetAddress.check('', t.content).value}
      else ${assetTypes.among(t.type, ['files'])} or ${t.content} is not null end`,
  ),
  ...instants(t.valid_until, t.created_at, t.updated_at),
  selectPolicy(
    'assets_select_members',
    and(
      inGymOfPersons(t.gym_id),
      or(
        isNull(t.valid_until),
        sql`${t.valid_until} > now()`,
        inGym(t.gym_id, 'INSTRUCTOR', 'MANAGER'),
      ),
    )!,
  ),
  insertPolicy(
    'assets_insert_manager_or_teacher',
    and(
      ownRow(t.created_by),
      or(inGym(t.gym_id, 'MANAGER'), ofTaughtSeries),
      isNull(t.legacy_id),
    )!,
  ),
  updatePolicy(
    'assets_update_manager_or_teacher',
    or(inGym(t.gym_id, 'MANAGER'), ofTaughtSeries)!,
    or(inGym(t.gym_id, 'MANAGER'), ofTaughtSeries)!,
  ),
  deletePolicy(
    'assets_delete_manager_or_teacher',
    or(inGym(t.gym_id, 'MANAGER'), ofTaughtSeries)!,
  ),
]).enableRLS();

export const assetsGrants = grants(assets, {
  authenticated: {
    select: true,
    insert: true,
    update: ['title', 'type', 'content', 'valid_until'],
    delete: true,
  },
});

export const assetsTriggers = triggers(assets, 'touch', 'stamp', {
  name: 'hold_class',
  after: ['insert'],
  run: 'private.hold_material_class',
});

export const assetsPersonal = personalData(assets, {
  created_by: {
    export: 'assets_made',
    erase: { clear: ['created_by'], gone: 'that you put material into a class' },
  },
});
