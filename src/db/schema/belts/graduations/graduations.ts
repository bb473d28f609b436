import { and, isNull, not, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { personalData } from '../../../declare/personal-data.ts';
import {
  inGym,
  insertPolicy,
  ofPersons,
  ofPersonsOrInGym,
  ownRow,
  selectPolicy,
} from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { createdAt, id, legacyId } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { overrideReason } from '../../academy/check-ins/check-ins.ts';
import { gyms } from '../../academy/gyms.ts';
import { modality } from '../../academy/schedule/classes.ts';
import { rankDate } from '../systems/rank-date.ts';
import { belt, degree } from '../systems/ranks.ts';
import { gradingEvents } from './grading-events.ts';

/**
 * The history of ranks, append-only: a person's rank in an art is their latest row that is not voided. A
 * mistake is corrected by a row that voids it. Who is staff of the gym promotes, never themselves nor a
 * child of theirs; whether the rules allow it is the trigger's, unless a reason overrides them. What is
 * imported, by its `legacy_id`, is history and not judged.
 */
export const graduations = pgTable('graduations', {
  id: id(),
  user_id: uuid().notNull().references(() => users.id),
  gym_id: uuid().notNull().references(() => gyms.id),
  /** The art, as the systems name it. */
  modality: text().notNull(),
  belt: text().notNull(),
  degree: integer().notNull().default(0),
  /** Null for who was imported, and for somebody erased since. */
  awarded_by: uuid().references(() => users.id),
  awarded_on: date().notNull(),
  /** From when time at the rank counts. */
  registered_on: date().notNull(),
  event_id: uuid(),
  /** Why somebody was promoted who was not eligible. */
  override_reason: text(),
  /** The mistake that this row takes back: the same person, art and rank. */
  voids: uuid(),
  void_reason: text(),
  ...legacyId(),
  ...createdAt(),
}, (t) => [
  unique('graduations_key_unique').on(t.id, t.user_id, t.gym_id, t.modality),
  // One row takes another back: the rest is that row's, by the foreign key that this serves.
  unique('graduations_voids_unique').on(t.voids, t.user_id, t.gym_id, t.modality),
  foreignKey({
    name: 'graduations_voids_fkey',
    columns: [t.voids, t.user_id, t.gym_id, t.modality],
    foreignColumns: [
      t.id as AnyPgColumn,
      t.user_id as AnyPgColumn,
      t.gym_id as AnyPgColumn,
      t.modality as AnyPgColumn,
    ],
  }),
  unique('graduations_event_once').on(t.event_id, t.user_id),
  // Of one art and on one day, as the event was.
  foreignKey({
    name: 'graduations_event_id_fkey',
    columns: [t.event_id, t.gym_id, t.modality, t.awarded_on],
    foreignColumns: [
      gradingEvents.id,
      gradingEvents.gym_id,
      gradingEvents.modality,
      gradingEvents.held_on,
    ],
  }),
  newestFirstIndex('graduations_gym_id_index', t, t.gym_id),
  // A person's history, the latest rank first.
  index('graduations_user_id_index').on(
    t.user_id,
    t.awarded_on.desc().nullsFirst(),
    t.created_at.desc().nullsFirst(),
    t.id.desc().nullsFirst(),
  ),
  // Somebody's rank in an art, as of a day.
  index('graduations_rank_index').on(t.user_id, t.modality, t.awarded_on),
  index('graduations_awarded_by_index').on(t.awarded_by),
  index('graduations_event_id_index').on(t.event_id, t.gym_id, t.modality, t.awarded_on),
  modality.check('graduations_modality_check', t.modality),
  belt.check('graduations_belt_check', t.belt),
  degree.check('graduations_degree_check', t.degree),
  rankDate.check('graduations_awarded_on_check', t.awarded_on),
  rankDate.check('graduations_registered_on_check', t.registered_on),
  check('graduations_registered_check', sql`${t.registered_on} >= ${t.awarded_on}`),
  overrideReason.check('graduations_override_reason_check', t.override_reason),
  overrideReason.check('graduations_void_reason_check', t.void_reason),
  ...instants(t.created_at),
  selectPolicy(
    'graduations_select_own_or_staff',
    ofPersonsOrInGym(t.user_id, t.gym_id, 'INSTRUCTOR', 'MANAGER'),
  ),
  insertPolicy(
    'graduations_insert_staff',
    and(
      inGym(t.gym_id, 'INSTRUCTOR', 'MANAGER'),
      ownRow(t.awarded_by),
      not(ofPersons(t.user_id)),
      isNull(t.legacy_id),
    )!,
  ),
]).enableRLS();

export const graduationsGrants = grants(graduations, {
  authenticated: { select: true, insert: true },
  service_role: { select: true, insert: true },
});

export const graduationsTriggers = triggers(graduations, 'stamp', {
  name: 'check',
  after: ['insert'],
  each: 'statement',
  referencing: { new: 'added' },
  run: 'private.check_graduations',
});

export const graduationsPersonal = personalData(graduations, {
  user_id: {
    export: 'graduations',
    erase: {
      clear: ['override_reason', 'void_reason', 'awarded_by'],
      gone: 'who promoted you, why against the rules, and why a promotion was taken back',
      kept: { what: 'graduations, without a name', why: "the gyms' promotions stay countable" },
    },
  },
  awarded_by: {
    export: { not: 'It is about other members.' },
    erase: { clear: ['awarded_by'], gone: 'that you promoted others' },
  },
});
