import { memberRoles } from '../../db/schema/platform/member-roles.ts';
import type { Refusal } from './run.ts';
import type { Source } from './source.ts';

/** Roles are the product's own: those of the old database are looked at, and unknown ones are named. */
export async function lookAtRoles(source: Source): Promise<{ read: number; refusals: Refusal[] }> {
  const roles = await source.unsafe<{ id: string }[]>(
    `select t.id::text from roles t order by t.id`,
  );
  const known: readonly string[] = memberRoles.values;
  const refusals = roles.filter(({ id }) => !known.includes(id.trim().toUpperCase())).map(
    ({ id }): Refusal => ({
      table: 'roles',
      id,
      reason: 'unknown_value',
      column: 'id',
      detail: null,
    }),
  );
  return { read: roles.length, refusals };
}
