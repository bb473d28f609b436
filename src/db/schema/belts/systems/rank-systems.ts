import { sql } from 'drizzle-orm';
import { check, date, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf, webAddressOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { inGymOfPersons, selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { createdAt, id } from '../../columns.ts';
import { gyms } from '../../academy/gyms.ts';
import { modality } from '../../academy/schedule/classes.ts';
import { rankDate } from './rank-date.ts';

export const systemName = textOf(120);
/** As its authors number it: `3.3`. */
export const systemVersion = textOf(20);
export const source = webAddressOf(2048);
/** How many modalities of classes count as training of an art, at most. */
export const CLASS_MODALITIES = 20;

/**
 * One version of how ranks of an art are earned, from a day on: the one in force on a day is the latest
 * that began by then, a gym's own before that for all. What is written stays as it is; a change is a
 * version that begins later. Without a gym it holds for all: reference data, `rank-systems.after.sql`.
 */
export const rankSystems = pgTable('rank_systems', {
  id: id(),
  gym_id: uuid().references(() => gyms.id),
  /** The art: `Jiu-jitsu`. */
  modality: text().notNull(),
  name: text().notNull(),
  version: text().notNull(),
  valid_from: date().notNull(),
  source: text(),
  /** The modalities of classes that count as training of the art; null: every class of the gym. */
  class_modalities: text().array(),
  ...createdAt(),
}, (t) => [
  unique('rank_systems_version_unique').on(t.gym_id, t.modality, t.valid_from).nullsNotDistinct(),
  systemName.check('rank_systems_name_check', t.name),
  systemVersion.check('rank_systems_version_check', t.version),
  modality.check('rank_systems_modality_check', t.modality),
  rankDate.check('rank_systems_valid_from_check', t.valid_from),
  source.check('rank_systems_source_check', t.source),
  check(
    'rank_systems_class_modalities_check',
    sql`cardinality(${t.class_modalities}) between 1 and ${sql.raw(String(CLASS_MODALITIES))}
      and array_position(${t.class_modalities}, null) is null`,
  ),
  ...instants(t.created_at),
  selectPolicy(
    'rank_systems_select_members',
    sql`${t.gym_id} is null or ${inGymOfPersons(t.gym_id)}`,
  ),
]).enableRLS();

export const rankSystemsGrants = grants(rankSystems, {
  authenticated: { select: true },
  service_role: { select: true },
});

export const rankSystemsTriggers = triggers(rankSystems, {
  name: 'immutable',
  before: ['update'],
  run: 'private.refuse_change',
});
