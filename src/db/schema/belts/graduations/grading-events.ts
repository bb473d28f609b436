import { and } from 'drizzle-orm';
import { date, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { personalData } from '../../../declare/personal-data.ts';
import {
  inGym,
  inGymOfPersons,
  insertPolicy,
  ownRow,
  selectPolicy,
} from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { createdAt, id } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { gyms } from '../../academy/gyms.ts';
import { modality, scheduleDate } from '../../academy/schedule/classes.ts';

export const eventName = textOf(120);

/** A day on which a gym promoted many at once: all who are in `graduations` by its id, or nobody. */
export const gradingEvents = pgTable('grading_events', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  name: text(),
  modality: text().notNull(),
  held_on: date().notNull(),
  created_by: uuid().references(() => users.id),
  ...createdAt(),
}, (t) => [
  unique('grading_events_key_unique').on(t.id, t.gym_id, t.modality, t.held_on),
  newestFirstIndex('grading_events_gym_id_index', t, t.gym_id),
  index('grading_events_created_by_index').on(t.created_by),
  eventName.check('grading_events_name_check', t.name),
  modality.check('grading_events_modality_check', t.modality),
  scheduleDate.check('grading_events_held_on_check', t.held_on),
  ...instants(t.created_at),
  selectPolicy('grading_events_select_members', inGymOfPersons(t.gym_id)),
  insertPolicy(
    'grading_events_insert_staff',
    and(inGym(t.gym_id, 'INSTRUCTOR', 'MANAGER'), ownRow(t.created_by))!,
  ),
]).enableRLS();

export const gradingEventsGrants = grants(gradingEvents, {
  authenticated: { select: true, insert: true },
  service_role: { select: true },
});

export const gradingEventsTriggers = triggers(gradingEvents, 'stamp');

export const gradingEventsPersonal = personalData(gradingEvents, {
  created_by: {
    export: { not: 'It is about a gym.' },
    erase: { clear: ['created_by'], gone: 'that you held grading events' },
  },
});
