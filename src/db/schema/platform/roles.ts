import { pgTable } from 'drizzle-orm/pg-core';
import { instants } from '../../declare/bounds.ts';
import { grants } from '../../declare/grants.ts';
import { everyRow, selectByEveryone } from '../../declare/policies.ts';
import { createdAt } from '../columns.ts';
import { memberRoles } from './member-roles.ts';

/** What a member is in a gym. Reference data: `roles.after.sql`. */
export const roles = pgTable('roles', {
  id: memberRoles.column().primaryKey(),
  ...createdAt(),
}, (t) => [
  memberRoles.check('roles_id_check', t.id),
  ...instants(t.created_at),
  selectByEveryone('roles_select_all', everyRow),
]).enableRLS();

export const rolesGrants = grants(roles, {
  anon: { select: true },
  authenticated: { select: true },
});
