import type postgres from 'postgres';
import { assignmentRewrites, conditionRewrites } from './conditions.ts';
import type { Mutant } from './mutant.ts';

interface Routine {
  name: string;
  definition: string;
  body: string;
  definer: boolean;
  trigger: boolean;
  /** The tables it is a trigger of. */
  tables: string[];
}

/**
 * Every function: with one condition always true or false, without one assignment, with the rights
 * of the other side; a trigger's function also doing nothing at all.
 */
export async function functionMutants(sql: postgres.Sql): Promise<Mutant[]> {
  const routines = await sql<Routine[]>`
    select oid::regprocedure::text as name, pg_get_functiondef(oid) as definition, prosrc as body,
      prosecdef as definer, prorettype = 'trigger'::regtype as trigger, array(
        select distinct tgrelid::regclass::text from pg_trigger where tgfoid = p.oid
      ) as tables
    from pg_proc p where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
    order by 1`;
  return routines.flatMap(({ name, definition, body, definer, trigger, tables }) => {
    const place = { near: trigger ? tables : [name.replace(/\(.*/, '')], contained: false };
    const rights = definer ? 'security invoker' : 'security definer';
    const rewrites = [
      ...conditionRewrites(body),
      ...assignmentRewrites(body),
      ...trigger ? [{ change: 'does nothing', text: '\nbegin\n  return new;\nend\n' }] : [],
    ];
    return [
      { name: `function ${name}: ${rights}`, sql: `alter function ${name} ${rights}`, ...place },
      ...rewrites.map(({ change, text }) => ({
        name: `function ${name}: ${change}`,
        sql: definition.replace(body, () => text),
        ...place,
      })),
    ];
  });
}

/** Every trigger, dropped. */
export async function triggerMutants(sql: postgres.Sql): Promise<Mutant[]> {
  const triggers = await sql<{ name: string; table: string }[]>`
    select tgname as name, tgrelid::regclass::text as table from pg_trigger
    where not tgisinternal order by 1`;
  return triggers.map(({ name, table }) => ({
    name: `trigger ${name}: dropped`,
    sql: `drop trigger ${name} on ${table}`,
    near: [table],
    contained: false,
  }));
}
