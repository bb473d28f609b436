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
    ), caller (of, oid, name) as (
      select oid, oid, proname from ours
      union
      select of, ours.oid, proname from caller
      join ours on strpos(prosrc, 'private.' || name || '(') > 0
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
    return [
      { name: `function ${name}: ${rights}`, sql: `alter function ${name} ${rights}`, near },
      ...rewrites.map(({ change, text }) => ({
        name: `function ${name}: ${change}`,
        sql: definition.replace(body, () => text),
        near,
      })),
    ];
  });
}

/**
 * Nobody may call `private.rank_chunks`, but `private.search_chunks` has it read past row security by
 * the keys it is given. Only those conditions are about access; the rest of it is about ranking.
 */
export async function rankingMutants(sql: postgres.Sql): Promise<Mutant[]> {
  const [routine] = await sql<{ definition: string; body: string }[]>`
    select pg_get_functiondef(oid) as definition, prosrc as body from pg_proc
    where pronamespace = 'private'::regnamespace and proname = 'rank_chunks'`;
  const { definition = '', body = '' } = routine ?? {};
  const lineOf = (text: string) => {
    const lines = text.split('\n');
    return body.split('\n').find((line, index) => line !== lines[index])?.trim();
  };
  return conditionRewrites(body).filter(({ change }) => /\bkeys\b/.test(change))
    .map(({ change, text }) => ({
      name: `function private.rank_chunks: ${change}, in "${lineOf(text)}"`,
      sql: definition.replace(body, () => text),
      near: ['private.search_chunks'],
    }));
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
  }));
}
