import { pgTable } from 'drizzle-orm/pg-core';
import { grants } from '../../grants.ts';
import { everyRow, selectByEveryone } from '../../policies.ts';
import { createdAt } from '../columns.ts';
import { memberRoles } from './member-roles.ts';

/** What a member is in a gym. Reference data: `roles.after.sql`. */
export const roles = pgTable('roles', {
  id: memberRoles.column().primaryKey(),
  ...createdAt(),
}, () => [selectByEveryone('roles_select_all', everyRow)]).enableRLS();

export const rolesGrants = grants(roles, {
  anon: { select: true },
  authenticated: { select: true },
});
