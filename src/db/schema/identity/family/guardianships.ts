import { or, sql } from 'drizzle-orm';
import { check, index, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { ofPersons, ownRow, selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { users } from '../users.ts';

/** What a guardian is to the child. */
export const guardianRelations = choices('parent', 'grandparent', 'sibling', 'guardian', 'other');

/**
 * Who acts for a child. In effect until it is ended or the child turns eighteen, which no job has
 * to note: `private.person_ids` asks the birth date. Written by functions only.
 */
export const guardianships = pgTable('guardianships', {
  id: id(),
  guardian_id: uuid().notNull().references(() => users.id),
  dependent_id: uuid().notNull().references(() => users.id),
  relation: guardianRelations.column().notNull(),
  created_by: uuid().references(() => users.id),
  ended_at: instant(),
  ...timestamps(),
}, (t) => [
  uniqueIndex('guardianships_in_effect_unique').on(t.guardian_id, t.dependent_id)
    .where(sql`${t.ended_at} is null`),
  index('guardianships_guardian_id_index').on(t.guardian_id),
  index('guardianships_dependent_id_index').on(t.dependent_id),
  index('guardianships_created_by_index').on(t.created_by),
  guardianRelations.check('guardianships_relation_check', t.relation),
  check('guardianships_two_check', sql`${t.guardian_id} <> ${t.dependent_id}`),
  ...instants(t.ended_at, t.created_at, t.updated_at),
  selectPolicy(
    'guardianships_select_own_or_staff',
    or(
      ownRow(t.guardian_id),
      ofPersons(t.dependent_id),
      sql`${t.dependent_id} in (select private.visible_member_ids())`,
    )!,
  ),
]).enableRLS();

export const guardianshipsGrants = grants(guardianships, { authenticated: { select: true } });

export const guardianshipsTriggers = triggers(guardianships, 'touch');

export const guardianshipsPersonal = personalData(guardianships, {
  guardian_id: {
    export: 'guardianships',
    erase: { delete: 'that you are or were the guardian of children' },
  },
  dependent_id: { export: 'guardians', erase: { delete: 'who was your guardian' } },
  created_by: {
    export: { not: 'It is about other members.' },
    erase: { clear: ['created_by'], gone: 'that you made others guardians' },
  },
});
