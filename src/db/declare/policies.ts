import { type AnyColumn, or, type SQL, sql } from 'drizzle-orm';
import { type PgPolicy, pgPolicy } from 'drizzle-orm/pg-core';
import { anonRole, authenticatedRole } from 'drizzle-orm/supabase';
import type { MemberRole } from '../schema/platform/member-roles.ts';

/**
 * One permissive policy per table and command. The helpers take exactly the clauses their command
 * has, so a USING or WITH CHECK cannot be forgotten, and roles are always named (a policy without
 * `to` would apply to PUBLIC).
 */
const everyone = [anonRole, authenticatedRole];
const signedIn = authenticatedRole;

/** Reads by anyone, signed in or not. */
export const selectByEveryone = (name: string, using: SQL): PgPolicy =>
  pgPolicy(name, { for: 'select', to: everyone, using });

export const selectPolicy = (name: string, using: SQL): PgPolicy =>
  pgPolicy(name, { for: 'select', to: signedIn, using });

export const insertPolicy = (name: string, withCheck: SQL): PgPolicy =>
  pgPolicy(name, { for: 'insert', to: signedIn, withCheck });

/** `using` says which rows may be changed, `withCheck` what they may become. */
export const updatePolicy = (name: string, using: SQL, withCheck: SQL): PgPolicy =>
  pgPolicy(name, { for: 'update', to: signedIn, using, withCheck });

export const deletePolicy = (name: string, using: SQL): PgPolicy =>
  pgPolicy(name, { for: 'delete', to: signedIn, using });

export const everyRow = sql`true`;

/** The caller, resolved once per statement: always inside a select, or it runs once per row. */
export const currentUserId = sql`(select private.current_user_id())`;

export const ownRow = (userId: AnyColumn): SQL => sql`${userId} = ${currentUserId}`;

/** Oneself and the children one is guardian of, for what a guardian does in their place. */
const personIds = sql`(select private.person_ids())::uuid[]`;

/** Rows of oneself or of a dependent. */
export const ofPersons = (userId: AnyColumn): SQL => sql`${userId} = any (${personIds})`;

/** Rows of gyms in which oneself or a dependent is an approved member. Uses the gym index. */
export const inGymOfPersons = (gymId: AnyColumn): SQL =>
  sql`${gymId} = any ((select private.person_gym_ids())::uuid[])`;

const gymIds = (roles: MemberRole[]): SQL =>
  sql`private.gym_ids(${sql.raw(roles.map((role) => `'${role}'`).join(', '))})`;

/** Rows of gyms where the caller is an approved member in one of `roles`. Uses the gym index. */
export const inGym = (gymId: AnyColumn, ...roles: [MemberRole, ...MemberRole[]]): SQL =>
  sql`${gymId} = any ((select ${gymIds(roles)})::uuid[])`;

/**
 * Own rows, and rows of gyms where the caller has one of `roles`. The gym arm is an `in (select …)`
 * on purpose: an indexable `any ()` under an OR makes the planner leave the ordered index.
 */
export const ownOrInGym = (
  userId: AnyColumn,
  gymId: AnyColumn,
  ...roles: [MemberRole, ...MemberRole[]]
): SQL => or(ownRow(userId), sql`${gymId} in (select unnest(${gymIds(roles)}))`) as SQL;

/**
 * Rows of oneself or a dependent, and rows of gyms where the caller has one of `roles`. With the
 * filter that every list sends, both arms as `any ()` keep the ordered index (the bench has it).
 */
export const ofPersonsOrInGym = (
  userId: AnyColumn,
  gymId: AnyColumn,
  ...roles: [MemberRole, ...MemberRole[]]
): SQL => or(ofPersons(userId), inGym(gymId, ...roles)) as SQL;
