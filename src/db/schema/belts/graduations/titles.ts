import { and, not } from 'drizzle-orm';
import { date, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { personalData } from '../../../declare/personal-data.ts';
import {
  deletePolicy,
  inGym,
  insertPolicy,
  ofPersons,
  ofPersonsOrInGym,
  ownRow,
  selectPolicy,
} from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { createdAt, id } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { gyms } from '../../academy/gyms.ts';
import { modality } from '../../academy/schedule/classes.ts';
import { rankDate } from '../systems/rank-date.ts';
import { belt } from '../systems/ranks.ts';
import { titleKinds } from './title-kinds.ts';

/** What shortens the time at a rank. A gym's staff write it down, never about themselves. */
export const titles = pgTable('titles', {
  id: id(),
  user_id: uuid().notNull().references(() => users.id),
  /** Whose staff vouch for it. */
  gym_id: uuid().notNull().references(() => gyms.id),
  title: titleKinds.column().notNull(),
  modality: text().notNull(),
  /** At which rank it was won. */
  belt: text().notNull(),
  won_on: date().notNull(),
  recorded_by: uuid().references(() => users.id),
  ...createdAt(),
}, (t) => [
  unique('titles_once').on(t.user_id, t.gym_id, t.title, t.modality, t.belt, t.won_on),
  newestFirstIndex('titles_user_id_index', t, t.user_id),
  newestFirstIndex('titles_gym_id_index', t, t.gym_id),
  index('titles_recorded_by_index').on(t.recorded_by),
  titleKinds.check('titles_title_check', t.title),
  modality.check('titles_modality_check', t.modality),
  belt.check('titles_belt_check', t.belt),
  rankDate.check('titles_won_on_check', t.won_on),
  ...instants(t.created_at),
  selectPolicy(
    'titles_select_own_or_staff',
    ofPersonsOrInGym(t.user_id, t.gym_id, 'INSTRUCTOR', 'MANAGER'),
  ),
  insertPolicy(
    'titles_insert_staff',
    and(
      inGym(t.gym_id, 'INSTRUCTOR', 'MANAGER'),
      ownRow(t.recorded_by),
      not(ofPersons(t.user_id)),
    )!,
  ),
  deletePolicy(
    'titles_delete_staff',
    and(inGym(t.gym_id, 'INSTRUCTOR', 'MANAGER'), not(ofPersons(t.user_id)))!,
  ),
]).enableRLS();

export const titlesGrants = grants(titles, {
  authenticated: { select: true, insert: true, delete: true },
  service_role: { select: true },
});

export const titlesTriggers = triggers(titles, 'stamp', {
  name: 'check',
  after: ['insert'],
  run: 'private.check_title',
}, {
  name: 'trace',
  after: ['insert', 'delete'],
  // An erasure, with its owner's rights, leaves none.
  when: "current_user = 'authenticated'",
  run: 'private.trace_title',
});

export const titlesPersonal = personalData(titles, {
  user_id: { export: 'titles', erase: { delete: 'titles that you won' } },
  recorded_by: {
    export: { not: 'It is about other members.' },
    erase: { clear: ['recorded_by'], gone: 'that you wrote down what others won' },
  },
});
