import type postgres from 'postgres';
import { assignmentRewrites, conditionRewrites } from './conditions.ts';
import type { Mutant } from './mutant.ts';

interface Routine {
  name: string;
  definition: string;
  body: string;
  definer: boolean;
  trigger: boolean;
  /** Itself, the functions that call it, and the tables whose triggers, policies or checks do. */
  near: string[];
}

/**
 * Every function that decides anything (one that only the system may call, with its own rights, does
 * not): with one condition always true or false, without one assignment, with the rights of the
 * other side; a trigger's function also doing nothing at all.
 */
export async function functionMutants(sql: postgres.Sql): Promise<Mutant[]> {
  const routines = await sql<Routine[]>`
    with recursive ours as (
      select * from pg_proc
      where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
    ), calls (callee, oid) as materialized (
      select callee.oid, ours.oid from ours
      cross join regexp_matches(prosrc, 'private\\.(\\w+)\\(', 'g') called
      join ours callee on callee.proname = called[1]
    ), caller (of, oid) as (
      select oid, oid from ours
      union
      select of, calls.oid from caller join calls on callee = caller.oid
    ), at (function, relation) as (
      select tgfoid, tgrelid from pg_trigger
      union select refobjid, polrelid from pg_depend join pg_policy p on p.oid = objid
      union select refobjid, conrelid from pg_depend join pg_constraint c on c.oid = objid
    )
    select oid::regprocedure::text as name, pg_get_functiondef(oid) as definition, prosrc as body,
      prosecdef as definer, prorettype = 'trigger'::regtype as trigger, array(
        select oid::regproc::text from caller where of = ours.oid
        union
        select relation::regclass::text from caller join at on function = oid where of = ours.oid
      ) as near
    from ours
    where prosecdef or prorettype = 'trigger'::regtype
      or has_function_privilege('authenticated', oid, 'execute')
      or has_function_privilege('anon', oid, 'execute')
    order by 1`;
  return routines.flatMap(({ name, definition, body, definer, trigger, near }) => {
    const rights = definer ? 'security invoker' : 'security definer';
    const rewrites = [
      ...conditionRewrites(body),
      ...assignmentRewrites(body),
      ...trigger ? [{ change: 'does nothing', text: '\nbegin\n  return new;\nend\n' }] : [],
    ];
    const place = { near, of: { function: name } };
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

/**
 * Nobody may call the functions that take `keys` and trust them, but search has them read by those
 * past row security. Only the conditions on them are about access; the others are about ranking.
 */
export async function trustingMutants(sql: postgres.Sql): Promise<Mutant[]> {
  const routines = await sql<{ name: string; full: string; definition: string; body: string }[]>`
    select oid::regproc::text as name, oid::regprocedure::text as full, pg_get_functiondef(oid) as definition,
      prosrc as body
    from pg_proc
    where pronamespace = 'private'::regnamespace and 'keys' = any (proargnames) order by 1`;
  return routines.flatMap(({ name, full, definition, body }) =>
    conditionRewrites(body).filter(({ change }) => /\bkeys\b/.test(change))
      .map(({ change, text }) => ({
        name: `function ${name}: ${change}, in "${firstChange(body, text)}"`,
        sql: definition.replace(body, () => text),
        near: ['private.search_chunks'],
        of: { function: full },
      }))
  );
}

/** The first line of a text that is another one in its rewrite. */
function firstChange(text: string, rewrite: string): string | undefined {
  const lines = rewrite.split('\n');
  return text.split('\n').find((line, index) => line !== lines[index])?.trim();
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
    of: { table },
  }));
}
