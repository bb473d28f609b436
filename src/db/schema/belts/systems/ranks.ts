import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { integerFrom, patternOf, textOf } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { rankSystems } from './rank-systems.ts';
import { ofReadableSystem } from './readable-system.ts';

/** A rank within its system: `grey_white`, `blue`, `red_black`. */
export const belt = patternOf(/^[a-z][a-z0-9]*(_[a-z0-9]+){0,5}$/, { max: 40 });
export const rankName = textOf(60);
export const rankPosition = integerFrom(0, 200);
/** Degrees (stripes) that a rank has, and which of them somebody wears. */
export const degree = integerFrom(0, 20);
/** Whether it is for children, or for who is grown up in the art. */
export const rankGroups = choices('youth', 'adult');

/** The ranks of a system, from the first; in order of `position`. */
export const ranks = pgTable('ranks', {
  system_id: uuid().notNull(),
  belt: text().notNull(),
  position: integer().notNull(),
  name: text().notNull(),
  group: rankGroups.column().notNull(),
  /** The degree with which it begins: 7 of red and black. */
  first_degree: integer().notNull().default(0),
  /** The highest degree of it. */
  degrees: integer().notNull().default(0),
}, (t) => [
  primaryKey({ columns: [t.system_id, t.belt] }),
  unique('ranks_position_unique').on(t.system_id, t.position),
  foreignKey({
    name: 'ranks_system_id_fkey',
    columns: [t.system_id],
    foreignColumns: [rankSystems.id],
  }).onDelete('cascade'),
  belt.check('ranks_belt_check', t.belt),
  rankPosition.check('ranks_position_check', t.position),
  rankName.check('ranks_name_check', t.name),
  rankGroups.check('ranks_group_check', t.group),
  degree.check('ranks_degrees_check', t.degrees),
  degree.check('ranks_first_degree_check', t.first_degree),
  check('ranks_degrees_order_check', sql`${t.first_degree} <= ${t.degrees}`),
  selectPolicy('ranks_select_members', ofReadableSystem(t.system_id)),
]).enableRLS();

export const ranksGrants = grants(ranks, {
  authenticated: { select: true },
  service_role: { select: true },
});

export const ranksTriggers = triggers(ranks, {
  name: 'immutable',
  before: ['update'],
  run: 'private.refuse_change',
});
